import { describe, expect, test } from 'vitest';
import type { Status } from '#kernel/status.ts';
import { daggerOf, numberWithDagger, obligationNumber } from '#rooms/policy/obligation-number.rules.ts';
import type { Clause, EditionData, Obligation } from '#rooms/policy/policy.schema.ts';
import type { Matrix, MatrixCell, MatrixRow } from '../matrix/matrix.schema.ts';
import { matrixCsv } from './matrix-csv.ts';
import { readMatrixSearch } from './matrix-search.ts';
import { columnsOf, countStatuses, groupRows, isDayOne, shownRows } from './matrix-view.ts';

const text = (word: string) => ({ en: word, fr: `${word} fr` });
const clause = (id: string) => ({ id, title: text(`Clause ${id}`), short: text(id) }) as Clause;
const obligation = (id: string, of: string) => ({ id, clause: of, short: text(id), reconstructed: id === 'A2.5' }) as Obligation;

const OBLIGATIONS = ['P1.1', 'P3.1', 'P3.2', 'A2.1', 'A2.2', 'A2.3', 'A2.4', 'A2.5', 'P7.1'];
const edition = {
  columns: ['1', '3', 'A2', '7'],
  clauses: ['1', '3', 'A2', '7'].map(clause),
  obligations: OBLIGATIONS.map((id) => obligation(id, id.startsWith('A') ? 'A2' : id.slice(1, 2))),
} as EditionData;

const cell = (
  obligationId: string,
  status: Status,
  items = 0,
  origin: MatrixCell['origin'] = items > 0 ? 'measured' : null,
): MatrixCell => ({
  obligationId,
  status,
  origin,
  difference: null,
  late: null,
  answer: null,
  items,
});
const row = (partyId: string, name: string, group: string, over: Record<string, MatrixCell>): MatrixRow => ({
  partyId,
  name: text(name),
  group,
  cells: OBLIGATIONS.map((id) => over[id] ?? cell(id, id === 'P7.1' ? 'not-applicable' : 'not-reported')),
  items: 0,
  declared: 0,
});
const brevia = row('b', 'Brévia', 'contributor', { 'P3.1': cell('P3.1', 'not-applicable'), 'P3.2': cell('P3.2', 'met', 1, 'declared') });
const aldmark = row('a', 'Aldmark', 'ally', { 'P1.1': cell('P1.1', 'met-stale', 2), 'P3.1': cell('P3.1', 'met', 1) });
const matrix = {
  editionId: 'e',
  label: { policy: 'NATO', level: 'restricted', releasableTo: ['a', 'hq'] },
  kind: 'nation',
  asOf: '2026-11-24',
  rows: [aldmark, brevia],
  counts: {},
} as unknown as Matrix;

describe('columnsOf', () => {
  test('omits obligations that bind no party here, and lists them apart', () => {
    const { columns, elsewhere } = columnsOf(edition, matrix, {});
    expect(columns.map((column) => [column.clause.id, column.obligations.length])).toEqual([
      ['1', 1],
      ['3', 2],
      ['A2', 5],
    ]);
    expect(elsewhere.map((one) => one.id)).toEqual(['7']);
  });

  test('opens the columns that the URL names, and never a clause with one obligation', () => {
    const open = (search: object) => columnsOf(edition, matrix, search).columns.map((column) => column.open);
    expect(open({})).toEqual([false, false, false]);
    expect(open({ open: '3' })).toEqual([false, true, false]);
    expect(open({ open: 'all' })).toEqual([false, true, true]);
  });

  test('opens the clause of an open drawer only if its mark would otherwise be hidden', () => {
    const open = (chosen: string) => columnsOf(edition, matrix, {}, chosen).columns.map((column) => column.open);
    expect(open('P3.1')).toEqual([false, false, false]);
    expect(open('A2.4')).toEqual([false, false, true]);
  });
});

