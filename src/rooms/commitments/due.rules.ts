import { addMonths, dayOf, endOf } from '#kernel/dates.ts';
import type { Edition } from '#rooms/policy/index.ts';
import type { DueItem } from './dossier/dossier.schema.ts';
import { freshMonths, type ObligationState } from './obligations/obligation-status.rules.ts';

/**
 * When the evidence of a met obligation becomes too old, earliest first. Only evidence that the status rests on is due again: an obligation without evidence
 * has no clock here, because the policy sets none.
 */
export function refreshDue(edition: Edition, state: ObligationState): DueItem[] {
  if (state.status !== 'met' && state.status !== 'met-stale') return [];
  return state.latest
    .flatMap((item): DueItem[] => {
      const months = freshMonths(edition, state.obligation, item.kind);
      if (months === null || !state.decidedBy.includes(item.itemId)) return [];
      return [{ day: dayOf(addMonths(endOf(item.countsOn), months)), textKey: 'due.refresh', values: { kind: item.kind } }];
    })
    .sort((a, b) => (a.day < b.day ? -1 : 1));
}

/** Whether a met obligation rests on evidence that does not age, such as a deposit. */
export function doesNotAge(edition: Edition, state: ObligationState): boolean {
  return (
    state.status === 'met' &&
    state.latest.some((item) => state.decidedBy.includes(item.itemId) && freshMonths(edition, state.obligation, item.kind) === null)
  );
}
