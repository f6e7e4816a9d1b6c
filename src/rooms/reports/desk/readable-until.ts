import { dayOf, plusDays, plusMonths } from '#kernel/dates.ts';
import { parameterInForce } from '#rooms/policy/index.ts';
import type { ClosedAs } from './report-state.rules.ts';

/** What the period of a closed report depends on. `answeredOn`: the days of the messages to its reporter. `waits`: a message of the reporter was not answered yet. */
type Closed = { closedAs: ClosedAs; closedOn: readonly string[]; answeredOn: readonly string[]; waits: boolean };

/**
 * Until which day a closed report and its answers can be read, and until which day an answer of today can: they are deleted in the night after it. As the database
 * deletes (`retention.rules`): a period of the edition after the last closing, or after the last answer where that is later.
 */
export function readableUntil({ closedAs, closedOn, answeredOn, waits }: Closed, now: Date) {
  const isJunk = closedAs === 'junk' || closedAs === 'unreadable';
  const { value, unit } = parameterInForce(isJunk ? 'report-junk' : 'report-closed', now);
  const after = (day: string) => (unit === 'months' ? plusMonths(day, Number(value)) : plusDays(day, Number(value)));
  const last = [...closedOn, ...answeredOn].sort().at(-1);
  return { until: last === undefined || (waits && !isJunk) ? null : after(last), ifAnswered: after(dayOf(now)) };
}
