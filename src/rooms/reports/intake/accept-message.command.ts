import { dayOf } from '#kernel/dates.ts';
import { SUPPORT_CLAUSES } from '../clauses.ts';
import { clocksOn } from '../clocks/clock-parameters.ts';
import { spansOf } from '../clocks/due/due.rules.ts';
import { defineAnonymousCommand } from './anonymous-command.ts';
import { FLOOD } from './flood/flood.ts';
import { SendMessage, type SentReport } from './intake.schema.ts';
import { mailboxHash } from './mailbox-hash.ts';
import '../errors.ts';

const bytes = (base64: string) => Buffer.from(base64, 'base64');

/** Stores the next message of a reporter (5e, A1.5), which is due for its readers like a first look. Sent again it changes nothing. */
export const acceptMessage = defineAnonymousCommand({
  name: 'reports/accept-message',
  clauses: SUPPORT_CLAUSES,
  input: SendMessage,
  detail: ({ place }) => ({ place }),
  statement: ({ mailbox, place, encrypted }, action, now) => ({
    text: 'select reports.accept_message($1, $2, $3, $4, $5, $6, $7, $8, $9)',
    values: [
      ...[mailboxHash(mailbox), place, bytes(encrypted), dayOf(now), action.hash, action.salt, action.detail],
      ...[FLOOD.textBytes, JSON.stringify(spansOf(clocksOn(now)))],
    ],
  }),
  answer: (_input, now): SentReport => ({ day: dayOf(now) }),
});
