import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  allCells,
  assessRatification,
  changesBetween,
  compareTables,
  currentAction,
  isOlder,
  keyOfFact,
  NOTHING_KNOWN,
  type RowOrigin,
  waitingStatement,
} from './treaty.rules.ts';
import { readTreatyTable, type TreatyFact } from './treaty-file.ts';
import { INSTRUMENTS, TREATY_STATUSES, type TreatyCell, type TreatyStatus } from './treaty-table.schema.ts';

const NOW = new Date('2026-11-24T12:00:00Z');
const PARTIES = readFileSync('facts/parties.csv', 'utf8').trim().split('\n').slice(1);
const ALLIES = PARTIES.filter((line) => line.includes(',ally,')).map((line) => line.slice(0, 2));
const REGISTER = new Set(PARTIES.map((line) => line.slice(0, 2)));
const TABLE = readFileSync('facts/treaty-actions.csv', 'utf8');
const FACTS = readTreatyTable('treaty-actions.csv', TABLE, REGISTER).rows.map((row) => row.value);

function cell(status: TreatyStatus, more: Partial<TreatyCell> = {}): TreatyCell {
  return {
    ...NOTHING_KNOWN,
    status,
    ...(status !== 'unknown' && { source: 's', confidence: 'one-source' as const, asOf: '2014-01-27' }),
    ...more,
  };
}

function cellsOf(iso2: string) {
  return allCells(new Map(FACTS.filter((fact) => fact.iso2 === iso2).map((fact) => [fact.instrument, fact])));
}

test.each<[TreatyStatus, TreatyStatus, string | null, boolean]>([
  ['party', 'party', 'met', false],
  ['party', 'not-party', 'partly-met', true],
  ['party', 'signatory', 'partly-met', true],
  ['party', 'unknown', 'partly-met', true],
  ['unknown', 'party', 'partly-met', true],
  ['not-party', 'not-party', 'not-met', true],
  ['signatory', 'not-party', 'not-met', true],
  ['not-party', 'unknown', null, true],
  ['unknown', 'unknown', null, true],
])('UNTOC %s and protocol %s: %s, recheck %s', (untoc, tip, says, recheckDue) => {
  expect(assessRatification({ UNTOC: cell(untoc), TIP: cell(tip) }, NOW)).toMatchObject({ says, recheckDue });
});

test('a deposit does not age, and a no is due for a recheck after twelve months', () => {
  const far = new Date('2200-01-01');
  expect(assessRatification({ UNTOC: cell('party'), TIP: cell('party') }, far)).toMatchObject({ says: 'met', recheckDue: false });
  const cells = { UNTOC: cell('not-party', { asOf: '2025-11-30' }), TIP: cell('party') };
  expect(assessRatification(cells, new Date('2026-11-29')).recheckDue).toBe(false);
  expect(assessRatification(cells, new Date('2026-12-02')).recheckDue).toBe(true);
});

test('all 32 Allies have deposited both, by tables of 2014 and, for one, of 2015', () => {
  const found = ALLIES.map((iso2) => [iso2, assessRatification(cellsOf(iso2), NOW)] as const);
  expect(found).toHaveLength(32);
  expect(found.filter(([, ratification]) => ratification.says !== 'met')).toEqual([]);
  expect(Object.fromEntries(found).AL).toMatchObject({ date: '2002-08-21', asOf: '2014-01-27', recheckDue: false });
  expect(Object.fromEntries(found).CZ).toMatchObject({ date: '2014-12-17', asOf: '2014-01-27' });
});

test('Kosovo is in no United Nations table, so it is neither met nor not met', () => {
  expect(assessRatification(cellsOf('XK'), NOW)).toMatchObject({ says: null, date: null, asOf: null, sources: [] });
});

const status = fc.constantFrom(...TREATY_STATUSES);

test('CETS 197 and the other instruments inform and never decide', () => {
  fc.assert(
    fc.property(status, status, status, (untoc, tip, other) => {
      const cells = allCells(
        new Map([
          ['UNTOC', cell(untoc)],
          ['TIP', cell(tip)],
        ]),
      );
      const withOther = { ...cells, CETS197: cell(other), OSCE: cell(other), C029: cell(other), P029: cell(other), C105: cell(other) };
      expect(assessRatification(withOther, NOW)).toEqual(assessRatification(cells, NOW));
    }),
  );
});

test('unknown never makes a status not met', () => {
  fc.assert(
    fc.property(status, (other) => {
      expect(assessRatification({ UNTOC: cell('unknown'), TIP: cell(other) }, NOW).says).not.toBe('not-met');
      expect(assessRatification({ UNTOC: cell(other), TIP: cell('unknown') }, NOW).says).not.toBe('not-met');
    }),
  );
});

const row = (id: string, recordedAt: string, undone = false, origin: RowOrigin = 'public-source', cell: TreatyCell = NOTHING_KNOWN) => ({
  ...{ id, recordedAt, undone, origin, cell },
});

test('currentAction returns the latest row that was not undone', () => {
  expect(currentAction([])).toBeUndefined();
  expect(currentAction([row('a', '1', true)])).toBeUndefined();
  expect(currentAction([row('a', '1'), row('c', '3', true), row('b', '2')])?.id).toBe('b');
  expect(currentAction([row('b', '2'), row('a', '2')])?.id).toBe('b');
});

