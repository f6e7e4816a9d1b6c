import fc from 'fast-check';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { csvCell } from '#kernel/csv/csv.ts';
import { type PartyFacts, readRows } from '#rooms/parties/index.ts';
import { NOTHING_KNOWN, type RowOrigin } from './treaty.rules.ts';
import { readTreatyTable } from './treaty-file.ts';
import { buildTable, flatRows, type KnownRow, treatyCsv } from './treaty-table.rules.ts';
import { INSTRUMENTS, type Instrument, type TreatyCell, TreatyTable } from './treaty-table.schema.ts';

const party = (code: string, more: Partial<PartyFacts> = {}): PartyFacts => ({
  id: code,
  kind: 'nation',
  code,
  name: { en: code, fr: code },
  bodyKind: null,
  statusNeutral: false,
  from: null,
  to: null,
  memberships: [],
  observedContributions: [],
  contributions: [],
  contracting: null,
  hosts: [],
  ...more,
});
const REGISTER = {
  operations: new Map([
    ['NOW', { from: '2010', to: null }],
    ['PAST', { from: '2001', to: '2014' }],
  ]),
  operationNames: new Map([['NOW', { en: 'Now', fr: 'Maintenant' }]]),
};
const seen = (operation: string, asOf: string | null) => ({ operation, asOf, personnel: null, note: null, source: 's' });
const known: TreatyCell = {
  ...NOTHING_KNOWN,
  status: 'party',
  actionDate: '2003-05',
  asOf: '2014-01-27',
  confidence: 'one-source',
  source: 'a, "b"',
};

const stored = (iso2: string, instrument: Instrument, origin: RowOrigin = 'public-source', recordedAt = '1'): KnownRow => ({
  ...{ id: `${iso2} ${instrument} ${origin}`, iso2, instrument, origin, recordedAt, undone: false },
  cell: known,
});

test('buildTable puts each nation into one group and shows an instrument without a record as unknown', () => {
  const parties = [
    party('XA', { memberships: [{ id: 'm', from: '2000', to: null, source: 's' }], observedContributions: [seen('NOW', '2023-02')] }),
    party('XB', { observedContributions: [seen('NOW', '2023')] }),
    party('XC', { observedContributions: [seen('PAST', '2011')] }),
    party('XD', {
      contributions: [
        {
          id: 'c',
          operation: 'NOW',
          from: '2026-01-01',
          to: null,
          ended: false,
          confirmedBy: 'p',
          confirmedAt: 't',
          source: 's',
          version: 1,
        },
      ],
    }),
    party('NOW', { kind: 'operation' }),
  ];
  const table = buildTable({ parties, ...REGISTER }, [stored('XA', 'UNTOC')], '2026-11-24', 'desk');
  expect(TreatyTable.parse(table)).toEqual(table);
  expect(table.groups.map((group) => [group.key, group.parties.map((one) => one.iso2)])).toEqual([
    ['ally', ['XA']],
    ['contributor', ['XD']],
    ['seen', ['XB']],
    ['other', ['XC']],
  ]);
  expect(table.groups[0]?.parties[0]?.lastSeen).toBeNull();
  expect(table.groups[2]?.parties[0]?.lastSeen).toEqual({ operation: 'NOW', asOf: '2023' });
  expect(table.operations).toEqual({ NOW: { en: 'Now', fr: 'Maintenant' } });
  expect(table.asOf).toMatchObject({ UNTOC: '2014-01-27', TIP: null });
  const rows = flatRows(table);
  expect(rows).toHaveLength(4 * INSTRUMENTS.length);
  expect(rows.filter((row) => row.status !== 'unknown')).toHaveLength(1);
});

test('the public treaty table, unlike that of the desk, leaves out nations known only for what is over', () => {
  const contribution = { id: 'c', operation: 'NOW', ended: false, confirmedBy: 'p', confirmedAt: 't', source: 's', version: 1 };
  const parties = [
    party('XA', { observedContributions: [seen('NOW', '1999')] }),
    party('XB', { observedContributions: [seen('NOW', null)] }),
    party('XC', { observedContributions: [seen('PAST', '2011')] }),
    party('XD', { contributions: [{ ...contribution, from: '2020-01-01', to: '2024-12-31' }] }),
    party('XE', { hosts: ['PAST'] }),
    party('XF', { contributions: [{ ...contribution, from: '2027-01-01', to: null }] }),
    party('XG', { hosts: ['NOW'], observedContributions: [seen('PAST', '2011')] }),
    party('XH'),
    party('XI', { observedContributions: [seen('NOW', '1999'), seen('NOW', '2022-01')] }),
  ];
  const shown = (reader: 'public' | 'desk') =>
    buildTable({ parties, ...REGISTER }, [], '2026-11-24', reader).groups.flatMap((group) =>
      group.parties.map((one) => `${group.key} ${one.iso2}`),
    );
  expect(shown('public')).toEqual(['seen XI', 'other XF', 'other XG', 'other XH']);
  expect(shown('desk')).toHaveLength(9);
});

test('cells written by csvCell read back unchanged, and none starts a formula', () => {
  const Row = z.strictObject({ a: z.string(), b: z.string() });
  const text = fc.string({ unit: fc.constantFrom('a', ',', '"', '\n', '=', '+', ' ', 'é') });
  fc.assert(
    fc.property(text, text, (a, b) => {
      const cells = [csvCell(a), csvCell(b)];
      for (const cell of cells) expect(cell).not.toMatch(/^"?[=+\-@\t\r]/);
      const { rows } = readRows('t', `a,b\r\n${cells.join(',')}\r\n`, ['a', 'b'], Row);
      const plain = (value: string) => (/^[=+\-@]/.test(value) ? `'${value}` : value);
      if (a !== '' || b !== '') expect(rows.map((row) => row.value)).toEqual([{ a: plain(a), b: plain(b) }]);
    }),
  );
});

test('a row that only the nation states says so in the table, in its rows and in an exported file', () => {
  const rows = [stored('XA', 'TIP', 'declared'), stored('XA', 'UNTOC'), stored('XA', 'UNTOC', 'declared', '2')];
  const table = buildTable({ parties: [party('XA')], ...REGISTER }, rows, '2026-11-24', 'public');
  expect(table.groups.flatMap(({ parties }) => parties.map(({ declared, waiting }) => [declared, waiting]))).toEqual([[['TIP'], []]]);
  const origins = flatRows(table).map(({ instrument, origin }) => [instrument, origin]);
  expect(origins).toEqual(
    expect.arrayContaining([
      ['TIP', 'declared'],
      ['UNTOC', 'public-source'],
      ['CETS197', null],
    ]),
  );
  expect(
    treatyCsv(table)
      .split('\r\n')
      .filter((line) => line.includes('Stated by the nation itself')),
  ).toEqual([expect.stringMatching(/^XA,TIP,/)]);
});

test('an exported treaty table imports unchanged', () => {
  const table = buildTable({ parties: [party('XA')], ...REGISTER }, [stored('XA', 'TIP')], '2026-11-24', 'public');
  const { rows, faults } = readTreatyTable('t', treatyCsv(table), new Set(['XA']));
  expect(faults).toEqual([]);
  expect(rows.map((row) => row.value).find((row) => row.instrument === 'TIP')).toEqual({ iso2: 'XA', instrument: 'TIP', ...known });
  expect(rows).toHaveLength(INSTRUMENTS.length);
});
