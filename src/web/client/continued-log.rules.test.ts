import { describe, expect, it } from 'vitest';
import { tilesInMemory } from '#platform/ledger/merkle/tiles.ts';
import { consistencyProof, hashLeaf, rangeRoot } from '#platform/ledger/merkle/tree.ts';
import { type Checkpoint, compareWithKept } from './continued-log.rules.ts';

const LEAVES = Array.from({ length: 800 }, (_, at) => hashLeaf(Buffer.from(`leaf ${at}`)));
const OTHERS = LEAVES.map((leaf, at) => (at === 300 ? hashLeaf(Buffer.from('changed')) : leaf));

async function checkpoint(size: number, leaves = LEAVES, origin = 'manumit-log/a'): Promise<Checkpoint> {
  return { origin, size, root: (await rangeRoot(tilesInMemory(leaves), 0, size)).toString('base64'), day: '2026-03-02' };
}

async function answer(from: number, size: number, leaves = LEAVES) {
  const proof = from > size ? [] : await consistencyProof(tilesInMemory(leaves), from, size);
  return { checkpoint: await checkpoint(size, leaves), proof: proof.map((hash) => hash.toString('base64')), shorter: from > size };
}

describe('compareWithKept (5g)', () => {
  it('keeps the first checkpoint, then each one that continues it', async () => {
    expect(await compareWithKept(null, await answer(0, 512))).toEqual({ holds: true, keep: await checkpoint(512) });
    expect(await compareWithKept(null, { checkpoint: null, proof: [], shorter: false })).toEqual({ holds: true, keep: null });
    expect(await compareWithKept(await checkpoint(512), await answer(512, 768))).toEqual({ holds: true, keep: await checkpoint(768) });
    expect(await compareWithKept(await checkpoint(512), await answer(512, 512))).toEqual({ holds: true, keep: await checkpoint(512) });
  });

  it('detects a log that was changed, rolled back, emptied or replaced', async () => {
    const kept = await checkpoint(512);
    const cases = [
      await answer(512, 768, OTHERS),
      await answer(512, 512, OTHERS),
      await answer(512, 256),
      { ...(await answer(512, 768)), proof: [] },
      { ...(await answer(512, 768)), proof: ['not base64!'] },
      { ...(await answer(512, 768)), checkpoint: await checkpoint(768, LEAVES, 'manumit-log/b') },
      { checkpoint: null, proof: [], shorter: true },
    ];
    for (const shown of cases) expect(await compareWithKept(kept, shown)).toEqual({ holds: false, kept, shown: shown.checkpoint });
  });

  it('accepts a new log of another exercise, and compares within one exercise', async () => {
    const kept = await checkpoint(512);
    const restarted = { ...(await answer(0, 256)), checkpoint: await checkpoint(256, LEAVES, 'manumit-log/b') };
    expect((await compareWithKept(kept, restarted, true)).holds).toBe(true);
    expect((await compareWithKept(kept, await answer(512, 256), true)).holds).toBe(false);
  });
});