describe('a statement of a nation (5)', () => {
  const stated = (id: string, at: string, status: TreatyCell['status']) => row(id, at, false, 'declared', { ...NOTHING_KNOWN, status });
  const sourced = (id: string, at: string, status: TreatyCell['status'], undone = false) =>
    row(id, at, undone, 'public-source', { ...NOTHING_KNOWN, status });

  test('never replaces a row from a public source, and is current only where there is none', () => {
    expect(currentAction([sourced('a', '1', 'not-party'), stated('b', '2', 'party')])?.id).toBe('a');
    expect(currentAction([sourced('a', '1', 'not-party', true), stated('b', '2', 'party')])?.id).toBe('b');
  });

  test('waits while it is the latest and says something else', () => {
    expect(waitingStatement([sourced('a', '1', 'not-party'), stated('b', '2', 'party')])?.id).toBe('b');
    expect(waitingStatement([stated('b', '2', 'party')])?.id).toBe('b');
    expect(waitingStatement([sourced('a', '1', 'party'), stated('b', '2', 'party')])).toBeUndefined();
    expect(waitingStatement([stated('b', '2', 'party'), sourced('c', '3', 'not-party')])).toBeUndefined();
    expect(waitingStatement([])).toBeUndefined();
  });

  test('is never current with a public source, and never waits before a later one', () => {
    const rows = fc.array(
      fc.record({
        ...{ id: fc.uuid(), recordedAt: fc.constantFrom('1', '2', '3', '4'), undone: fc.boolean() },
        ...{ origin: fc.constantFrom<RowOrigin>('public-source', 'declared') },
        cell: fc.constantFrom<TreatyCell['status']>('party', 'not-party').map((status) => ({ ...NOTHING_KNOWN, status })),
      }),
    );
    fc.assert(
      fc.property(rows, (all) => {
        const sources = all.filter((one) => one.origin === 'public-source' && !one.undone);
        if (sources.length > 0) expect(currentAction(all)?.origin).toBe('public-source');
        const waits = waitingStatement(all);
        if (waits !== undefined) expect(sources.every((one) => one.recordedAt <= waits.recordedAt)).toBe(true);
      }),
    );
  });
});

const stored = (facts: readonly TreatyFact[]) => new Map(facts.map((fact) => [keyOfFact(fact), fact as TreatyCell]));

test('compareTables finds no change in the same table', () => {
  expect(compareTables(stored(FACTS), FACTS)).toEqual({ added: [], changed: [], unchanged: 392, unapplied: [] });
  expect(compareTables(new Map(), FACTS)).toMatchObject({ unchanged: 0, unapplied: [], changed: [] });
});

test('compareTables reports changes field by field', () => {
  const before = FACTS.find((fact) => fact.iso2 === 'KR' && fact.instrument === 'C029')!;
  const after: TreatyFact = { ...before, ...cell('party', { actionKind: 'ratification', actionDate: '2021-04-20', asOf: '2026-01-01' }) };
  const { changed, unapplied } = compareTables(stored(FACTS), [after]);
  expect(unapplied).toEqual([]);
  expect(changed[0]?.changes).toEqual(
    expect.arrayContaining([
      { field: 'status', from: before.status, to: 'party' },
      { field: 'actionDate', from: null, to: '2021-04-20' },
    ]),
  );
});

test('compareTables never replaces a known row by unknown or by an older date', () => {
  const known = FACTS.find((fact) => fact.iso2 === 'CZ' && fact.instrument === 'TIP')!;
  const forgotten: TreatyFact = { ...known, ...NOTHING_KNOWN };
  const older: TreatyFact = { ...known, status: 'not-party', actionKind: null, actionDate: null, asOf: '2014-01-27' };
  expect(compareTables(stored(FACTS), [forgotten]).unapplied).toEqual([{ fact: forgotten, reason: 'unknown' }]);
  expect(compareTables(stored(FACTS), [older]).unapplied).toEqual([{ fact: older, reason: 'older' }]);
});

test.each([
  ['2014-01-27', '2015', true],
  ['2014', '2014-01-27', false],
  ['2022-2024', '2024', false],
  ['2022-2024', '2025', true],
  [null, '2025', false],
  ['2014', null, false],
])('isOlder: whether %s is older than %s is %s', (asOf, than, expected) => {
  expect(isOlder(asOf, than)).toBe(expected);
});

const anyCell = fc
  .record({
    status: status,
    asOf: fc.constantFrom(null, '2014-01-27', '2020', '2025-06'),
    actionDate: fc.constantFrom(null, '2002', '2003-05-01'),
  })
  .map(({ status: recordedStatus, ...more }) => cell(recordedStatus, recordedStatus === 'unknown' ? { asOf: more.asOf } : more));
const anyTable = fc
  .uniqueArray(fc.record({ iso2: fc.constantFrom('AL', 'BE', 'XK'), instrument: fc.constantFrom(...INSTRUMENTS), cell: anyCell }), {
    selector: (row) => `${row.iso2} ${row.instrument}`,
  })
  .map((rows) => rows.map((row): TreatyFact => ({ ...row.cell, iso2: row.iso2, instrument: row.instrument })));

test('compareTables accounts for every row once, and applying its changes leaves none', () => {
  fc.assert(
    fc.property(anyTable, anyTable, (before, table) => {
      const map = stored(before);
      const { added, changed, unchanged, unapplied } = compareTables(map, table);
      expect(added.length + changed.length + unchanged + unapplied.length).toBe(table.length);
      for (const fact of [...added, ...changed.map((one) => one.fact)]) map.set(keyOfFact(fact), fact);
      const again = compareTables(map, table);
      expect([again.added, again.changed, again.unapplied]).toEqual([[], [], unapplied]);
    }),
  );
});

test('changesBetween lists exactly the columns that differ', () => {
  fc.assert(
    fc.property(anyCell, anyCell, (a, b) => {
      const fields = changesBetween(a, b).map((change) => change.field);
      for (const field of Object.keys(a) as (keyof TreatyCell)[]) expect(fields.includes(field)).toBe(a[field] !== b[field]);
    }),
  );
});
