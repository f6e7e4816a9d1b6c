import { queryOptions } from '@tanstack/react-query';
import { get } from '#web/client/api.ts';
import type { Clause, EditionData, Obligation } from '../policy.schema.ts';

const HOUR_MS = 3_600_000;

/** The edition in force. It changes at midnight (UTC) alone, with a new edition or a decided value, so it is read again every hour. */
export const editionQuery = queryOptions({
  queryKey: ['policy'],
  queryFn: ({ signal }) => get('/policy', {}, signal),
  staleTime: HOUR_MS,
});

/** The obligations of a clause, in the order of the policy. */
export function obligationsOf(edition: EditionData, clauseId: string): Obligation[] {
  return edition.obligations.filter((obligation) => obligation.clause === clauseId);
}

/** The clauses before and after one, in the order of the policy. */
export function neighboursOf(edition: EditionData, clauseId: string): { before?: Clause; after?: Clause } {
  const at = edition.clauses.findIndex((clause) => clause.id === clauseId);
  return { before: edition.clauses[at - 1], after: edition.clauses[at + 1] };
}

/** The parameters that a clause's obligations and their kinds of evidence name. */
export function parametersOf(edition: EditionData, clauseId: string): EditionData['parameters'] {
  const obligations = obligationsOf(edition, clauseId);
  const kinds = new Set(obligations.flatMap((obligation) => obligation.evidence.kinds));
  const named = new Set([
    ...obligations.map((obligation) => obligation.freshness),
    ...edition.evidenceKinds.filter((kind) => kinds.has(kind.id)).map((kind) => kind.freshness),
  ]);
  return edition.parameters.filter((parameter) => named.has(parameter.id));
}
