import { plusMonths } from '#kernel/dates.ts';
import type { Owed } from './owed.rules.ts';
import type { PlanState } from './review.rules.ts';

/** What can be due of a firm: its plan, another plan after one that did not meet all parts, our review, its posting, its certification. */
export const DUES = ['plan', 'plan-again', 'review', 'posting', 'certification'] as const;
export type DueKind = (typeof DUES)[number];
/** `on` null: it is owed, and the day is not known, such as that of an award to come. */
export type Due = { kind: DueKind; on: string | null; late: boolean };

export type DueFacts = {
  state: 'planned' | 'awarded' | 'ended';
  awardedOn: string | null;
  startsOn: string | null;
  /** The date of the clause; after the award where a later modification brought it. */
  clauseOn: string | null;
  /** Since when the contract has this contractor, and not an earlier one; null: from its beginning, or the firm is one under it. */
  contractorSince: string | null;
  owed: Owed['owed'];
  /** The newest plan; null: none was received. */
  plan: { state: PlanState; receivedOn: string; postedOn: string | null } | null;
  certifiedOn: string | null;
};

/**
 * What is due of one firm of a contract (P5f.4): a plan and a certification before the award, the plan posted by day one, a certification again every
 * `months`. Where the clause, or the contractor, came by a later modification, nothing was due before its date. Nothing is due of a contract that ended, nor of a firm that owes
 * none, or of which nobody knows whether it does. Pure.
 */
export function duesOf(facts: DueFacts, { today, months }: { today: string; months: number }): Due[] {
  if (facts.state === 'ended' || facts.owed !== 'yes') return [];
  const due = (kind: DueKind, on: string | null): Due => ({ kind, on, late: on !== null && on < today });
  const beforeAward = latest(latest(facts.awardedOn ?? facts.startsOn, facts.clauseOn), facts.contractorSince);
  const certification = due('certification', facts.certifiedOn === null ? beforeAward : plusMonths(facts.certifiedOn, months));
  return [...planDues(facts, beforeAward, due), certification];
}

function planDues(
  { plan, startsOn, clauseOn, contractorSince }: DueFacts,
  beforeAward: string | null,
  due: (kind: DueKind, on: string | null) => Due,
): Due[] {
  if (plan === null) return [due('plan', beforeAward)];
  const dayOne = latest(latest(startsOn, clauseOn), contractorSince);
  // A plan that came late could not be reviewed before it came.
  if (plan.state === 'to-review') return [due('review', latest(dayOne ?? beforeAward, plan.receivedOn))];
  if (plan.state !== 'accepted') return [due('plan-again', beforeAward)];
  return plan.postedOn === null ? [due('posting', dayOne)] : [];
}

/** The later of a day and another one that may be unknown. A day that is not known stays so. */
const latest = (day: string | null, other: string | null) => (day !== null && other !== null && other > day ? other : day);

/** The order of a due list: what is late, then by day, what has no day last. Pure. */
export function orderDues<One extends { on: string | null }>(dues: readonly One[]): One[] {
  return dues.toSorted((a, b) => (a.on ?? '9999').localeCompare(b.on ?? '9999'));
}
