import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { placeAll } from '#platform/ledger/fixtures.ts';
import { readHead, readPublished } from '#platform/ledger/log-store.ts';
import { checkSignatures, parseNote, parseVerifier } from '#platform/ledger/merkle/note.ts';
import { logVerifier, publishIfDue, signNow } from '#platform/ledger/publish-log.ts';
import { witnessRound } from '#platform/ledger/witnesses.ts';
import { openTestBed, type TestBed } from '#test/database/harness.ts';

// Three processes: the log here, on its database, and two separate witnesses.
type RunningWitness = { name: string; key: string; port: number; child: ChildProcess; lines: Record<string, unknown>[] };

const CLI = fileURLToPath(new URL('../cli.ts', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'manumit-witnesses-'));
let bed: TestBed;
let witnesses: RunningWitness[];
let round: () => Promise<void>;

async function startWitness(name: string, logKey: string, port = 0): Promise<RunningWitness> {
  const args = [CLI, 'witness', '--name', `${name}.example/w1`, '--log', logKey, '--folder', join(folder, name), '--port', String(port)];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const running: RunningWitness = { name, key: '', port: 0, child, lines: [] };
  await new Promise<void>((resolve, reject) => {
    child.once('exit', () => reject(new Error('The witness ended.')));
    createInterface({ input: child.stdout! }).on('line', (line) => {
      const event = JSON.parse(line) as Record<string, unknown>;
      running.lines.push(event);
      if (event.event === 'ready') resolve(void Object.assign(running, { port: event.port, key: event.key }));
    });
  });
  return running;
}

async function stop({ child }: RunningWitness): Promise<void> {
  if (child.exitCode !== null) return;
  child.kill('SIGKILL');
  await once(child, 'exit');
}

async function act(count: number): Promise<void> {
  await bed.deployer.query(
    `insert into ledger.entry (id, at, format, person_id, command, clause_ids, subject_kind, subject_id, commitment, leaf_hash)
     select gen_random_uuid(), now(), 1, gen_random_uuid(), 'test/act', '{1}', 'test', gen_random_uuid(), '', sha256(uuid_send(gen_random_uuid())) from generate_series(1, $1)`,
    [count],
  );
  await placeAll(bed.platform.pool, bed.deployer);
}

const states = async () =>
  (await bed.deployer.query('select name, size::int as size, fault from ledger.witness where ended_at is null order by name')).rows;

/** Signs the current log and publishes it, without a pause for a witness that did not answer before. */
async function witnessNow(): Promise<number> {
  const { size } = await signNow(bed.platform);
  await witnessRound(bed.platform)();
  return size;
}

beforeAll(async () => {
  bed = await openTestBed();
  bed.setClock(() => new Date('2026-03-02T10:00:00Z'));
  await act(300);
  const { origin } = await signNow(bed.platform);
  const key = logVerifier(bed.platform, origin)!;
  witnesses = await Promise.all([startWitness('inspector', key), startWitness('nation', key)]);
  for (const { name, key: vkey, port } of witnesses)
    await bed.deployer.query(
      `insert into ledger.witness (id, name, vkey, url, enrolled_by, enrolled_at) values ($1, $2, $3, $4, gen_random_uuid(), now())`,
      [randomUUID(), name, vkey, `http://127.0.0.1:${port}`],
    );
  round = witnessRound(bed.platform);
});
afterAll(async () => {
  await Promise.all((witnesses ?? []).map(stop));
  rmSync(folder, { recursive: true, force: true });
  await bed.close();
});

describe('two outside checks', () => {
  it('sign a log that grows, and the published checkpoint carries both signatures', async () => {
    await round();
    expect(await states()).toEqual([
      { name: 'inspector', size: 300, fault: null },
      { name: 'nation', size: 300, fault: null },
    ]);
    await publishIfDue(bed.platform);
    await round();
    const [published] = await readPublished(bed.platform.pool);
    const signed = checkSignatures(
      parseNote(published!.note),
      witnesses.map(({ key }) => parseVerifier(key)),
    );
    expect(signed.map(({ verifier }) => verifier.name).sort()).toEqual(['inspector.example/w1', 'nation.example/w1']);
  });

  it('continue where they were after one of them was killed, without delaying the other', async () => {
    const nation = witnesses[1]!;
    await stop(nation);
    await act(5);
    const size = await witnessNow();
    expect(await states()).toEqual([
      { name: 'inspector', size, fault: null },
      { name: 'nation', size: 1024, fault: 'unreachable' },
    ]);
    witnesses[1] = await startWitness('nation', logVerifier(bed.platform, (await readHead(bed.platform.pool, null)).origin!)!, nation.port);
    await witnessNow();
    expect((await states())[1]).toEqual({ name: 'nation', size, fault: null });
    expect(witnesses[1]!.key).toBe(nation.key);
  });

  it('are asked again from the witness’s size after an answer was lost', async () => {
    await act(3);
    const size = await witnessNow();
    await bed.deployer.query('update ledger.witness set size = 0');
    await round();
    expect((await states()).map((one) => one.size)).toEqual([size, size]);
  });
});

/** Sets the log back to an earlier size, as a restored copy of the database would, and removes everything later. */
async function setBack(size: number): Promise<void> {
  await bed.deployer.query('delete from ledger.checkpoint where size > $1', [size]);
  await bed.deployer.query('delete from ledger.link where index >= $1', [size]);
  await bed.deployer.query('delete from ledger.entry e where not exists (select from ledger.link l where l.entry_id = e.id)');
  await bed.deployer.query('delete from ledger.tile');
  await bed.deployer.query('update ledger.sequencer set next_index = 0, horizon = pg_current_xact_id()');
  await bed.deployer.query(`do $$ declare leaves bytea[]; begin
    select array_agg(leaf order by n) into leaves from (select l.index as n, e.leaf_hash as leaf from ledger.link l join ledger.entry e on e.id = l.entry_id
      union all select n, ledger.padding_leaf(p.seed, n) from ledger.padding p, generate_series(p.from_index, p.from_index + p.count - 1) n) all_leaves where n < ${size};
    perform ledger.grow(0, leaves);
    update ledger.sequencer set next_index = ${size}; end $$`);
  await bed.deployer.query('update ledger.witness set size = least(size, $1)', [size]);
}

describe('a log with an altered past', () => {
  it('that was set back is noticed by both outside checks at its next checkpoint', async () => {
    await setBack(1024);
    await act(1);
    await witnessNow();
    expect((await states()).map(({ fault }) => fault)).toEqual(['forked', 'forked']);
    for (const { lines } of witnesses) expect(lines.at(-1)).toMatchObject({ event: 'rolled-back', shownSize: 1025 });
  });

  it('that forks is noticed by both outside checks at its next checkpoint', async () => {
    await act(500);
    await witnessNow();
    expect((await states()).map(({ fault }) => fault)).toEqual(['forked', 'forked']);
    for (const { lines } of witnesses) expect(lines.at(-1)).toMatchObject({ event: 'does-not-continue', shownSize: 1525 });
    // The witnesses still remember the true log.
    expect((await readPublished(bed.platform.pool)).length).toBe(1);
  });
});
