import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { clusterIn } from '#app/launcher/database/cluster.ts';
import { findEmbedded } from '#app/launcher/database/embedded.ts';
import { findPostmaster } from '#app/launcher/database/postmaster.ts';
import { findProcess } from '#app/launcher/database/running-process.ts';
import { endAll, findFreePort, type Run, serving } from '#app/launcher/program-under-test.ts';
import { ROLE } from '#kernel/roles.ts';
import { connect } from '#platform/db/pool.ts';
import { WAIT_TIMEOUT_MS } from '../timeouts.ts';
import { givenMember, type Member } from './given-member.ts';
import { openChannels } from './reporting.ts';

/** The process ids of a running installation. */
export type Processes = { launcher: number; web: number; postmaster: number; backends: number[] };

/** An installation in which faults are caused, with a party and a person who enters evidence for it. */
export type Installation = {
  readonly dataDirectory: string;
  readonly cluster: string;
  readonly address: string;
  readonly partyId: string;
  readonly token: string;
  /** Key and secret of a learning system of another party. */
  readonly credential: string;
  /** Channels that take reports. */
  readonly channels: readonly string[];
  /** The contracting officer of a third party. */
  readonly officer: Member;
  processes: () => Processes;
  /** Runs a statement as the superuser; waits while the database is down. */
  ask: (sql: string, values?: unknown[]) => Promise<Record<string, unknown>[]>;
  /** Waits until it serves again; starts it if its launcher is gone. Returns how long that took; fails after five minutes. */
  recover: () => Promise<number>;
  /** How often a start was refused and tried again in that time, as systemd does. */
  retries: () => number;
  /** Unexpected errors of the program: a writer sees only the answer. */
  unexpected: () => string[];
  close: () => Promise<void>;
};

const AWAY = new Set(['57P01', '57P02', '57P03', 'ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EPIPE']);

/** Starts one with an empty data directory. */
export async function startInstallation(): Promise<Installation> {
  const dataDirectory = mkdtempSync(join(tmpdir(), 'crash-test-'));
  const cluster = clusterIn(dataDirectory);
  const settings = { PORT: String(await findFreePort()), MANUMIT_DATA: dataDirectory };
  const address = `http://127.0.0.1:${settings.PORT}`;
  let run: Run = await serving(settings);
  let retries = 0;

  const askOnce: Installation['ask'] = async (sql, values) => {
    const connection = findEmbedded(dataDirectory);
    if (!connection) throw new Error('There is no database server.');
    const client = await connect(connection);
    try {
      return (await client.query(sql, values)).rows;
    } finally {
      await client.end().catch(() => {});
    }
  };
  // A fault may have an effect a moment after it hit, when all seemed well again.
  const ask: Installation['ask'] = async (sql, values) => {
    for (const deadline = Date.now() + WAIT_TIMEOUT_MS; ; await wait(50)) {
      try {
        return await askOnce(sql, values);
      } catch (error) {
        const { code, message } = error as NodeJS.ErrnoException;
        if (!(AWAY.has(code ?? '') || /no database server|Connection terminated/.test(message)) || Date.now() > deadline) throw error;
      }
    }
  };
  const isReady = () =>
    fetch(`${address}/readyz`, { signal: AbortSignal.timeout(2_000) }).then(
      (answer) => answer.ok,
      () => false,
    );
  const credential = `${randomUUID()}:${randomBytes(32).toString('hex')}`;
  const { partyId, token } = await givenMember(ask, { code: 'XC', name: 'Writer', role: ROLE.focalPoint });
  await arrangeSystem(ask, credential);
  const channels = await openChannels(ask);
  const officer = await givenMember(ask, { code: 'XO', name: 'Officer', role: ROLE.contractingOfficer });
  return {
    dataDirectory,
    cluster,
    address,
    partyId,
    token,
    credential,
    channels,
    officer,
    ask,
    processes: () => processesOf(run.child.pid!, cluster),
    retries: () => retries,
    unexpected: () =>
      run
        .output()
        .split('\n')
        .filter((line) => line.includes('unexpected-error')),
    async recover() {
      const began = Date.now();
      for (;;) {
        // A web process may answer for a moment after its launcher is gone.
        if (!findProcess(run.child.pid!)) {
          const next = await serving(settings).catch((error: Error) => error);
          if (!(next instanceof Error)) run = next;
          // Refused where the database took longer than its launcher waits.
          else if (Date.now() - began > WAIT_TIMEOUT_MS) throw next;
          else retries += 1;
        } else if (await isReady()) return Date.now() - began;
        if (Date.now() - began > WAIT_TIMEOUT_MS) throw new Error(`It did not come back.\n${run.output()}`);
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

/** Makes a nation whose learning system sends statements. */
async function arrangeSystem(ask: Installation['ask'], credential: string): Promise<void> {
  const [party, source] = [randomUUID(), randomUUID()];
  const installation = `(select id from identity.person where kind = 'installation' limit 1)`;
  await ask(
    `insert into parties.party (id, kind, code, name_en, name_fr, source, recorded_at, recorded_by) values ($1, 'nation', 'XL', 'Learns', 'Learns', 'test', now(), ${installation})`,
    [party],
  );
  await ask(`insert into lrs.source (id, party_id, name, created_at, created_by) values ($1, $2, 'academy', now(), ${installation})`, [
    source,
    party,
  ]);
  await ask(
    `insert into lrs.credential (id, source_id, party_id, secret_hash, created_at, created_by) values ($1, $2, $3, sha256(convert_to($4, 'UTF8')), now(), ${installation})`,
    [credential.split(':')[0], source, party, credential],
  );
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
