import fc from 'fast-check';
import { expect, it } from 'vitest';
import { currentCatalogue, type Edition } from '#rooms/policy/index.ts';
import { deriveStatus, type LatestItem } from '../status.rules.ts';
import { carryOver, countingRows, editionsBehind, obligationsBehind } from './carried-over.rules.ts';
import { obligationsOn } from './obligation-status.rules.ts';

const NOW = new Date('2026-11-24T12:00:00Z');
const draft = currentCatalogue().edition('nato-thb-2023');

function item(itemId: string, kind: string, says: LatestItem['says'] = 'met'): LatestItem {
  return { itemId, kind, says, origin: 'measured', countsOn: '2026-01-01' };
}

function statusOf(id: string, own: LatestItem[], earlier: Record<string, LatestItem[]>, carries: 'whole' | 'part' = 'whole') {
  const mapping = { ...draft.mapping!, rows: draft.mapping!.rows.map((row) => ({ ...row, carries })) };
  const edition = { ...draft, mapping };
  const latest = carryOver(
    edition,
    new Map([
      [edition.id, new Map(own.length > 0 ? [[id, own]] : [])],
      [edition.mapping.from, new Map(Object.entries(earlier))],
    ]),
  );
  const obligations = obligationsOn(
    edition,
    NOW,
  )({ kinds: ['headquarters', 'operation'], operations: [], latest, answers: new Map(), requested: null, views: new Map() });
  const state = obligations.find(({ obligation }) => obligation.id === id)!;
  return { status: state.status, carried: state.latest.map(({ itemId, carriedFrom }) => [itemId, carriedFrom]) };
}

it('evidence of the earlier obligation counts for the obligation that continues it, and names its origin', () => {
  expect(statusOf('N23.1', [], { 'P1.3': [item('a', 'EV-RISK')] })).toEqual({ status: 'met', carried: [['a', 'P1.3']] });
});

it('evidence that met the earlier obligation meets it in part where the later text asks for more', () => {
  expect(statusOf('N23.1', [], { 'P1.3': [item('a', 'EV-RISK')] }, 'part').status).toBe('partly-met');
  expect(statusOf('N23.1', [], { 'P1.3': [item('a', 'EV-RISK', 'not-met')] }, 'part').status).toBe('not-met');
});

it('no evidence of a kind is carried over where the later edition has evidence of that kind', () => {
  const own = [item('new', 'EV-RISK', 'not-met')];
  expect(statusOf('N23.1', own, { 'P1.3': [item('a', 'EV-RISK')] })).toEqual({ status: 'not-met', carried: [['new', undefined]] });
});

it('an item of two earlier obligations counts once, and only for kinds that the later obligation lists', () => {
  const earlier = { 'P1.3': [item('a', 'EV-RISK')], 'A1.3': [item('a', 'EV-RISK'), item('b', 'EV-ACK')] };
  expect(statusOf('N23.1', [], earlier).carried).toEqual([['a', 'P1.3']]);
});

it('evidence without a mapping row is not carried over, and the status stays not reported', () => {
  expect(statusOf('N23.5', [], { 'P1.3': [item('a', 'EV-RISK')] })).toEqual({ status: 'not-reported', carried: [] });
});

it('an edition without a mapping carries no evidence over', () => {
  const own = new Map([['P1.3', [item('a', 'EV-RISK')]]]);
  expect(carryOver({ ...draft, mapping: null }, new Map([[draft.id, own]]))).toBe(own);
});

// Three editions that supersede each other: A, then B, then C. Obligations, maps and items are arbitrary.
const IDS = ['o1', 'o2', 'o3'] as const;
const KINDS = ['K1', 'K2'] as const;
const note = { en: 'note', fr: 'note' };
type Maps = readonly { obligation: string; of: string[]; carries: 'whole' | 'part' }[];
type TestEdition = Parameters<typeof carryOver>[0];

function anEdition(id: string, kinds: Record<string, readonly string[]>, supersedes: TestEdition | null, maps: Maps): TestEdition {
  const rows = maps.map((row) => ({ ...row, of: row.of as [string, ...string[]], note }));
  return {
    ...{ id, supersedes, mapping: supersedes && rows.length > 0 ? { from: supersedes.id, rows } : null },
    obligation: (of) => ({ evidence: { kinds: kinds[of] ?? [] } }) as ReturnType<Edition['obligation']>,
  };
}

const kindsOf = fc.record(Object.fromEntries(IDS.map((id) => [id, fc.subarray([...KINDS], { minLength: 1 })])));
const maps = fc.uniqueArray(
  fc.record({
    obligation: fc.constantFrom(...IDS),
    of: fc.subarray([...IDS], { minLength: 1 }),
    carries: fc.constantFrom('whole' as const, 'part' as const),
  }),
  { selector: ({ obligation }) => obligation, minLength: 1 },
);
const items = (name: string) =>
  fc
    .array(
      fc.record({
        of: fc.constantFrom(...IDS),
        kind: fc.constantFrom(...KINDS),
        origin: fc.constantFrom('measured' as const, 'declared' as const),
        says: fc.constantFrom('met' as const, 'not-met' as const, 'nil' as const, 'zero' as const, 'informs' as const),
      }),
      { maxLength: 4 },
    )
    .map((rows) => rows.map((row, at) => ({ ...row, itemId: `${name}${at}`, countsOn: '2026-01-01' })));
const three = fc.record({
  kinds: fc.tuple(kindsOf, kindsOf),
  maps: fc.tuple(maps, maps),
  items: fc.tuple(items('a'), items('b'), items('c')),
});

