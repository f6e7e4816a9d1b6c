import { lastDayOf, plusMonths } from '#kernel/dates.ts';
import type { Status } from '#kernel/status.ts';
import type { Edition } from '#rooms/policy/index.ts';
import { isVoluntary } from './commitments.rules.ts';
import type { DueItem } from './dossier/dossier.schema.ts';
import { freshMonths, type ObligationState } from './obligations/obligation-status.rules.ts';

// Silence has no clock here, because the policy sets none. A nil return lapses instead of becoming too old.
const WITHOUT_CLOCK: readonly Status[] = ['not-applicable', 'not-reported', 'zero-received', 'nothing-to-report'];

/** When the evidence of an obligation becomes too old, earliest first. Only evidence that the status rests on is due again, whatever it says; nothing voluntary is. */
export function refreshDue(edition: Edition, state: ObligationState, now: Date): DueItem[] {
  if (isVoluntary(state.commitment) || WITHOUT_CLOCK.includes(state.status)) return [];
  return state.latest
    .flatMap((item): DueItem[] => {
      const months = freshMonths(edition, state.obligation, item.kind, now);
      if (months === null || !state.decidedBy.includes(item.itemId)) return [];
      return [{ day: plusMonths(lastDayOf(item.countsOn), months), textKey: 'due.refresh', values: { kind: item.kind } }];
    })
    .sort((a, b) => (a.day < b.day ? -1 : 1));
}

/** Since which day evidence that the status rests on is too old; null where none is. The mark keeps its place and shows the day. */
export function lateSince(edition: Edition, state: ObligationState, now: Date): string | null {
  return state.stale.length === 0 ? null : (refreshDue(edition, state, now)[0]?.day ?? null);
}

/** Whether a met obligation rests on evidence that does not age, such as a deposit. */
export function doesNotAge(edition: Edition, state: ObligationState, now: Date): boolean {
  return (
    state.status === 'met' &&
    state.latest.some((item) => state.decidedBy.includes(item.itemId) && freshMonths(edition, state.obligation, item.kind, now) === null)
  );
}
