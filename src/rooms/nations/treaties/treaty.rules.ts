import { addMonths, endOf } from '#kernel/dates.ts';
import { accept, type Decision, refuse } from '#kernel/decision.ts';
import type { TreatyFact } from './treaty-file.ts';
import { INSTRUMENTS, type Instrument, type TreatyCell, TreatyCell as TreatyCellSchema } from './treaty-table.schema.ts';

/** Who vouches for a row: a table or the policy office (public source), or the nation itself (declared). */
export type RowOrigin = 'public-source' | 'declared';

/** A stored row of one nation and instrument: dated, never changed. `undone` is true if its whole batch was undone. */
export type StoredAction = { id: string; origin: RowOrigin; recordedAt: string; undone: boolean; cell: TreatyCell };

/** The cell of an instrument without any record. */
export const NOTHING_KNOWN: TreatyCell = {
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
};

/** The latest recorded row of one nation and instrument whose batch was not undone, or undefined. */
export function latestAction<T extends Pick<StoredAction, 'id' | 'recordedAt' | 'undone'>>(rows: readonly T[]): T | undefined {
  return rows
    .filter((row) => !row.undone)
    .reduce<T | undefined>((latest, row) => {
      if (latest === undefined || row.recordedAt > latest.recordedAt) return row;
      return row.recordedAt === latest.recordedAt && row.id > latest.id ? row : latest;
    }, undefined);
}

/** The current row of one nation and instrument: the latest from a public source; only where there is none, the latest that the nation states. */
export function currentAction<T extends StoredAction>(rows: readonly T[]): T | undefined {
  return latestAction(rows.filter((row) => row.origin === 'public-source')) ?? latestAction(rows);
}

const FACTS = ['status', 'signatureDate', 'actionKind', 'actionDate', 'inForce'] as const;

/**
 * The row that a nation stated and the policy office has neither accepted nor corrected: later than every row from a public source, and with another status or
 * date. Undefined where nothing waits.
 */
export function waitingStatement<T extends StoredAction>(rows: readonly T[]): T | undefined {
  const latest = latestAction(rows);
  if (latest?.origin !== 'declared') return undefined;
  const current = currentAction(rows)!;
  return current === latest || FACTS.some((field) => current.cell[field] !== latest.cell[field]) ? latest : undefined;
}

/** Months after which a "no" or "unknown" is due for a recheck; the policy's parameter sets the number. */
export const RECHECK_MONTHS = 12;

/** An Ally's state on P5.0b. */
export type Ratification = {
  /** Null: too little is known to say anything; shown as not reported. */
  says: 'met' | 'partly-met' | 'not-met' | null;
  /** The date of the later deposit; null where a date is unknown. */
  date: string | null;
  /** The older as-of date of the two sources; null where a source gives none. */
  asOf: string | null;
  sources: string[];
  /** True where an unknown or missing deposit was last checked longer ago than the recheck time. A deposit does not age. */
  recheckDue: boolean;
};

/**
 * P5.0b: ratify, accept or approve the UN convention and its protocol. Both deposited: met, and a deposit does not expire. One deposited: partly met. Neither,
 * and sources say so of both: not met. With less information it says nothing. CETS 197 and the other instruments do not count.
 */
export function assessRatification(cells: Pick<Record<Instrument, TreatyCell>, 'UNTOC' | 'TIP'>, now: Date): Ratification {
  const both = [cells.UNTOC, cells.TIP];
  const deposited = both.filter((cell) => cell.status === 'party');
  const saidNot = both.filter((cell) => cell.status === 'not-party' || cell.status === 'signatory');
  const says = deposited.length === 2 ? 'met' : deposited.length === 1 ? 'partly-met' : saidNot.length === 2 ? 'not-met' : null;
  const dates = deposited.map((cell) => cell.actionDate).filter((date) => date !== null);
  const known = both.filter((cell) => cell.status !== 'unknown');
  const asOfs = known.map((cell) => lastYearOf(cell.asOf)).filter((date) => date !== null);
  return {
    says,
    date: dates.length === deposited.length ? (dates.sort().at(-1) ?? null) : null,
    asOf: asOfs.length === known.length ? (asOfs.sort()[0] ?? null) : null,
    sources: [...new Set(known.flatMap((cell) => cell.source ?? []))],
    recheckDue: both.some((cell) => cell.status !== 'party' && isOld(cell.asOf, now)),
  };
}

/** One column that a newer row would change. */
export type Change = { readonly field: keyof TreatyCell; readonly from: string | null; readonly to: string | null };

