import { queryOptions } from '@tanstack/react-query';
import { get } from '#web/client/api.ts';
import type { Clause, EditionData, Obligation } from '../policy.schema.ts';

/** The current edition. It changes only when the server restarts. */
export const editionQuery = queryOptions({
  queryKey: ['policy'],
  queryFn: ({ signal }) => get('/policy', {}, signal),
  staleTime: Number.POSITIVE_INFINITY,
});

/** The obligations of a clause, in the order of the policy. */
export function obligationsOf(edition: EditionData, clauseId: string): Obligation[] {
  return edition.obligations.filter((duty) => duty.clause === clauseId);
}

/** The clauses before and after one, in the order of the policy. */
export function neighboursOf(edition: EditionData, clauseId: string): { before?: Clause; after?: Clause } {
  const at = edition.clauses.findIndex((clause) => clause.id === clauseId);
  return { before: edition.clauses[at - 1], after: edition.clauses[at + 1] };
}

/** The parameters that a clause's obligations and their kinds of evidence name. */
export function parametersOf(edition: EditionData, clauseId: string): EditionData['parameters'] {
  const duties = obligationsOf(edition, clauseId);
  const kinds = new Set(duties.flatMap((duty) => duty.evidence.kinds));
  const named = new Set([
    ...duties.map((duty) => duty.freshness),
    ...edition.evidenceKinds.filter((kind) => kinds.has(kind.id)).map((kind) => kind.freshness),
  ]);
  return edition.parameters.filter((parameter) => named.has(parameter.id));
}
