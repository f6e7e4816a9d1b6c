import { expect, it, test } from 'vitest';
import { currentEdition } from '#rooms/policy/index.ts';
import { aTable } from '../fixtures.ts';
import { readEvidenceTable } from './evidence-table.ts';

const against = { codes: new Set(['QA', 'QB']), edition: currentEdition(), today: '2026-11-25' };
const read = (...rows: Parameters<typeof aTable>[0]) => readEvidenceTable('evidence.csv', aTable(rows), against);

it('readEvidenceTable reads evidence and an earlier round, with one text for both languages or two', () => {
  const { rows, faults } = read(
    { obligations: 'P6.1, P2.1', title_fr: 'Plan', as_of: '2020', page: '4', note: 'Kept on paper' },
    { party: 'QB', obligations: 'P5g.1', kind: 'EV-REV', title_en: 'Round of 2018', date: '2018-12-01' },
  );
  expect(faults).toEqual([]);
  expect(rows).toMatchObject([
    { line: 2, party: 'QA', content: { obligationIds: ['P2.1', 'P6.1'], title: { en: 'Plan 1', fr: 'Plan' }, asOf: '2020', page: '4' } },
    { line: 3, party: 'QB', content: { kind: 'EV-REV', title: 'Round of 2018' } },
  ]);
  expect(rows[1]!.content).not.toHaveProperty('asOf');
});

test.each([
  [{ party: 'ZZ' }, 'not-in-register', 'party'],
  [{ obligations: 'P99.1' }, 'not-one-of', 'obligations'],
  [{ obligations: '' }, 'empty-cell', 'obligations'],
  [{ obligations: 'P6.1 '.repeat(401) }, 'too-long', 'obligations'],
  [{ kind: 'EV-NONE' }, 'not-one-of', 'kind'],
  [{ says: 'yes' }, 'not-one-of', 'says'],
  [{ kind: 'EV-POL' }, 'not-one-of', 'says'],
  [{ date: '2019-02-30' }, 'not-a-date', 'date'],
  [{ date: '2027-01-01' }, 'not-one-of', 'date'],
  [{ as_of: '2027' }, 'not-one-of', 'as_of'],
  [{ address: 'javascript:alert(1)' }, 'wrong-form', 'address'],
  [{ title_en: 'x'.repeat(301) }, 'too-long', 'title_en'],
  [{ title_en: '' }, 'empty-cell', 'title_en'],
])('a row with %o is a problem %s at its line and column %s', (row, code, column) => {
  const { faults } = read({}, row);
  expect(faults).toMatchObject([{ line: 3, code, values: { column } }]);
});

it('a duplicate row is a problem at the second row, and a missing column is a problem of the header', () => {
  expect(read({ title_en: 'Same' }, { title_en: 'Same' }).faults).toMatchObject([{ line: 3, code: 'row-twice', values: { first: 2 } }]);
  expect(readEvidenceTable('evidence.csv', 'party;kind\nQA;EV-NAP', against).faults[0]).toMatchObject({ line: 1, code: 'column-missing' });
});

it('problems of rows with unknown obligations are reported up to a limit', () => {
  const row = { obligations: Array.from({ length: 300 }, (_, at) => `X${at}`).join(' ') };
  const { faults } = read(...Array.from({ length: 500 }, () => row));
  expect(faults.length).toBeLessThan(2_000);
});
