import { accept, type Decision, refuse } from '#kernel/decision.ts';
import type { OperationDates, PartyFacts } from '../party.schema.ts';
import { firstDay, lastDay, overlaps } from '../party-status.rules.ts';

/**
 * Whether a person may confirm this contribution: the party is a nation, it joins an operation, within the dates of the operation, and overlaps no other one.
 */
export function decideContribution(
  party: Pick<PartyFacts, 'kind' | 'contributions'>,
  operation: string | null,
  operations: OperationDates,
  period: { from: string; to: string | null },
): Decision<true> {
  if (party.kind !== 'nation') return refuse('parties/not-a-nation');
  const dates = operation === null ? undefined : operations.get(operation);
  if (operation === null || dates === undefined) return refuse('parties/not-an-operation');
  if (period.to !== null && period.to < period.from) return refuse('parties/ends-before-start');
  const begins = dates.from === null || firstDay(dates.from) <= period.from;
  const ends = dates.to === null || period.from <= lastDay(dates.to);
  if (!begins || !ends) return refuse('parties/outside-operation', { operation });
  if (overlaps(party.contributions, { operation, ...period })) return refuse('parties/overlapping', { operation });
  return accept(true);
}

/** Whether a contribution may end on this day. */
export function decideEnd(contribution: { from: string }, to: string): Decision<true> {
  return to < contribution.from ? refuse('parties/ends-before-start') : accept(true);
}
