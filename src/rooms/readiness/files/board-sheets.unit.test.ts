import { expect, test } from 'vitest';
import type { Board, BoardLine } from '../board/board.schema.ts';
import { boardSheets } from './board-sheets.ts';

const name = { en: 'A', fr: 'A' };
const line = (unit: string): BoardLine => ({
  partyId: 'p',
  party: name,
  unitId: unit,
  unit,
  persons: 2,
  ready: 1,
  colour: 'red',
  missing: [],
});
const board = (kind: string): Board => ({
  ...{
    scope: { id: 's', code: 'S', kind, name },
    day: '2026-11-26',
    target: 95,
    floor: 80,
    persons: 2,
    ready: 1,
    inTime: 0,
    roster: null,
    missing: [],
  },
  ...{ modules: [], lines: [line('Company')], formations: [line('Battalion')], ahead: 90, forecast: [] },
});
const cells = (kind: string, locale: 'en' | 'fr') =>
  boardSheets(board(kind), { units: [] }, { rows: [], more: false }, locale)[0]!.rows.map(([, unit]) => unit);

test('a superior unit on an operation’s board is labelled as the units the reader can see', () => {
  expect(cells('nation', 'en')).toEqual(['Battalion and all its subordinate units', 'Company']);
  expect(cells('operation', 'en')).toEqual(['Battalion and the subordinate units you can see', 'Company']);
  expect(cells('operation', 'fr')).toEqual(['Battalion et ses unités subordonnées que vous voyez', 'Company']);
});
