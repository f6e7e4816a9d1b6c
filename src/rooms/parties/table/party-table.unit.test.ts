import { expect, it, test } from 'vitest';
import { PARTY_COLUMNS } from './party-table.schema.ts';
import { readPartyTable } from './party-table.ts';

type Written = Record<string, string>;
const usual: Written = { kind: 'nation', code: 'QA', name_en: 'Alland', source: 'Archive' };
const read = (...rows: Written[]) =>
  readPartyTable(
    [PARTY_COLUMNS, ...rows.map((row) => PARTY_COLUMNS.map((column) => ({ ...usual, ...row })[column] ?? ''))]
      .map((cells) => cells.join(';'))
      .join('\n'),
    new Set(['QZ']),
  );

it('readPartyTable reads each kind with its own columns, and a host from the same table', () => {
  const { rows, faults } = read(
    { kind: 'operation', code: 'OP1', theatre: 'Land', host: 'QA', from: '1999' },
    {},
    { kind: 'body', code: 'AG', body_kind: 'agency', name_fr: 'Agence' },
    { kind: 'partner', code: 'PA', partner_kind: 'NGO', country: 'QZ', contact_kind: 'web', contact: 'https://example.org' },
    { kind: 'contractor', code: 'FIRM-1' },
  );
  expect(faults).toEqual([]);
  expect(rows.map(({ line, value }) => [line, value.code])).toEqual([
    [2, 'OP1'],
    [3, 'QA'],
    [4, 'AG'],
    [5, 'PA'],
    [6, 'FIRM-1'],
  ]);
});

test.each<[Written, string, string]>([
  [{ code: 'QAA' }, 'not-a-code', 'code'],
  [{ kind: 'country' }, 'not-one-of', 'kind'],
  [{ kind: 'body', code: 'AG' }, 'empty-cell', 'body_kind'],
  [{ kind: 'operation', code: 'OP1' }, 'empty-cell', 'theatre'],
  [{ kind: 'operation', code: 'OP1', theatre: 'Land', host: 'QX' }, 'not-in-register', 'host'],
  [{ kind: 'partner', code: 'PA' }, 'empty-cell', 'partner_kind'],
  [{ kind: 'contractor', code: 'F1' }, 'not-a-code', 'code'],
  [{ kind: 'contractor', code: 'FIRM', member_since: '1999' }, 'wrong-form', 'member_since'],
  [{ kind: 'partner', code: 'PA', partner_kind: 'NGO', contact: '1' }, 'contact-without-kind', 'contact_kind'],
  [{ kind: 'partner', code: 'PA', partner_kind: 'NGO', contact_kind: 'phone', contact: '1' }, 'phone-not-tested', 'contact_tested'],
  [{ from: '2001', to: '2000' }, 'end-before-start', 'to'],
  [{ source: '' }, 'empty-cell', 'source'],
])('a row with %o is a problem %s at %s', (row, code, column) => {
  expect(read(row).faults).toMatchObject([{ line: 2, code, values: { column } }]);
});

it('a duplicate code is a problem of the second row', () => {
  expect(read({}, {}).faults).toMatchObject([{ line: 3, code: 'row-twice', values: { first: 2 } }]);
});
