import { csvOf } from '#kernel/csv/csv.ts';
import { isHistory, lastSeen, type OperationDates, type PartyFacts, partyStatusOn } from '#rooms/parties/index.ts';
import { allCells, commonAsOf, currentAction, type StoredAction, waitingStatement } from './treaty.rules.ts';
import {
  INSTRUMENTS,
  type Instrument,
  TREATY_GROUPS,
  type TreatyCell,
  type TreatyGroup,
  type TreatyParty,
  type TreatyRow,
  type TreatyTable,
} from './treaty-table.schema.ts';

/** A stored row of one nation and instrument. */
export type KnownRow = StoredAction & { readonly iso2: string; readonly instrument: Instrument };

/**
 * Builds the table for one day: each nation in its group, each instrument with its cell or unknown. For the public, without nations known only for what is
 * over, and without statements that wait for the policy office.
 */
export function buildTable(
  register: {
    parties: readonly PartyFacts[];
    operations: OperationDates;
    operationNames: ReadonlyMap<string, { en: string; fr: string }>;
  },
  rows: readonly KnownRow[],
  day: string,
  reader: 'public' | 'desk',
): TreatyTable {
  const byNation = Map.groupBy(rows, (row) => row.iso2);
  const groups = new Map<TreatyGroup, TreatyParty[]>(TREATY_GROUPS.map((key) => [key, []]));
  const mentioned = new Set<string>();
  for (const party of register.parties.filter((one) => one.kind === 'nation')) {
    if (reader === 'public' && isHistory(party, register.operations, day)) continue;
    const partyStatus = partyStatusOn(party, register.operations, day);
    const key: TreatyGroup = partyStatus === 'ally' || partyStatus === 'contributor' || partyStatus === 'seen' ? partyStatus : 'other';
    const seen = key === 'seen' ? lastSeen(party, register.operations, day) : null;
    if (seen !== null) mentioned.add(seen.operation);
    const ofNation = [...Map.groupBy(byNation.get(party.code) ?? [], (row) => row.instrument).values()];
    const current = ofNation.flatMap((all) => currentAction(all) ?? []);
    groups.get(key)?.push({
      id: party.id,
      iso2: party.code,
      name: party.name,
      statusNeutral: party.statusNeutral,
      lastSeen: seen && { operation: seen.operation, asOf: seen.asOf },
      cells: allCells(new Map(current.map((row) => [row.instrument, row.cell]))),
      declared: current.filter((row) => row.origin === 'declared').map((row) => row.instrument),
      waiting: reader === 'public' ? [] : ofNation.flatMap((all) => waitingStatement(all)?.instrument ?? []),
    });
  }
  const everybody = [...groups.values()].flat();
  return {
    day,
    asOf: Object.fromEntries(
      INSTRUMENTS.map((instrument) => [instrument, commonAsOf(everybody.map((party) => party.cells[instrument]))]),
    ) as TreatyTable['asOf'],
    groups: TREATY_GROUPS.map((key) => ({ key, parties: groups.get(key) ?? [] })),
    operations: Object.fromEntries(
      [...mentioned].flatMap((code) => {
        const names = register.operationNames.get(code);
        return names === undefined ? [] : [[code, names]];
      }),
    ),
  };
}

/** The table as flat rows, one per nation and instrument, for the public interface. */
export function flatRows(table: TreatyTable): TreatyRow[] {
  return table.groups.flatMap(({ key, parties }) =>
    parties.flatMap(({ iso2, cells, declared }) =>
      INSTRUMENTS.map((instrument) => {
        const { crosscheck: _crosscheck, note: _note, ...cell } = cells[instrument];
        const origin = declared.includes(instrument) ? ('declared' as const) : ('public-source' as const);
        return { iso2, instrument, group: key, ...cell, origin: cell.status === 'unknown' ? null : origin };
      }),
    ),
  );
}

/**
 * The table as CSV (RFC 4180), with the columns of facts/treaty-actions.csv, so that an export can be imported. A cell that a spreadsheet would run as a
 * formula gets a leading apostrophe.
 */
export function treatyCsv(table: TreatyTable): string {
  const rows = table.groups
    .flatMap(({ parties }) => parties)
    .sort((a, b) => (a.iso2 < b.iso2 ? -1 : 1))
    .flatMap(({ iso2, cells, declared }) =>
      INSTRUMENTS.map((instrument) => csvRow(iso2, instrument, cells[instrument], declared.includes(instrument))),
    );
  return csvOf([CSV_COLUMNS, ...rows]);
}

const CSV_COLUMNS =
  'iso2 instrument status signature_date action action_date action_precision in_force_date as_of confidence source crosscheck note'.split(
    ' ',
  );

// An import makes every row a public source, so a row that only the nation vouches for says so.
function csvRow(iso2: string, instrument: Instrument, cell: TreatyCell, declared: boolean): (string | null)[] {
  const precision = cell.actionDate && { 4: 'year', 7: 'month', 10: 'day' }[cell.actionDate.length];
  return [
    iso2,
    instrument,
    cell.status === 'unknown' ? null : cell.status,
    cell.signatureDate,
    cell.actionKind,
    cell.actionDate,
    precision ?? null,
    cell.inForce,
    cell.asOf,
    cell.confidence,
    cell.source,
    cell.crosscheck,
    declared ? ['Stated by the nation itself, no public source.', cell.note].filter(Boolean).join(' ') : cell.note,
  ];
}
