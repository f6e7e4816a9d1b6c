import { expect, test } from 'vitest';
import { adoptionState, decideAdoption } from './adoption.rules.ts';

const [today, before] = [Buffer.from('today'), Buffer.from('before')];

test('adoptionState compares what a party adopted last with the courses of today', () => {
  expect([undefined, before, today].map((hash) => adoptionState({ hash }, today))).toEqual(['not-adopted', 'older', 'current']);
});

test.each([
  ['nation', undefined, null],
  ['body', before, null],
  ['nation', today, 'training/adopted-already'],
  ['operation', undefined, 'training/teaches-no-courses'],
  ['contractor', before, 'training/teaches-no-courses'],
] as const)('decideAdoption of a party of kind %s that adopted %s answers %s', (kind, hash, code) => {
  const decided = decideAdoption({ kind, hash }, today);
  expect(decided.accepted ? null : decided.code).toBe(code);
});
