import { sql } from 'kysely';
import { dayOf } from '#kernel/dates.ts';
import { defineQuery } from '#platform/query.ts';
import { clocksOn } from '../clocks/clock-parameters.ts';
import { readableUntil } from '../clocks/due/readable-until.ts';
import { ENCRYPTED_ANSWER_SIZES } from '../crypto/sizes.ts';
import { MAILBOX_ANSWER_BYTES, Mailbox, OpenMailbox } from './intake.schema.ts';
import { mailboxHash } from './mailbox-hash.ts';
import '../errors.ts';

type Found = NonNullable<Mailbox['found']>;
/** As the database returns it: on what the period of a closed report depends, in place of its last day. */
type Stored = Omit<Found, 'until'> & { closed: { closedAs: string; closedOn: string[]; messageOn: string | null } | null };

/**
 * What a code opens (5e). An unknown code, a thread with nothing new and one with a new answer get answers of one length, at the end of a step of time
 * (in-steps.ts): who watches the network learns nothing from them.
 */
export const openMailbox = defineQuery({
  name: 'reports/open-mailbox',
  permission: 'public',
  input: OpenMailbox,
  answer: Mailbox,
  async run({ db, now }, { mailbox }) {
    const before = new Date(now.getTime() - clocksOn(now).dangerMinutes * 60_000);
    const { rows } = await sql<{
      found: Stored | null;
    }>`select reports.mailbox(${mailboxHash(mailbox)}, ${ENCRYPTED_ANSWER_SIZES[0]}, ${before}) as found`.execute(db);
    const stored = rows[0]!.found;
    return fillAnswer(stored && withUntil(stored, now));
  },
});

/**
 * A report that is not closed has no last day, and none has one while a message of its reporter waits. Junk and what was not readable have none here: it would
 * say which of many reports readers saw through. A day that is over says nothing, because a hold keeps the report.
 */
function withUntil({ closed, ...found }: Stored, now: Date): Found {
  if (closed === null || closed.closedAs === 'junk' || closed.closedAs === 'unreadable') return { ...found, until: null };
  const answeredOn = found.messages.filter(({ direction }) => direction === 'to-reporter').map(({ day }) => day);
  const { until } = readableUntil({ ...closed, answeredOn, waits: closed.messageOn !== null }, now);
  return { ...found, until: until !== null && until >= dayOf(now) ? until : null };
}

/** Fills an answer up to the one length. In a long thread the newest message is requested separately. */
function fillAnswer(found: Mailbox['found']): Mailbox {
  const bytesOf = (answer: Mailbox) => Buffer.byteLength(JSON.stringify(answer));
  const whole: Mailbox = { found, filler: '' };
  const answer = bytesOf(whole) > MAILBOX_ANSWER_BYTES && found !== null ? { found: { ...found, newest: null }, filler: '' } : whole;
  return { ...answer, filler: '0'.repeat(MAILBOX_ANSWER_BYTES - bytesOf(answer)) };
}
