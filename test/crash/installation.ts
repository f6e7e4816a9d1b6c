import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { clusterIn } from '#app/launcher/cluster.ts';
import { findEmbedded } from '#app/launcher/embedded.ts';
import { findPostmaster } from '#app/launcher/postmaster.ts';
import { endAll, findFreePort, type Run, serving, until } from '#app/launcher/program-under-test.ts';
import { findProcess } from '#app/launcher/running-process.ts';
import { connect } from '#platform/db/pool.ts';
import { hashToken } from '#rooms/people/entrances.ts';

/** The processes of a running installation, as the system numbers them. */
export type Processes = { launcher: number; web: number; postmaster: number; backends: number[] };

/** An installation that faults are put into, with a party and somebody who enters evidence for it. */
export type Installation = {
  readonly dataDirectory: string;
  readonly cluster: string;
  readonly address: string;
  readonly partyId: string;
  readonly token: string;
  processes: () => Processes;
  /** Runs a statement as the superuser; throws while the database is away. */
  ask: (sql: string, values?: unknown[]) => Promise<Record<string, unknown>[]>;
  /** Waits until it serves again; starts it where its launcher is gone. Fails after a minute. */
  recover: () => Promise<void>;
  close: () => Promise<void>;
};

/** Starts one on nothing. */
export async function startInstallation(): Promise<Installation> {
  const dataDirectory = mkdtempSync(join(tmpdir(), 'crash-test-'));
  const cluster = clusterIn(dataDirectory);
  const settings = { PORT: String(await findFreePort()), MANUMIT_DATA: dataDirectory };
  const address = `http://127.0.0.1:${settings.PORT}`;
  let run: Run = await serving(settings);

  const ask: Installation['ask'] = async (sql, values) => {
    const connection = findEmbedded(dataDirectory);
    if (!connection) throw new Error('There is no database server.');
    const client = await connect(connection);
    try {
      return (await client.query(sql, values)).rows;
    } finally {
      await client.end().catch(() => {});
    }
  };
  const isReady = () =>
    fetch(`${address}/readyz`, { signal: AbortSignal.timeout(2_000) }).then(
      (answer) => answer.ok,
      () => false,
    );
  const partyId = randomUUID();
  const token = randomBytes(32).toString('base64url');
  await arrange(ask, partyId, token);
  return {
    dataDirectory,
    cluster,
    address,
    partyId,
    token,
    ask,
    processes: () => processesOf(run.child.pid!, cluster),
    async recover() {
      const deadline = Date.now() + 60_000;
      for (;;) {
        // A web process may answer for a moment after its launcher is gone.
        if (!findProcess(run.child.pid!)) run = await serving(settings);
        else if (await isReady()) return;
        if (Date.now() > deadline) throw new Error(`It did not come back.\n${run.output()}`);
        await wait(50);
      }
    },
    async close() {
      run.child.kill('SIGTERM');
      await Promise.race([run.code, new Promise((resolve) => setTimeout(resolve, 15_000).unref())]);
      await endAll(dataDirectory);
      rmSync(dataDirectory, { recursive: true, force: true });
    },
  };
}

/** Waits until the database answers, and makes a nation and its focal point. */
async function arrange(ask: Installation['ask'], partyId: string, token: string): Promise<void> {
  await until(() => ask('select 1').then(Boolean, () => false));
  const person = randomUUID();
  await ask(
    `insert into parties.party (id, kind, code, name_en, name_fr, source, recorded_at, recorded_by)
     values ($1, 'nation', 'XC', 'Crash', 'Crash', 'test', now(), (select id from identity.person where kind = 'installation' limit 1))`,
    [partyId],
  );
  await ask(`insert into identity.person (id, name) values ($1, 'Writer')`, [person]);
  await ask(
    `insert into identity.role_grant (id, person_id, role, party_id, valid_from) values ($1, $2, 'focal-point', $3, '2020-01-01')`,
    [randomUUID(), person, partyId],
  );
  await ask(`insert into identity.session (id, person_id, token_hash, ends_at) values ($1, $2, $3, now() + interval '12 hours')`, [
    randomUUID(),
    person,
    hashToken(token),
  ]);
}

function processesOf(launcher: number, cluster: string): Processes {
  const postmaster = findPostmaster(cluster)?.pid ?? 0;
  const children = (parent: number) =>
    readdirSync('/proc')
      .map(Number)
      .filter((pid) => pid > 0 && parentOf(pid) === parent);
  const web = children(launcher).find((pid) => findProcess(pid)?.command.at(-1)?.endsWith('src/app/server.ts')) ?? 0;
  return { launcher, web, postmaster, backends: postmaster ? children(postmaster) : [] };
}

function parentOf(pid: number): number | undefined {
  try {
    return Number(/^PPid:\s+(\d+)$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
  } catch {
    return undefined;
  }
}
