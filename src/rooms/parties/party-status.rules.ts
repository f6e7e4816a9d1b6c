import { coversDay, dayOf, endOf, type PartialDate } from '#kernel/dates.ts';
import type { OwnerKind } from '#kernel/party-kinds.ts';
import type { Contribution, Membership, ObservedContribution, OperationDates, PartyFacts, PartyStatus } from './party.schema.ts';

/** The earliest day that a partial date can mean: a year begins on 1 January. */
export function firstDay(date: PartialDate): string {
  return `${date}-01-01`.slice(0, 10);
}

/** The latest day that a partial date can mean. */
export function lastDay(date: PartialDate): string {
  return dayOf(endOf(date));
}

/** Whether a period with partial dates surely covers a day, surely does not, or the sources are not exact enough to decide. */
export function coverage(period: { from: PartialDate | null; to: PartialDate | null }, day: string): 'yes' | 'no' | 'unsure' {
  const surely = { from: period.from && lastDay(period.from), to: period.to && firstDay(period.to) };
  const perhaps = { from: period.from && firstDay(period.from), to: period.to && lastDay(period.to) };
  if (coversDay(surely, day)) return 'yes';
  return coversDay(perhaps, day) ? 'unsure' : 'no';
}

/**
 * Whether a nation is an Ally on a given day. "Ally" is a fact about a date: Finland (2023) is none in 2022 and surely one in 2024. Within 2023 a source that
 * gives only the year leaves it unsure.
 */
export function allyOn(memberships: readonly Pick<Membership, 'from' | 'to'>[], day: string): 'yes' | 'no' | 'unsure' {
  const found = memberships.map((membership) => coverage(membership, day));
  if (found.includes('yes')) return 'yes';
  return found.includes('unsure') ? 'unsure' : 'no';
}

/** Since when a nation is an Ally on a day, as exact as the source; null where it is surely none. */
export function allySince<T extends string>(memberships: readonly { from: T; to: string | null }[], day: string): T | null {
  return memberships.find((one) => allyOn([one], day) !== 'no')?.from ?? null;
}

/** The confirmed contributions in force on a day, in operations that may still run on it. */
export function contributionsOn(facts: PartyFacts, operations: OperationDates, day: string): Contribution[] {
  return facts.contributions.filter((contribution) => coversDay(contribution, day) && runsOn(operations, contribution.operation, day));
}

/** The same, and those ahead: a nation prepares for an operation before its contribution begins. One whose end is recorded before it began was cancelled. */
export function contributionsNotOver(facts: PartyFacts, operations: OperationDates, day: string): Contribution[] {
  return facts.contributions.filter(({ operation, from, to, ended }) => {
    if (ended && from > day) return false;
    const next = from > day ? from : day;
    return coversDay({ from: null, to }, day) && runsOn(operations, operation, next);
  });
}

/** Whether an operation may run on a day: not surely over, and not surely in the future. An operation that is not in the register never runs. */
export function runsOn(operations: OperationDates, code: string, day: string): boolean {
  const dates = operations.get(code);
  return dates !== undefined && coverage(dates, day) !== 'no';
}

/** After this many years, an observed contribution is history: it says nothing about today. */
export const OBSERVED_YEARS = 5;

/** Whether a source observed a contribution recently: it gives a date, which is not later than the day and at most `OBSERVED_YEARS` before it. */
export function isRecent(asOf: PartialDate | null, day: string): boolean {
  return asOf !== null && firstDay(asOf) <= day && lastDay(asOf) >= `${Number(day.slice(0, 4)) - OBSERVED_YEARS}${day.slice(4)}`;
}

/** The latest recent observed contribution in an operation that still runs on the day. */
export function lastSeen(facts: PartyFacts, operations: OperationDates, day: string): ObservedContribution | null {
  const seen = facts.observedContributions.filter(
    (observedContribution) => runsOn(operations, observedContribution.operation, day) && isRecent(observedContribution.asOf, day),
  );
  // A month or year counts as its last day, so that 2017 ranks later than 2017-02.
  const rank = (observedContribution: ObservedContribution) =>
    observedContribution.asOf === null ? '' : lastDay(observedContribution.asOf);
  return seen.reduce<ObservedContribution | null>((latest, next) => (latest === null || rank(next) > rank(latest) ? next : latest), null);
}

/** The status of a party on a given day, which is its group in the register. */
export function partyStatusOn(facts: PartyFacts, operations: OperationDates, day: string): PartyStatus {
  if (facts.kind !== 'nation') return coverage(facts, day) === 'no' ? 'ended' : facts.kind;
  if (allyOn(facts.memberships, day) !== 'no') return 'ally';
  if (contributionsOn(facts, operations, day).length > 0) return 'contributor';
  if (lastSeen(facts, operations, day) !== null) return 'seen';
  return facts.hosts.some((code) => runsOn(operations, code, day)) ? 'host' : 'other';
}

/**
 * Whether a nation is known only for what is over: it contributed to an operation or hosted one, and neither does so on the day nor will. Such a nation is in
 * the register and on no public page or map.
 */
export function isHistory(facts: PartyFacts, operations: OperationDates, day: string): boolean {
  if (facts.kind !== 'nation' || partyStatusOn(facts, operations, day) !== 'other') return false;
  const isOver = (to: PartialDate | null | undefined) => to != null && lastDay(to) < day;
  if (facts.contributions.some(({ from }) => from > day) || facts.hosts.some((code) => !isOver(operations.get(code)?.to))) return false;
  return facts.observedContributions.length + facts.contributions.length + facts.hosts.length > 0;
}

/**
 * The owner kinds as which a party owes obligations on a given day; empty where nothing binds it. An observed contribution binds no party, and neither does
 * hosting. A nation counts as an Ally only once it surely is one. An Ally in an operation is no contributor: clause 6 means nations outside the alliance.
 */
export function ownerKindsOn(facts: PartyFacts, operations: OperationDates, day: string): OwnerKind[] {
  switch (facts.kind) {
    case 'nation': {
      const ally = allyOn(facts.memberships, day);
      if (ally === 'yes') return ['ally'];
      return ally === 'no' && contributionsOn(facts, operations, day).length > 0 ? ['contributor'] : [];
    }
    case 'partner':
      return [];
    default:
      if (coverage(facts, day) === 'no') return [];
      if (facts.kind === 'body') return facts.bodyKind === 'school' ? ['headquarters', 'author'] : ['headquarters'];
      if (facts.kind === 'operation' && facts.contracting !== null && facts.contracting.from <= day)
        return ['operation', 'contracting-operation'];
      return [facts.kind];
  }
}

/** Whether a confirmed contribution is valid: it ends no earlier than it begins, and overlaps no other one in the same operation. */
export function overlaps(existing: readonly Contribution[], next: { operation: string; from: string; to: string | null }): boolean {
  return existing.some(
    (one) => one.operation === next.operation && (one.to === null || next.from <= one.to) && (next.to === null || one.from <= next.to),
  );
}
