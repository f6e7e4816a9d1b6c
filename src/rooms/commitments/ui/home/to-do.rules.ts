import type { OwnObligation } from '../../matrix/own-clauses-home.schema.ts';

/**
 * What a party has to do next: overdue evidence first, then sources that differ, then what is not or partly met, then what is under way or not reported. What is
 * met, signed as nil, or not asked is left out.
 */
export function toDoOf<One extends Pick<OwnObligation, 'late' | 'differs' | 'status'>>(obligations: readonly One[]): One[] {
  return obligations
    .filter((one) => urgencyOf(one) !== null)
    .toSorted((a, b) => urgencyOf(a)! - urgencyOf(b)! || (a.late ?? '').localeCompare(b.late ?? ''));
}

function urgencyOf({ late, differs, status }: Pick<OwnObligation, 'late' | 'differs' | 'status'>): number | null {
  if (late !== null) return 0;
  if (differs) return 1;
  if (status === 'not-met' || status === 'partly-met') return 2;
  return status === 'not-reported' || status === 'not-started' || status === 'in-progress' ? 3 : null;
}
