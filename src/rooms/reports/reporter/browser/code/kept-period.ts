import type { PublicChannel } from '../../../intake/intake.schema.ts';
import { element } from '../dom.ts';
import { dayIn, type Words } from '../words.ts';

/** How long a report is kept: `keptMonths` after its closing or a later answer, and junk for `junkDays`. */
export type KeepingClocks = Pick<PublicChannel['clocks'], 'keptMonths' | 'junkDays'>;

/** Says until which day a report and its answers can be read, or how long they are kept where no day is known yet. */
export function keptNode(words: Words, { keptMonths, junkDays }: KeepingClocks, until: string | null = null): HTMLElement {
  const said = until === null ? words('sent.kept', { months: keptMonths, days: junkDays }) : words('until', { day: dayIn(until) });
  return element('p', {}, said);
}