it('an item of the first of three editions counts under the third exactly where both maps lead to it and no later item answers it', () => {
  fc.assert(
    fc.property(three, ({ kinds: [kindsB, kindsC], maps: [mapB, mapC], items: [ofA, ofB, ofC] }) => {
      const a = anEdition('A', {}, null, []);
      const b = anEdition('B', kindsB, a, mapB);
      const c = anEdition('C', kindsC, b, mapC);
      const byEdition = { A: ofA, B: ofB, C: ofC };
      const latestOf = new Map(Object.entries(byEdition).map(([id, rows]) => [id, Map.groupBy(rows, ({ of }) => of as string)]));
      const result = carryOver(c, latestOf);
      const answered = (rows: typeof ofA, of: string, { kind, origin }: (typeof ofA)[number]) =>
        rows.some((one) => one.of === of && one.kind === kind && one.origin === origin && one.says !== 'informs' && one.says !== 'zero');
      for (const id of IDS) {
        // Every path is written out: C's row, B's row, the item of A.
        const paths = mapC
          .filter(({ obligation }) => obligation === id)
          .flatMap((rowC) =>
            rowC.of.flatMap((of) => mapB.filter(({ obligation }) => obligation === of).map((rowB) => [rowC, rowB] as const)),
          );
        for (const item of ofA) {
          const open = paths.filter(
            ([, rowB]) =>
              rowB.of.includes(item.of) &&
              [kindsB[rowB.obligation]!, kindsC[id]!].every((kinds) => kinds.includes(item.kind)) &&
              !answered(ofB, rowB.obligation, item) &&
              !answered(ofC, id, item),
          );
          const whole = open.some((path) => path.every(({ carries }) => carries === 'whole'));
          const inPart = item.says === 'met' ? 'partly-met' : item.says === 'nil' ? 'informs' : item.says;
          const found = (result.get(id) ?? []).filter(({ itemId }) => itemId === item.itemId);
          expect(found.map(({ says, carriedFrom, editionsBack }) => ({ says, carriedFrom, editionsBack }))).toEqual(
            open.length === 0 ? [] : [{ says: whole ? item.says : inPart, carriedFrom: item.of, editionsBack: 2 }],
          );
        }
        const own = ofC.filter(({ of }) => of === id);
        expect((result.get(id) ?? []).filter(({ itemId }) => itemId.startsWith('c'))).toEqual(own);
        // What is read for one obligation is enough for it.
        const read = new Map(obligationsBehind(c, id).map(({ editionId, obligationIds }) => [editionId, obligationIds]));
        const among = (editionId: string, of: string) => byEdition[editionId as 'A'].filter((one) => one.of === of);
        const allowed = (editionId: string, of: string) => (read.get(editionId)?.includes(of) ? among(editionId, of) : []);
        expect(countingRows(c, id, allowed)).toEqual(countingRows(c, id, among));
      }
    }),
  );
});

it('of one origin an item of the present edition decides, then one of the edition before, then one of the edition before that', () => {
  const kinds = ['K1', 'K2', 'K3'];
  const map: Maps = [{ obligation: 'o', of: ['o'], carries: 'whole' }];
  const editions: TestEdition[] = [anEdition('A', { o: kinds }, null, [])];
  for (const id of ['B', 'C']) editions.push(anEdition(id, { o: kinds }, editions.at(-1)!, map));
  fc.assert(
    fc.property(fc.subarray(['A', 'B', 'C'], { minLength: 1 }), (present) => {
      // The older the edition, the newer its item: only the edition decides.
      const says = { A: 'not-met', B: 'in-progress', C: 'met' } as const;
      const day = { A: '2026-03-01', B: '2026-02-01', C: '2026-01-01' };
      const one = (id: string): LatestItem => ({
        ...{ itemId: id, kind: kinds['ABC'.indexOf(id)]!, origin: 'measured', says: says[id as 'A'], countsOn: day[id as 'A'] },
      });
      const latest = carryOver(editions[2]!, new Map(present.map((id) => [id, new Map([['o', [one(id)]]])]))).get('o')!;
      expect(latest).toHaveLength(present.length);
      const evidence = { kinds, needs: 'any' as const, order: ['measured' as const] };
      const derived = deriveStatus({
        owed: true,
        evidence,
        latest,
        freshMonths: () => null,
        answer: null,
        asked: true,
        today: '2026-11-24',
      });
      expect(derived.decidedBy).toEqual([present.at(-1)]);
    }),
  );
});

it('editionsBehind ends where an edition maps another than the one it supersedes, and where editions map each other', () => {
  const map: Maps = [{ obligation: 'o1', of: ['o1'], carries: 'whole' }];
  const a = anEdition('A', {}, null, []);
  const b = anEdition('B', {}, a, map);
  const c = { ...anEdition('C', {}, b, map), mapping: { from: 'X', rows: [] as never } };
  expect(editionsBehind(anEdition('D', {}, b, map)).map(({ id }) => id)).toEqual(['D', 'B', 'A']);
  expect(editionsBehind(c).map(({ id }) => id)).toEqual(['C']);
  const loop = anEdition('E', {}, a, map) as { supersedes: TestEdition };
  loop.supersedes = { ...anEdition('A', {}, null, []), mapping: { from: 'E', rows: b.mapping!.rows }, supersedes: loop as never };
  expect(editionsBehind(loop as never as TestEdition).map(({ id }) => id)).toEqual(['E', 'A']);
});
