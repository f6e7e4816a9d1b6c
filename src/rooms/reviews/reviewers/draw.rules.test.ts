import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DRAW_RULE, type DrawFacts, decideAssignment, decideDraw, drawPairs } from './draw.rules.ts';

const ROOT = createHash('sha256').update('a root of the test').digest();
const names = (count: number) => Array.from({ length: count }, (_, n) => `nation-${String(n).padStart(2, '0')}`);

describe('drawPairs', () => {
  it('gives the same pairs from the root and the lists in any order', () => {
    // Computed independently of this code: the first draw is the first eight bytes of SHA-256(rule, newline, root, eight zero bytes).
    const first = createHash('sha256').update(`${DRAW_RULE}\n`).update(ROOT).update(Buffer.alloc(8)).digest().readBigUInt64BE();
    const nations = names(32);
    const pairs = drawPairs(ROOT, nations, ['operation']);
    expect(pairs[0]!.partyId).toBe(nations[Number(first % 32n)]);
    expect(drawPairs(ROOT, nations.toReversed(), ['operation'])).toEqual(pairs);
    expect(drawPairs(createHash('sha256').update('another').digest(), nations, ['operation'])).not.toEqual(pairs);
  });

  it('gives each party two other nations, and each nation two others to review', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), fc.integer({ min: 3, max: 40 }), (root, count) => {
        const nations = names(count);
        const pairs = drawPairs(root, nations, []);
        expect(pairs.map((pair) => pair.partyId).toSorted()).toEqual(nations);
        for (const { partyId, by } of pairs) expect(new Set([partyId, ...by]).size).toBe(3);
        for (const nation of nations) expect(pairs.filter((pair) => pair.by.includes(nation))).toHaveLength(2);
      }),
    );
  });

  it('gives headquarters, operations and invited parties two of the nations', () => {
    const pairs = drawPairs(ROOT, names(5), ['body', 'contributor', 'operation']);
    expect(pairs.slice(5).map((pair) => pair.partyId)).toEqual(['body', 'contributor', 'operation']);
    for (const { by } of pairs.slice(5)) expect(new Set(by).size).toBe(2);
  });
});

describe('decideDraw', () => {
  const parties = [...names(3).map((partyId) => ({ partyId, group: 'ally', voluntary: false })), ...OTHERS()];
  const facts: DrawFacts = { state: 'open', drawnBefore: false, parties, openedOn: '2026-03-02', published: ['2026-03-01', '2026-03-02'] };

  it('waits for the first checkpoint after the round was opened', () => {
    expect(decideDraw(facts)).toMatchObject({ code: 'reviews/no-seed-yet' });
    expect(decideDraw({ ...facts, published: [...facts.published, '2026-03-04', '2026-03-05'] })).toMatchObject({
      value: { day: '2026-03-04' },
    });
  });

  it('lets Allies review, and leaves firms out', () => {
    expect(decideDraw({ ...facts, published: ['2026-03-03'] })).toEqual({
      accepted: true,
      value: { day: '2026-03-03', nations: names(3), others: ['contributor', 'operation'] },
    });
  });

  it.each([
    ['twice', { drawnBefore: true }, 'reviews/drawn-before'],
    ['before the round is open', { state: 'planned' }, 'reviews/step-not-open'],
    ['with two nations', { parties: parties.slice(1) }, 'reviews/too-few-nations'],
  ] as const)('refuses to draw %s', (_, change, code) => {
    expect(decideDraw({ ...facts, published: ['2026-03-03'], ...change })).toMatchObject({ code });
  });
});

describe('decideAssignment', () => {
  const TODAY = '2026-03-05';
  const pair = { partyId: 'a', by: ['b', 'c'] as const };
  const heldAt = (...parties: string[]) => parties.map((party_id) => ({ party_id, ended_at: null, valid_to: null }));
  it('accepts a person of a nation that drew the party, without a role there', () => {
    expect(decideAssignment(pair, heldAt('c', 'x'), TODAY)).toEqual({ accepted: true, value: { nation: 'c' } });
    for (const held of [heldAt(), heldAt('x'), heldAt('a'), heldAt('a', 'b')])
      expect(decideAssignment(pair, held, TODAY)).toMatchObject({ code: 'reviews/not-of-the-nation' });
    expect(decideAssignment(undefined, heldAt('b'), TODAY)).toMatchObject({ code: 'reviews/not-drawn' });
  });

  it('leaves out roles that are over, such as an earlier assignment', () => {
    const [over, lastDay, ended] = [
      { party_id: 'a', ended_at: null, valid_to: '2026-03-04' },
      { party_id: 'a', ended_at: null, valid_to: TODAY },
      { party_id: 'a', ended_at: new Date(0), valid_to: null },
    ];
    expect(decideAssignment(pair, [...heldAt('b'), over, ended], TODAY)).toMatchObject({ accepted: true });
    expect(decideAssignment(pair, [...heldAt('b'), lastDay], TODAY)).toMatchObject({ code: 'reviews/not-of-the-nation' });
    expect(decideAssignment(pair, [{ ...over, party_id: 'b' }], TODAY)).toMatchObject({ code: 'reviews/not-of-the-nation' });
  });
});

function OTHERS() {
  return [
    { partyId: 'operation', group: 'operation', voluntary: false },
    { partyId: 'contributor', group: 'contributor', voluntary: true },
    { partyId: 'firm', group: 'contractor', voluntary: true },
  ];
}
