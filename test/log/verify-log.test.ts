import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { commit } from '#platform/ledger/leaf.ts';
import { tilePath, tilesOf } from '#platform/ledger/merkle/tiles.ts';
import { reader, verifyLog } from '../../tools/verify.mjs';
import { ROOT } from '../source-tree.ts';
import { hashOfEntry, headOf, keyOf, lineAt, publish, rowOf, type SomeEntry, someEntry, someSigner } from './sample-log.ts';
import { ENTRY_KINDS, FOUND, LEAF_KINDS, tamperBench } from './tampering.ts';

const SIZE = 10_000;
const bench = tamperBench(SIZE);
const folder = mkdtempSync(join(tmpdir(), 'manumit-verify-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

// npm test alters a sample of indexes, npm run test:full alters every index.
const EVERY = process.env.MANUMIT_EVERY_INDEX === '1';
const EDGES = [0, 1, 2, 254, 255, 256, 257, 3_332, 3_333, 3_334, 4_095, 4_096, 9_983, 9_984, SIZE - 2, SIZE - 1];
const INDEXES = EVERY
  ? Array.from({ length: SIZE }, (_, at) => at)
  : [...new Set([...EDGES, ...fc.sample(fc.nat(SIZE - 1), { numRuns: 24, seed: 20_040_629 })])].sort((a, b) => a - b);

describe('an unaltered log', () => {
  it('verifies with its rows, its saved checkpoints and an older copy', async () => {
    const result = await bench.verify({
      entries: bench.dump(),
      saved: [await bench.truth()],
      mirror: publish(bench.leaves.slice(0, 4_000), bench.signer, [4_000]),
    });
    expect(result).toMatchObject({ holds: true, size: SIZE, fault: null, entries: { entries: SIZE, openings: SIZE, erased: 0 } });
  });
});

describe(`a log of ${SIZE} leaves, altered`, () => {
  it.each(ENTRY_KINDS)('%s: is found, with the first bad index', async (kind) => {
    const indexes = INDEXES.filter((index) => kind !== 'reorder' || index < SIZE - 1);
    let found = 0;
    for await (const { index, fault } of bench.sweepEntries(kind, indexes)) {
      expect([kind, fault?.kind, fault?.index]).toEqual([kind, FOUND[kind], index]);
      found += 1;
    }
    expect(found).toBe(indexes.length);
  });

  it.each(ENTRY_KINDS)('%s: is found by the whole verifier, reading from the first line', async (kind) => {
    for (const index of EDGES.slice(0, kind === 'reorder' ? -1 : undefined))
      expect([kind, await bench.tamperEntries(kind, index)]).toMatchObject([kind, { kind: FOUND[kind], index }]);
  });

  it.each(LEAF_KINDS)('%s: is found, with the first bad index', async (kind) => {
    for (const index of INDEXES) {
      const fault = await bench.tamperLeaves(kind, index);
      expect([kind, fault?.kind, fault?.index]).toEqual([kind, FOUND[kind], index]);
    }
  });

  it('a fork is found from a saved checkpoint alone, in a range that includes the first bad index', async () => {
    for (const index of EDGES) {
      const { fault } = await bench.verify({ read: await bench.readMixed(index, SIZE), saved: [await bench.truth()] });
      expect(fault?.kind).toBe('fork');
      expect(fault!.index).toBeLessThanOrEqual(index);
      expect(fault!.upTo).toBeGreaterThanOrEqual(index);
    }
  });

  it('one changed bit in any published tile is found, in a range that includes it', async () => {
    for (const { level, number, width } of tilesOf(SIZE)) {
      const bytes = Buffer.from((await bench.read(tilePath({ level, number, width })))!);
      bytes[(number * 7) % bytes.length]! ^= 1;
      const result = await bench.verify({ read: async (path) => (path === tilePath({ level, number, width }) ? bytes : bench.read(path)) });
      // Only the checkpoint covers the last tile, so the fault is located only between the previous checkpoint and this one.
      expect(result.fault?.kind).toMatch(/tile|fork/);
      const [from, to] = [number * 256 ** (level + 1), Math.min(SIZE, (number + 1) * 256 ** (level + 1)) - 1];
      expect(result.fault!.index).toBeLessThanOrEqual(to);
      expect(result.fault!.upTo).toBeGreaterThanOrEqual(from);
    }
  });

  it('another key and a changed checkpoint are found', async () => {
    const text = await bench.truth();
    const stranger = await bench.verify({ read: publish(bench.leaves, someSigner(), [SIZE]) });
    expect(stranger.fault?.kind).toBe('signature');
    const wrong = await bench.verify({
      read: async (path) => (path === 'checkpoint' ? Buffer.from(text.replace(`\n${SIZE}\n`, `\n${SIZE - 1}\n`)) : bench.read(path)),
    });
    expect(wrong.fault?.kind).toBe('signature');
  });
});

describe('an erasure', () => {
  const act = (command: string, subject: string, person: string, index: number): SomeEntry => {
    const entry = someEntry(index);
    return { ...entry, leaf: { ...entry.leaf, command: `transparency-log/${command}`, subjectKind: 'ledger-entry', subject, person } };
  };
  const erasedEntry = someEntry(0);
  const signer = someSigner();
  const found = async (...acts: SomeEntry[]) => {
    const entries = [erasedEntry, someEntry(1), ...acts];
    const read = publish(entries.map(hashOfEntry), signer, [entries.length]);
    const rows = entries.map(rowOf).map((row) => (row.index === 0 ? { ...row, salt: null, detail: null } : row));
    const dump = [headOf(true), ...rows.map((row) => lineAt(row.index, row))];
    const { holds, fault, entries: counted } = await verifyLog({ read, keys: [keyOf(signer)], entries: dump });
    return holds ? counted!.erased : [fault!.kind, fault!.index];
  };

  it('by two people is distinguished from a loss', async () => {
    const id = erasedEntry.leaf.id;
    expect(await found()).toEqual(['opening-missing', 0]);
    expect(await found(act('ask-erasure', id, 'a', 2))).toEqual(['opening-missing', 0]);
    expect(await found(act('ask-erasure', id, 'a', 2), act('approve-erasure', id, 'a', 3))).toEqual(['opening-missing', 0]);
    expect(await found(act('ask-erasure', id, 'a', 2), act('approve-erasure', someEntry(1).leaf.id, 'b', 3))).toEqual([
      'opening-missing',
      0,
    ]);
    expect(await found(act('ask-erasure', id, 'a', 2), act('approve-erasure', id, 'b', 3))).toBe(1);
  });
});

describe('the verifier', () => {
  it('reads every line of a dump, with any content, in chunks of any length', async () => {
    const nasty = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('},"opening":', ',"salt":"', '"commitment":"', '\n', '\\"'));
    const details = fc.dictionary(nasty, fc.oneof(nasty, fc.jsonValue({ maxDepth: 1 }), fc.constant('é'.repeat(40_000))), { maxKeys: 5 });
    const signer = someSigner();
    await fc.assert(
      fc.asyncProperty(nasty, details, fc.boolean(), fc.integer({ min: 1, max: 50 }), async (kind, some, openings, parts) => {
        const plain = someEntry(0);
        const detail: unknown = JSON.parse(JSON.stringify(some).toWellFormed());
        const commitment = commit(detail, plain.salt).commitment.toString('hex');
        const entry = { ...plain, leaf: { ...plain.leaf, evidenceKind: kind.toWellFormed(), commitment }, detail };
        const row = openings ? rowOf(entry) : { ...rowOf(entry), salt: null, detail: null };
        const dump = Buffer.concat([headOf(openings), lineAt(0, row)]);
        const length = Math.ceil(dump.length / parts);
        const chunks = Array.from({ length: parts }, (_, n) => dump.subarray(n * length, (n + 1) * length));
        const { fault, entries } = await verifyLog({
          read: publish([hashOfEntry(entry)], signer, [1]),
          keys: [keyOf(signer)],
          entries: chunks,
        });
        expect([fault, entries]).toMatchObject([null, { entries: 1, openings: openings ? 1 : 0, openingsChecked: openings }]);
      }),
      { numRuns: 50 },
    );
  });

  it.each([
    ['without a head', '{"index":0,"leaf":{},"opening":null}\n'],
    ['with half a line', '{"openings":true}\n{"index":0'],
    ['with an index that is not a number', '{"openings":true}\n{"index":1e0,"leaf":{},"opening":null}\n'],
    ['with something other than a leaf', '{"openings":true}\n{"index":0,"leave":{},"opening":null}\n'],
    ['with an opening of another form', '{"openings":true}\n{"index":0,"leaf":{},"opening":{"detail":1,"salt":"00"}}\n'],
  ])('refuses a file that is not a dump: %s', async (_what, text) => {
    const log = tamperBench(1);
    await expect(log.verify({ entries: [Buffer.from(text)] })).rejects.toThrow(/dump|form/);
  });

  it('runs from a folder without the program, and reports by exit code', () => {
    const log = tamperBench(700);
    const write = async () => {
      const paths = [
        'checkpoint',
        'checkpoints.txt',
        'keys.txt',
        'checkpoints/2026-01-01',
        'checkpoints/2026-01-02',
        ...tilesOf(700).map(tilePath),
      ];
      for (const path of paths) {
        mkdirSync(dirname(join(folder, path)), { recursive: true });
        writeFileSync(join(folder, path), (await log.read(path))!);
      }
      writeFileSync(join(folder, 'entries.jsonl'), Buffer.concat(log.dump()));
    };
    const run = (...more: string[]) => {
      const { status, stdout, stderr } = spawnSync(process.execPath, [join(ROOT, 'tools/verify.mjs'), ...more], { encoding: 'utf8' });
      return { status, output: stdout + stderr };
    };
    return write().then(() => {
      expect(run(folder, '--key', log.keys[0]!, '--entries', join(folder, 'entries.jsonl'))).toMatchObject({
        status: 0,
        output: expect.stringContaining('Holds: 700 leaves'),
      });
      expect(run(folder).output).toContain('Pin it with --key');
      writeFileSync(join(folder, 'entries.jsonl'), Buffer.concat(log.dump().slice(0, 300)));
      expect(run(folder, '--entries', join(folder, 'entries.jsonl'))).toMatchObject({
        status: 1,
        output: expect.stringContaining('First bad index: 299'),
      });
      expect(run(join(folder, 'nowhere'))).toMatchObject({ status: 2, output: expect.stringContaining('There is no checkpoint') });
      expect(run()).toMatchObject({ status: 2 });
    });
  });
});

describe('a log that cannot be read (5g)', () => {
  it('is missing only where it is not there, because a busy server proves nothing', async () => {
    for (const [status, missing] of [
      [404, true],
      [503, false],
      [429, false],
      [502, false],
    ] as const) {
      vi.stubGlobal('fetch', async () => new Response('', { status }));
      const bytes = reader('https://log.example.org')('checkpoint');
      if (missing) expect(await bytes).toBeUndefined();
      else await expect(bytes, String(status)).rejects.toThrow(`answered ${status}`);
    }
    vi.unstubAllGlobals();
    expect(await reader(ROOT)('no-such-file')).toBeUndefined();
    await expect(reader(ROOT)('src')).rejects.toThrow('EISDIR');
  });

  it('is not verified with a quorum that is no number', () => {
    const { status, stderr } = spawnSync(process.execPath, [join(ROOT, 'tools/verify.mjs'), ROOT, '--quorum', 'two'], { encoding: 'utf8' });
    expect([status, stderr]).toEqual([2, expect.stringContaining('--quorum takes a whole number')]);
  });
});
