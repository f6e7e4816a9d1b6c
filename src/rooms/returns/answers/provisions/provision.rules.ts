import { accept, type Decision, refuse } from '#kernel/decision.ts';
import type { Provision, ProvisionFields } from './provision.schema.ts';

type Article = { readonly article?: { readonly instrument: string; readonly number: string } | undefined };

/** Checks what belongs together: a range of figures has a unit and grows, and a provision ends after it begins. */
export function decideProvision(given: ProvisionFields): Decision<ProvisionFields> {
  const { penaltyFrom, penaltyTo, penaltyUnit, inForceFrom, inForceUntil } = given;
  const hasFigure = penaltyFrom !== null || penaltyTo !== null;
  if (hasFigure !== (penaltyUnit !== null)) return refuse('returns/penalty-without-unit');
  if (penaltyFrom !== null && penaltyTo !== null && penaltyTo < penaltyFrom) return refuse('returns/range-reversed');
  if (inForceFrom !== null && inForceUntil !== null && inForceUntil < inForceFrom) return refuse('returns/range-reversed');
  return accept(given);
}

/** The newest row of each provision; `rows` are ordered from the oldest. */
export function newestOf<Row extends { readonly provisionId: string }>(rows: readonly Row[]): Row[] {
  return [...new Map(rows.map((row) => [row.provisionId, row])).values()];
}

/** The provisions that a return of a year cites: without those that ended before it. */
export const citedIn = <Row extends Provision>(rows: readonly Row[], period: string): Row[] =>
  newestOf(rows).filter(({ inForceUntil }) => inForceUntil === null || inForceUntil >= `${period}-01-01`);

/** The provisions for the article of a question; none where it asks about no article. */
export const provisionsFor = <Row extends Provision>({ article }: Article, rows: readonly Row[]): Row[] =>
  article === undefined ? [] : rows.filter((row) => row.instrument === article.instrument && row.article === article.number);
