import { sql } from 'kysely';
import { defineQuery } from '#platform/query.ts';
import { clocksOn } from '../clocks/clock-parameters.ts';
import { ENCRYPTED_ANSWER_SIZES } from '../crypto/sizes.ts';
import { MAILBOX_ANSWER_BYTES, Mailbox, OpenMailbox } from './intake.schema.ts';
import { mailboxHash } from './mailbox-hash.ts';
import '../errors.ts';

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
      found: Mailbox['found'];
    }>`select reports.mailbox(${mailboxHash(mailbox)}, ${ENCRYPTED_ANSWER_SIZES[0]}, ${before}) as found`.execute(db);
    return fillAnswer(rows[0]!.found);
  },
});

/** Fills an answer up to the one length. In a long thread the newest message is requested separately. */
function fillAnswer(found: Mailbox['found']): Mailbox {
  const bytesOf = (answer: Mailbox) => Buffer.byteLength(JSON.stringify(answer));
  const whole: Mailbox = { found, filler: '' };
  const answer = bytesOf(whole) > MAILBOX_ANSWER_BYTES && found !== null ? { found: { ...found, newest: null }, filler: '' } : whole;
  return { ...answer, filler: '0'.repeat(MAILBOX_ANSWER_BYTES - bytesOf(answer)) };
}
