import {
  INSTRUMENTS,
  TREATY_GROUPS,
  type TreatyCell,
  type TreatyGroup,
  type TreatyParty,
  type TreatyTable,
} from '../treaties/treaty-table.schema.ts';

/** An unknown cell, with changes. */
export function treatyCell(changes: Partial<TreatyCell> = {}): TreatyCell {
  return {
    status: 'unknown',
    signatureDate: null,
    actionKind: null,
    actionDate: null,
    inForce: null,
    asOf: null,
    confidence: 'none',
    source: null,
    crosscheck: null,
    note: null,
    ...changes,
  };
}

/** A nation with only unknown cells, with changes. The codes are real so that maps can be drawn; the dates in tests are invented. */
export function treatyParty(
  iso2: string,
  name: string,
  cells: Partial<TreatyParty['cells']> = {},
  changes: Partial<TreatyParty> = {},
): TreatyParty {
  const all = Object.fromEntries(INSTRUMENTS.map((one) => [one, treatyCell()])) as TreatyParty['cells'];
  return {
    id: iso2,
    iso2,
    name: { en: name, fr: name },
    statusNeutral: false,
    lastSeen: null,
    cells: { ...all, ...cells },
    declared: [],
    waiting: [],
    ...changes,
  };
}

/** A table with these nations in their groups. */
export function aTable(groups: Partial<Record<TreatyGroup, TreatyParty[]>>): TreatyTable {
  const none = Object.fromEntries(INSTRUMENTS.map((one) => [one, null])) as TreatyTable['asOf'];
  return {
    day: '2026-11-24',
    asOf: { ...none, UNTOC: '2014-01-27', TIP: '2014-01-27' },
    groups: TREATY_GROUPS.map((key) => ({ key, parties: groups[key] ?? [] })),
    operations: { KFOR: { en: 'Kosovo Force (history)', fr: 'Force au Kosovo' } },
  };
}
