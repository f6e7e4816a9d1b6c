import type { PlanRule } from '../clauses/sets/clause-set.schema.ts';

/** What is known of a contract, or of one below it. `amount` is in the currency of the rule; null: its value, or a rate for it, is not known. */
export type OwedFacts = {
  country: string | null;
  /** Whether part of it is performed outside the country of the party that lets it. */
  abroad: boolean | null;
  offTheShelf: boolean | null;
  value: string | null;
  amount: number | null;
  clauseOn: string | null;
};

/** Why a plan is owed or not, or what has to be known first. */
export const OWED_REASONS = [
  'set-asks-none',
  'off-the-shelf',
  'not-outside',
  'not-above',
  'above',
  'unknown-place',
  'unknown-off-the-shelf',
  'unknown-value',
  'unknown-rate',
  'unknown-date',
  'no-figure',
] as const;
export type OwedReason = (typeof OWED_REASONS)[number];
export type Owed = { owed: 'yes' | 'no' | 'unknown'; reasons: OwedReason[]; figure: PlanRule['figures'][number] | null };

/** The figure for a clause of a day; null: the day is not known, or it is before the first figure. Pure. */
export function figureOn({ figures }: PlanRule, clauseOn: string | null): PlanRule['figures'][number] | null {
  return clauseOn === null ? null : (figures.findLast(({ from }) => from <= clauseOn) ?? null);
}

/**
 * Whether part of the work is done outside a country; null: not known. A contract performed in that country may have parts elsewhere, so only a plain no to
 * "performed abroad" excludes it.
 */
function isOutside(outside: string | undefined, { country, abroad }: OwedFacts): boolean | null {
  if (outside === undefined) return true;
  if (country !== null && country !== outside) return true;
  return country === outside && abroad === false ? false : null;
}

/**
 * Whether a clause set asks for a compliance plan and a certification (P5f.4). One fact that excludes it suffices for a no; an unknown fact never does. Pure.
 */
export function decideOwed(rule: PlanRule | undefined, facts: OwedFacts): Owed {
  if (rule === undefined) return { owed: 'no', reasons: ['set-asks-none'], figure: null };
  const figure = figureOn(rule, facts.clauseOn);
  const outside = isOutside(rule.outside, facts);
  const isAbove = figure === null || facts.amount === null ? null : facts.amount > figure.above;
  const shelf = rule.exceptOffTheShelf ? facts.offTheShelf : false;
  const excludes: OwedReason[] = [
    ...(shelf === true ? (['off-the-shelf'] as const) : []),
    ...(outside === false ? (['not-outside'] as const) : []),
    ...(isAbove === false ? (['not-above'] as const) : []),
  ];
  if (excludes.length > 0) return { owed: 'no', reasons: excludes, figure };
  const unknown: OwedReason[] = [
    ...(outside === null ? (['unknown-place'] as const) : []),
    ...(shelf === null ? (['unknown-off-the-shelf'] as const) : []),
    ...(facts.value === null ? (['unknown-value'] as const) : facts.amount === null ? (['unknown-rate'] as const) : []),
    ...(facts.clauseOn === null ? (['unknown-date'] as const) : figure === null ? (['no-figure'] as const) : []),
  ];
  return unknown.length > 0 ? { owed: 'unknown', reasons: unknown, figure } : { owed: 'yes', reasons: ['above'], figure };
}
