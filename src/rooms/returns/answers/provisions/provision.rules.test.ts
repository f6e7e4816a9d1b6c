import { describe, expect, test } from 'vitest';
import { citedIn, decideProvision, newestOf, provisionsFor } from './provision.rules.ts';
import type { Provision, ProvisionFields } from './provision.schema.ts';
import { provisionLines } from './provision-words.ts';

const fields: ProvisionFields = {
  ...{ law: 'Criminal Code', paragraph: '§ 232', wording: null, penaltyFrom: null, penaltyTo: null, penaltyUnit: null },
  ...{ penaltyNote: null, address: null, inForceFrom: null, inForceUntil: null },
};
const provision = (provisionId: string, more: Partial<Provision> = {}): Provision => ({
  ...fields,
  ...{ provisionId, instrument: 'TIP', article: '5.1' },
  ...more,
});

describe('decideProvision', () => {
  test.each<[string, Partial<ProvisionFields>, string | null]>([
    ['act and paragraph alone', {}, null],
    ['a range', { penaltyFrom: 6, penaltyTo: 120, penaltyUnit: 'months' }, null],
    ['a figure without a unit', { penaltyTo: 10 }, 'returns/penalty-without-unit'],
    ['a unit without a figure', { penaltyUnit: 'years' }, 'returns/penalty-without-unit'],
    ['a range that falls', { penaltyFrom: 10, penaltyTo: 5, penaltyUnit: 'years' }, 'returns/range-reversed'],
    ['an end before the beginning', { inForceFrom: '2020-01-01', inForceUntil: '2019-12-31' }, 'returns/range-reversed'],
  ])('judges %s', (_, more, code) => {
    const decided = decideProvision({ ...fields, ...more });
    expect(decided.accepted ? null : decided.code).toBe(code);
  });
});

test('citedIn keeps the newest row of each provision, without those that ended before the year', () => {
  const rows = [
    provision('a', { paragraph: '§ 231' }),
    provision('b', { inForceUntil: '2024-12-31' }),
    provision('a', { paragraph: '§ 232' }),
    provision('c', { article: '6.1' }),
  ];
  expect(newestOf(rows).map(({ provisionId, paragraph }) => [provisionId, paragraph])).toEqual([
    ['a', '§ 232'],
    ['b', '§ 232'],
    ['c', '§ 232'],
  ]);
  expect(citedIn(rows, '2024').map(({ provisionId }) => provisionId)).toEqual(['a', 'b', 'c']);
  expect(citedIn(rows, '2025').map(({ provisionId }) => provisionId)).toEqual(['a', 'c']);
  const question = { article: { instrument: 'TIP', number: '5.1' } };
  expect(provisionsFor(question, citedIn(rows, '2025')).map(({ provisionId }) => provisionId)).toEqual(['a']);
  expect(provisionsFor({}, rows)).toEqual([]);
});

test('provisionLines writes the penalty and the days in words of both languages', () => {
  const one = provision('a', { penaltyFrom: 6, penaltyTo: 10, penaltyUnit: 'months', penaltyNote: 'or a fine', inForceFrom: '2020-02-01' });
  expect(provisionLines('en', one)).toEqual(['Criminal Code, § 232', 'Penalty: 6 to 10 months; or a fine', 'In force since 1 Feb 2020']);
  expect(provisionLines('fr', one)[1]).toBe('Peine\u00a0: 6 à 10 mois; or a fine');
  expect(provisionLines('en', provision('a', { penaltyNote: 'a fine' }))).toEqual(['Criminal Code, § 232', 'Penalty: a fine']);
  expect(provisionLines('en', provision('a', { penaltyTo: 15, penaltyUnit: 'years' }))[1]).toBe('Penalty: up to 15 years');
});
