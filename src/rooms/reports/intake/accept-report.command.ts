import { dayOf, plusDays } from '#kernel/dates.ts';
import { SUPPORT_CLAUSES } from '../clauses.ts';
import { clocksOn } from '../clocks/clock-parameters.ts';
import { spansOf } from '../clocks/due/due.rules.ts';
import { defineAnonymousCommand } from './anonymous-command.ts';
import { admitReport, FLOOD, noRoom } from './flood/flood.ts';
import { SendReport, type SentReport } from './intake.schema.ts';
import '../errors.ts';

const bytes = (base64: string) => Buffer.from(base64, 'base64');

/** Stores an encrypted report (5e, A1.5). Sent again it changes nothing: the report's own id is the key. */
export const acceptReport = defineAnonymousCommand({
  name: 'reports/accept-report',
  clauses: SUPPORT_CLAUSES,
  input: SendReport,
  detail: ({ report }) => ({ report }),
  admission: admitReport,
  refuseOnLowDisk: ({ danger }) => (danger ? null : noRoom()),
  statement: ({ report, channel, manifest, body, wraps, mailbox, danger }, action, now) => ({
    text: 'select reports.accept_report($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)',
    values: [
      report,
      channel,
      manifest,
      dayOf(now),
      plusDays(dayOf(now), spansOf(clocksOn(now)).look),
      bytes(body),
      wraps.map(({ reader }) => reader),
      wraps.map((wrap) => bytes(wrap.bytes)),
      bytes(mailbox.idHash),
      bytes(mailbox.verifyKey),
      bytes(mailbox.letter),
      danger ? now : null,
      action.hash,
      action.salt,
      action.detail,
    ],
  }),
  afterwards: ({ report, container }, now) =>
    container === undefined
      ? null
      : {
          text: 'select reports.open_container($1, $2, $3, $4, $5)',
          values: [report, container.bytes, bytes(container.ticketHash), dayOf(now), FLOOD.fileBytes],
        },
  answer: (_input, now): SentReport => ({ day: dayOf(now) }),
});