describe('shownRows', () => {
  const shown = (search: object) => shownRows(matrix, columnsOf(edition, matrix, search).columns, search, 'en').map((one) => one.partyId);

  test('finds a name regardless of case and accents', () => {
    expect(shown({ name: 'BREV' })).toEqual(['b']);
  });

  test('filters by status within the clause shown', () => {
    expect(shown({ status: 'met' })).toEqual(['a', 'b']);
    expect(shown({ status: 'met-stale', clause: '3' })).toEqual([]);
    expect(shown({ status: 'met-stale', clause: '1' })).toEqual(['a']);
  });

  test('filters by evidence, and does not list a party without obligations as one without evidence', () => {
    expect(shown({ evidence: 'declared' })).toEqual(['b']);
    expect(shown({ evidence: 'measured' })).toEqual(['a']);
    const bound = {
      ...matrix,
      rows: [row('c', 'C', 'ally', Object.fromEntries(OBLIGATIONS.map((id) => [id, cell(id, 'not-applicable')])))],
    };
    expect(shownRows(bound, columnsOf(edition, matrix, {}).columns, { evidence: 'none' }, 'en')).toEqual([]);
  });

  test('lists rows under their headings in a fixed order, with unknown groups last', () => {
    const other = row('x', 'X', 'something-new', {});
    expect(groupRows([other, brevia, aldmark]).map(({ group }) => group)).toEqual(['ally', 'contributor', 'other']);
  });
});

test('countStatuses follows the order of the legend and counts not reported', () => {
  expect(countStatuses([cell('a', 'not-reported'), cell('b', 'met'), cell('c', 'not-reported')])).toEqual([
    ['met', 1],
    ['not-reported', 2],
  ]);
});

test('isDayOne is true while nine in ten owed obligations are not reported', () => {
  expect(isDayOne(matrix)).toBe(false);
  expect(isDayOne({ ...matrix, rows: [row('c', 'C', 'ally', {})] })).toBe(true);
  expect(isDayOne({ ...matrix, rows: [] })).toBe(false);
});

test('obligationNumber gives the number within the policy’s text', () => {
  expect(['P3.3', 'P5a.1', 'A2.2a'].map(obligationNumber)).toEqual(['3.3', '5a.1', 'A2.2a']);
});

test('readMatrixSearch drops unknown values from the URL', () => {
  expect(readMatrixSearch({ kind: 'galaxy', status: 'met', clause: 5, evidence: '', open: 'all' })).toEqual({ status: 'met', open: 'all' });
});

describe('matrixCsv', () => {
  const lines = (rows: MatrixRow[], exercise = false) =>
    matrixCsv(matrix, rows, columnsOf(edition, matrix, {}).columns, { locale: 'en', exercise }).split('\r\n');

  test('writes one line for each party and obligation shown, and marks each line in an exercise', () => {
    const [head, first] = lines([aldmark], true);
    expect(lines([aldmark])).toHaveLength(1 + 8 + 1);
    expect(head).toBe(
      'party_id,party,group,clause,obligation,reconstructed,status,origin,late_since,answer,evidence_items,as_of,edition,label,releasable_to,exercise',
    );
    expect(first).toBe('a,Aldmark,ally,1,P1.1,false,met-stale,measured,,,2,2026-11-24,e,NATO RESTRICTED,a hq,EXERCISE');
    expect(
      lines([aldmark]).find((line) => line.includes(',A2.5,')),
      'a reconstructed text is marked',
    ).toContain(',A2.5,true,');
  });

  test('disarms names that a spreadsheet would run as formulas, and quotes where needed', () => {
    const [, first] = lines([row('a', '=HYPERLINK("x"), "y"', 'ally', {})]);
    expect(first).toBe(`a,"'=HYPERLINK(""x""), ""y""",ally,1,P1.1,false,not-reported,,,,0,2026-11-24,e,NATO RESTRICTED,a hq,`);
  });
});

test('numberWithDagger adds the mark to the number of a reconstructed obligation', () => {
  const obligations = [
    { id: 'P3.1', reconstructed: false },
    { id: 'A1.2', reconstructed: true },
  ];
  expect(['P3.1', 'A1.2', 'P9.9'].map((id) => numberWithDagger({ obligations }, id))).toEqual(['3.1', 'A1.2†', '9.9']);
  expect(['3', 'A1'].map((id) => daggerOf({ clauses: [{ id: 'A1', reconstructed: true }] }, id))).toEqual(['', '†']);
});
