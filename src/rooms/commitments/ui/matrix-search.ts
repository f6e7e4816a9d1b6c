import { PARTY_KINDS, type PartyKind } from '#kernel/party-kinds.ts';
import { ORIGINS, STATUSES, type Status } from '#kernel/status.ts';

/** The evidence filters of the matrix: the origin of the status, obligations whose sources differ, openly or with both views recorded, obligations without evidence. */
export const EVIDENCE_FILTERS = [...ORIGINS, 'differ', 'recorded', 'none'] as const;
export type EvidenceFilter = (typeof EVIDENCE_FILTERS)[number];

/** The view of the matrix, as the address holds it. An absent key means no filter. */
export type MatrixSearch = {
  kind?: PartyKind;
  name?: string;
  status?: Status;
  clause?: string;
  evidence?: EvidenceFilter;
  /** Clause ids unfolded, joined by commas, or `all`. */
  open?: string;
};

/** Parses the address by hand: the schema library is too heavy for the first page. Unknown words are dropped. */
export function readMatrixSearch(search: Record<string, unknown>): MatrixSearch {
  const text = (value: unknown) => (typeof value === 'string' && value !== '' && value.length <= 200 ? value : undefined);
  const oneOf = <T extends string>(words: readonly T[], value: unknown) => words.find((word) => word === value);
  return withoutAbsent({
    kind: oneOf(PARTY_KINDS, search.kind),
    name: text(search.name),
    status: oneOf(STATUSES, search.status),
    clause: text(search.clause),
    evidence: oneOf(EVIDENCE_FILTERS, search.evidence),
    open: text(search.open),
  });
}

/** Leaves out what is not set, so that the address stays short. */
export function withoutAbsent(search: MatrixSearch): MatrixSearch {
  return Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined));
}
