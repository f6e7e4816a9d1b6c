import { addMonths, dayOf, endOf } from '#kernel/dates.ts';
import type { Edition } from '#rooms/policy/index.ts';
import type { DueItem } from './dossier/dossier.schema.ts';
import { type DutyStatus, freshMonths } from './obligations/duty-status.rules.ts';

/**
 * When the evidence of a met obligation becomes too old, earliest first. Only evidence that the status rests on is due again: an obligation without evidence
 * has no clock here, because the policy sets none.
 */
export function refreshDue(edition: Edition, duty: DutyStatus): DueItem[] {
  if (duty.status !== 'met' && duty.status !== 'met-stale') return [];
  return duty.latest
    .flatMap((item): DueItem[] => {
      const months = freshMonths(edition, duty.obligation, item.kind);
      if (months === null || !duty.because.includes(item.itemId)) return [];
      return [{ day: dayOf(addMonths(endOf(item.countsOn), months)), textKey: 'due.refresh', values: { kind: item.kind } }];
    })
    .sort((a, b) => (a.day < b.day ? -1 : 1));
}

/** Whether a met obligation rests on evidence that does not age, such as a deposit. */
export function doesNotAge(edition: Edition, duty: DutyStatus): boolean {
  return (
    duty.status === 'met' &&
    duty.latest.some((item) => duty.because.includes(item.itemId) && freshMonths(edition, duty.obligation, item.kind) === null)
  );
}
