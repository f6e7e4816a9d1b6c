import { describe, expect, it } from 'vitest';
import { tilesInMemory } from '#platform/ledger/merkle/tiles.ts';
import { consistencyProof, hashLeaf, rangeRoot } from '#platform/ledger/merkle/tree.ts';
import { type Checkpoint, compareWithStored } from './continued-log.rules.ts';

const LEAVES = Array.from({ length: 800 }, (_, at) => hashLeaf(Buffer.from(`leaf ${at}`)));
const OTHERS = LEAVES.map((leaf, at) => (at === 300 ? hashLeaf(Buffer.from('changed')) : leaf));

async function checkpoint(size: number, leaves = LEAVES, origin = 'manumit-log/a'): Promise<Checkpoint> {
  return { origin, size, root: (await rangeRoot(tilesInMemory(leaves), 0, size)).toString('base64'), day: '2026-03-02' };
}

async function answer(from: number, size: number, leaves = LEAVES) {
  const proof = from > size ? [] : await consistencyProof(tilesInMemory(leaves), from, size);
  return { checkpoint: await checkpoint(size, leaves), proof: proof.map((hash) => hash.toString('base64')), shorter: from > size };
}

describe('compareWithStored (5g)', () => {
  it('keeps the first checkpoint, then each one that continues it', async () => {
    expect(await compareWithStored(null, await answer(0, 512))).toEqual({ holds: true, store: await checkpoint(512) });
    expect(await compareWithStored(null, { checkpoint: null, proof: [], shorter: false })).toEqual({ holds: true, store: null });
    expect(await compareWithStored(await checkpoint(512), await answer(512, 768))).toEqual({ holds: true, store: await checkpoint(768) });
    expect(await compareWithStored(await checkpoint(512), await answer(512, 512))).toEqual({ holds: true, store: await checkpoint(512) });
  });

  it('detects a log that was changed, rolled back, emptied or replaced', async () => {
    const stored = await checkpoint(512);
    const cases = [
      await answer(512, 768, OTHERS),
      await answer(512, 512, OTHERS),
      await answer(512, 256),
      { ...(await answer(512, 768)), proof: [] },
      { ...(await answer(512, 768)), proof: ['not base64!'] },
      { ...(await answer(512, 768)), checkpoint: await checkpoint(768, LEAVES, 'manumit-log/b') },
      { checkpoint: null, proof: [], shorter: true },
    ];
    for (const answered of cases)
      expect(await compareWithStored(stored, answered)).toEqual({ holds: false, stored, current: answered.checkpoint });
  });

  it('accepts a new log of another exercise, and compares within one exercise', async () => {
    const stored = await checkpoint(512);
    const restarted = { ...(await answer(0, 256)), checkpoint: await checkpoint(256, LEAVES, 'manumit-log/b') };
    expect((await compareWithStored(stored, restarted, true)).holds).toBe(true);
    expect((await compareWithStored(stored, await answer(512, 256), true)).holds).toBe(false);
  });
});
