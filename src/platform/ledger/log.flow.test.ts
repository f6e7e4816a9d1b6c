import { randomUUID } from 'node:crypto';
import type { PoolClient } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyConsistency, verifyInclusion } from '#kernel/merkle-proof.ts';
import { runJob } from '#platform/identity/job.ts';
import { openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';
import { placeAll } from './fixtures.ts';
import { readHead, readLastPublished, readLogKeys, readPublished, readPublishedTile, tilesAt } from './log-store.ts';
import { parseCheckpoint } from './merkle/checkpoint.ts';
import { checkSignatures, parseVerifier } from './merkle/note.ts';
import { consistencyProof, Frontier, hashLeaf, inclusionProof, rangeRoot } from './merkle/tree.ts';
import { dueDay, publishIfDue, signatureIsDue, signNow } from './publish-log.ts';

let bed: TestBed;
let office: TestPerson;

beforeAll(async () => {
  bed = await openTestBed();
  office = await bed.signIn.policyOffice();
  await bed.signIn.policyOffice();
});
afterAll(() => bed.close());

/** Entries written without the command runner: only their leaf hashes matter here. */
async function givenEntries(count: number): Promise<void> {
  await bed.deployer.query(
    `insert into ledger.entry (id, at, format, person_id, command, clause_ids, subject_kind, subject_id, commitment, leaf_hash)
     select gen_random_uuid(), now(), 1, $1, 'test/act', '{1}', 'test', gen_random_uuid(), '', sha256(uuid_send(gen_random_uuid())) from generate_series(1, $2)`,
    [office.personId, count],
  );
}

const sequence = (batch = 1_000) => placeAll(bed.platform.pool, bed.deployer, batch);

/** The leaves as the ledger's own rows give them: links in order, and padding computed from its seed. */
async function leavesOfRows(): Promise<Buffer[]> {
  const { rows } = await bed.deployer.query<{ index: string; leaf: Buffer }>(
    `select l.index, e.leaf_hash as leaf from ledger.link l join ledger.entry e on e.id = l.entry_id
     union all select n, ledger.padding_leaf(p.seed, n) from ledger.padding p, generate_series(p.from_index, p.from_index + p.count - 1) n order by 1`,
  );
  expect(rows.map((row) => Number(row.index))).toEqual(rows.map((_, at) => at));
  return rows.map((row) => row.leaf);
}

async function rootByFrontier(): Promise<[number, string]> {
  const frontier = new Frontier();
  for (const leaf of await leavesOfRows()) frontier.add(leaf);
  return [frontier.size, frontier.root().toString('hex')];
}

async function rootByTiles(): Promise<[number, string]> {
  const { size } = await readHead(bed.platform.pool, null);
  return [size, (await rangeRoot(tilesAt(bed.platform.pool, size), 0, size)).toString('hex')];
}

const at = (moment: string) => bed.setClock(() => new Date(moment));

describe('the tree in the database', () => {
  it('equals the tree of the ledger’s rows after every batch, of whatever size', async () => {
    for (const [count, batch] of [
      [1, 1_000],
      [254, 100],
      [1, 1_000],
      [1, 1_000],
      [700, 7],
      [1_500, 1_000],
    ] as const) {
      await givenEntries(count);
      expect(await sequence(batch)).toBeGreaterThanOrEqual(count);
      expect(await rootByTiles()).toEqual(await rootByFrontier());
    }
  });

  it('assigns no position twice while several processes and writers run', async () => {
    await Promise.all(
      Array.from({ length: 12 }, (_, n) => (n % 3 === 0 ? givenEntries(40) : bed.platform.pool.query('select ledger.sequence(25)'))),
    );
    await sequence();
    expect(await rootByTiles()).toEqual(await rootByFrontier());
  });
});

describe('publication', () => {
  it('happens once a day at its hour, in whole steps, whatever was done', async () => {
    expect(dueDay(new Date('2026-03-02T02:59:59Z'), 3)).toBe('2026-03-01');
    expect(dueDay(new Date('2026-03-02T03:00:00Z'), 3)).toBe('2026-03-02');
    expect(await readLastPublished(bed.platform.pool)).toBeUndefined();
    at('2026-03-02T03:00:00Z');
    const before = (await readHead(bed.platform.pool, null)).size;
    const first = await publishIfDue(bed.platform);
    expect(first!.size).toBe(Math.ceil(before / 1024) * 1024);
    at('2026-03-03T02:59:00Z');
    await givenEntries(5);
    await sequence();
    expect(await publishIfDue(bed.platform)).toBeNull();
    at('2026-03-03T03:00:30Z');
    // A quiet day, and one without any command, look like a busy one.
    const both = await Promise.all([publishIfDue(bed.platform), publishIfDue(bed.platform)]);
    expect(both.filter(Boolean).map((one) => one!.size)).toEqual([first!.size + 1024]);
    at('2026-03-04T03:00:00Z');
    expect((await publishIfDue(bed.platform))!.size).toBe(first!.size + 2048);
    // A clock that jumps back publishes nothing a second time.
    at('2026-03-03T12:00:00Z');
    expect(await publishIfDue(bed.platform)).toBeNull();
    expect(await rootByTiles()).toEqual(await rootByFrontier());
  });

  it('signs the current tree, and each day continues the day before', async () => {
    const published = await readPublished(bed.platform.pool);
    expect(published.map(({ day }) => day)).toEqual(['2026-03-02', '2026-03-03', '2026-03-04']);
    const keys = (await readLogKeys(bed.platform.pool)).map(({ vkey }) => parseVerifier(vkey));
    expect(keys).toHaveLength(1);
    for (const [n, { note, size, root }] of published.entries()) {
      const checkpoint = parseCheckpoint(note);
      expect(checkSignatures(checkpoint.note, keys)).toHaveLength(1);
      expect([checkpoint.size, checkpoint.origin]).toEqual([size, keys[0]!.name]);
      expect(checkpoint.root.equals(root)).toBe(true);
      const next = published[n + 1];
      if (!next) continue;
      const proof = await consistencyProof(tilesAt(bed.platform.pool, next.size), size, next.size);
      expect(await verifyConsistency(size, next.size, root, next.root, proof)).toBe(true);
    }
  });

  it('serves only the published part of tiles', async () => {
    const { size } = (await readLastPublished(bed.platform.pool))!;
    await givenEntries(600);
    await sequence();
    const tiles = size / 256;
    const read = (level: number, number: number, width: number) => readPublishedTile(bed.platform.pool, { level, number, width });
    expect((await read(0, tiles - 1, 256))!.length).toBe(8192);
    expect(await read(0, tiles, 256)).toBeUndefined();
    expect(await read(0, tiles, 1)).toBeUndefined();
    expect((await read(1, 0, tiles))!.length).toBe(32 * tiles);
    expect(await read(1, 0, tiles + 1)).toBeUndefined();
    expect(await read(1, 0, tiles - 1)).toBeUndefined();
    expect(await read(0, 0, 0)).toBeUndefined();
    expect(await read(2, 0, 1)).toBeUndefined();
  });
});

describe('checkpoints for outside checks', () => {
  it('are due after ten seconds or a thousand leaves, and only if the log grew', () => {
    const now = new Date('2026-03-05T12:00:10Z');
    const head = { size: 100, origin: 'o', lastPublic: null, lastSigned: { size: 99, at: new Date('2026-03-05T12:00:01Z') } };
    expect(signatureIsDue(head, now)).toBe(false);
    expect(signatureIsDue(head, new Date('2026-03-05T12:00:11Z'))).toBe(true);
    expect(signatureIsDue({ ...head, size: 1_099 }, now)).toBe(true);
    expect(signatureIsDue({ ...head, size: 99 }, new Date('2027-01-01'))).toBe(false);
    expect(signatureIsDue({ ...head, lastSigned: null }, now)).toBe(true);
  });

  it('are the same for one size, and are not public', async () => {
    at('2026-03-05T12:00:00Z');
    const one = await signNow(bed.platform);
    at('2026-03-05T12:01:00Z');
    expect((await signNow(bed.platform)).note).toBe(one.note);
    const other = [one.size, Buffer.alloc(32), one.note, 'k'];
    const storeOtherCheckpoint = (client: Pick<PoolClient, 'query'>) =>
      client.query('select ledger.store_checkpoint($1, $2, $3, $4, now(), null)', other);
    await expect(runJob(bed.platform, 'maintain-log', storeOtherCheckpoint)).rejects.toThrow('another root');
    // Any statement may reach the application's role: without the program's voucher it signs nothing, and a voucher of another job is not accepted.
    await expect(bed.platform.pool.query('select ledger.store_checkpoint($1, $2, $3, $4, now(), null)', other)).rejects.toThrow(
      'only the program itself',
    );
    await expect(runJob(bed.platform, 'count-wrong-passwords', storeOtherCheckpoint)).rejects.toThrow('only the program itself');
    expect((await readPublished(bed.platform.pool)).map(({ size }) => size)).not.toContain(one.size);
    await expect(bed.platform.pool.query('select ledger.grow(0, $1)', [[hashLeaf(Buffer.of(1))]])).rejects.toThrow('permission denied');
  });
});

it('a proof of inclusion finds a leaf', async () => {
  const { size, root } = (await readLastPublished(bed.platform.pool))!;
  const leaves = await leavesOfRows();
  const tiles = tilesAt(bed.platform.pool, size);
  for (const index of [0, 255, 256, size - 1]) {
    expect(await verifyInclusion(index, size, leaves[index]!, await inclusionProof(tiles, index, size), root)).toBe(true);
    expect(
      await verifyInclusion(index, size, Buffer.from(randomUUID().padEnd(32).slice(0, 32)), await inclusionProof(tiles, index, size), root),
    ).toBe(false);
  }
});