/** The effect of a table on the stored one, row by row. */
export type Comparison = {
  added: TreatyFact[];
  changed: { fact: TreatyFact; changes: Change[] }[];
  unchanged: number;
  /** Skipped rows: they say "unknown" where a fact is stored, or are older than the stored row. */
  unapplied: { fact: TreatyFact; reason: 'unknown' | 'older' }[];
};

/**
 * Compares a table with the stored one (`iso2 instrument` -> current row). An unknown never replaces a fact, and older information never replaces newer.
 * Nations missing from the table stay unchanged.
 */
export function compareTables(stored: ReadonlyMap<string, TreatyCell>, table: readonly TreatyFact[]): Comparison {
  const comparison: Comparison = { added: [], changed: [], unchanged: 0, unapplied: [] };
  for (const fact of table) {
    const before = stored.get(keyOfFact(fact));
    const changes = before === undefined ? [] : changesBetween(before, fact);
    if (before === undefined) comparison.added.push(fact);
    else if (changes.length === 0) comparison.unchanged += 1;
    else if (fact.status === 'unknown' && before.status !== 'unknown') comparison.unapplied.push({ fact, reason: 'unknown' });
    else if (isOlder(fact.asOf, before.asOf)) comparison.unapplied.push({ fact, reason: 'older' });
    else comparison.changed.push({ fact, changes });
  }
  return comparison;
}

/** The key of a row: nation and instrument. */
export function keyOfFact(fact: { iso2: string; instrument: Instrument }): string {
  return `${fact.iso2} ${fact.instrument}`;
}

/** The columns in which two rows differ. */
export function changesBetween(before: TreatyCell, after: TreatyCell): Change[] {
  const fields = Object.keys(TreatyCellSchema.shape) as (keyof TreatyCell)[];
  return fields.filter((field) => before[field] !== after[field]).map((field) => ({ field, from: before[field], to: after[field] }));
}

/** Whether information is certainly older than another. A row without a date is not known to be older. */
export function isOlder(asOf: string | null, than: string | null): boolean {
  if (asOf === null || than === null) return false;
  return endOf(lastYearOf(asOf)!) < endOf(lastYearOf(than)!);
}

/** The date that most rows of an instrument share, or null where none has one. Shown at the column head. */
export function commonAsOf(cells: readonly TreatyCell[]): string | null {
  const counted = Map.groupBy(
    cells.map((cell) => cell.asOf).filter((asOf) => asOf !== null),
    (asOf) => asOf,
  );
  const most = [...counted].reduce<[string, number] | null>(
    (best, [asOf, all]) => (best === null || all.length > best[1] ? [asOf, all.length] : best),
    null,
  );
  return most === null ? null : most[0];
}

/** Every instrument with its cell; one without a record is unknown. */
export function allCells(known: ReadonlyMap<Instrument, TreatyCell>): Record<Instrument, TreatyCell> {
  return Object.fromEntries(INSTRUMENTS.map((instrument) => [instrument, known.get(instrument) ?? NOTHING_KNOWN])) as Record<
    Instrument,
    TreatyCell
  >;
}

// For a span of years (`2022-2024`) the last one counts.
function lastYearOf(asOf: string | null): string | null {
  return asOf !== null && /^\d{4}-\d{4}$/.test(asOf) ? asOf.slice(5) : asOf;
}

function isOld(asOf: string | null, now: Date): boolean {
  const day = lastYearOf(asOf);
  return day === null || addMonths(endOf(day), RECHECK_MONTHS) < now;
}

/** Whether a correction may replace the current row: it is complete, not older, and differs. */
export function decideCorrection(before: TreatyCell | undefined, fact: TreatyCell & { instrument: Instrument }): Decision<true> {
  const unknown = fact.status === 'unknown';
  const facts = [fact.signatureDate, fact.actionKind, fact.actionDate, fact.inForce, fact.source];
  if (unknown ? facts.some((one) => one !== null) : fact.source === null) return refuse('nations/row-contradicts');
  if (unknown !== (fact.confidence === 'none')) return refuse('nations/row-contradicts');
  if (!unknown && (fact.instrument === 'OSCE') !== fact.status.endsWith('participating'))
    return refuse('nations/status-of-another-instrument', { instrument: fact.instrument });
  if (before !== undefined && isOlder(fact.asOf, before.asOf)) return refuse('nations/older-than-stored', { stored: before.asOf });
  if (changesBetween(before ?? NOTHING_KNOWN, fact).length === 0) return refuse('nations/nothing-new');
  return accept(true);
}
