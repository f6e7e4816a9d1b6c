import fc from 'fast-check';
import { expect, test } from 'vitest';
import { combineLabels, decideSecondPerson, LABEL_POLICY, LABELS, LOWEST, labelColumns, labelCovers, labelOfRow } from './labels.ts';
import type { RecordLabel } from './record-label.ts';

const PARTIES = Array.from({ length: 5 }, (_, n) => `00000000-0000-4000-8000-00000000000${n}`);
const label: fc.Arbitrary<RecordLabel> = fc.record({
  policy: fc.constant(LABEL_POLICY),
  level: fc.constantFrom(...LABELS),
  releasableTo: fc.option(fc.subarray(PARTIES, { minLength: 1 })),
});
// Who may read what, stated without the rule under test: readers cleared for the level, and among the parties it is releasable to.
const readers = (one: RecordLabel) =>
  LABELS.flatMap((clearance, n) =>
    PARTIES.filter((party) => n >= LABELS.indexOf(one.level) && (one.releasableTo?.includes(party) ?? true)).map(
      (party) => `${clearance} ${party}`,
    ),
  );
const PAIRS = 10_000;

test(`over ${PAIRS} pairs of labels, one label covers another exactly if it admits no additional reader`, () => {
  fc.assert(
    fc.property(label, label, (one, other) => {
      // A list of all five parties is still a list: another party may join the register later.
      const openToAll = one.releasableTo === null && other.releasableTo !== null;
      const before = new Set(readers(other));
      expect(labelCovers(one, other)).toBe(!openToAll && readers(one).every((reader) => before.has(reader)));
    }),
    { numRuns: PAIRS },
  );
});

test(`over ${PAIRS} pairs of labels, the joined label covers both and admits exactly their common readers`, () => {
  fc.assert(
    fc.property(label, label, (one, other) => {
      const both = combineLabels([one, other]);
      expect(labelCovers(both as RecordLabel, one) && labelCovers(both as RecordLabel, other)).toBe(true);
      const of = new Set(readers(other));
      expect(readers(both as RecordLabel)).toEqual(readers(one).filter((reader) => of.has(reader)));
    }),
    { numRuns: PAIRS },
  );
});

test('an empty list has the lowest label, and a row keeps its label with its own party as a reader', () => {
  expect(combineLabels([])).toEqual(LOWEST);
  const { level, releasableTo } = labelColumns({ policy: LABEL_POLICY, level: 'secret', releasableTo: [PARTIES[2]!] }, PARTIES[0]!);
  expect(labelOfRow(level, releasableTo)).toEqual({ policy: LABEL_POLICY, level: 'secret', releasableTo: [PARTIES[0], PARTIES[2]] });
});

test('the person who made a request may not decide it, unless one person runs the installation', () => {
  expect(decideSecondPerson(true, false)).toMatchObject({ accepted: false, code: 'platform/second-person' });
  expect(decideSecondPerson(true, true)).toEqual({ accepted: true, value: { alone: true } });
  expect(decideSecondPerson(false, false)).toEqual({ accepted: true, value: { alone: false } });
});
