import { dayOf, plusDays, plusMonths } from '#kernel/dates.ts';
import { parameterInForce } from '#rooms/policy/index.ts';

/** What the period of a closed report depends on. `answeredOn`: the days of the messages to its reporter. `messageOn`: the day of the oldest message of the reporter that waits. `waits`: it was not answered yet. */
type Closed = {
  closedAs: string;
  closedOn: readonly string[];
  answeredOn: readonly string[];
  messageOn: string | null;
  waits: boolean;
};

/**
 * Until which day a closed report and its answers can be read, and until which day an answer of today can: they are deleted in the night after it. As the database
 * deletes (`retention.rules`): a period of the edition after the last closing, or after the last answer where that is later; of an unreadable one also after a message that waits.
 */
export function readableUntil({ closedAs, closedOn, answeredOn, messageOn, waits }: Closed, now: Date) {
  const isJunk = closedAs === 'junk' || closedAs === 'unreadable';
  const { value, unit } = parameterInForce(isJunk ? 'report-junk' : 'report-closed', now);
  const after = (day: string) => (unit === 'months' ? plusMonths(day, Number(value)) : plusDays(day, Number(value)));
  const last = [...closedOn, ...answeredOn, ...(isJunk && messageOn ? [messageOn] : [])].sort().at(-1);
  return { until: last === undefined || (waits && !isJunk) ? null : after(last), ifAnswered: after(dayOf(now)) };
}
