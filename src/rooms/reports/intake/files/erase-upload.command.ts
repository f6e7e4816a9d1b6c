import { dayOf } from '#kernel/dates.ts';
import { SUPPORT_CLAUSES } from '../../clauses.ts';
import { defineAnonymousCommand } from '../anonymous-command.ts';
import { mailboxHash as hashOf } from '../mailbox-hash.ts';
import { AskUpload } from './files.schema.ts';
import '../../errors.ts';

/** Erases the files of a report while its reporter still holds the upload ticket (5e). The text stays. */
export const eraseUpload = defineAnonymousCommand({
  name: 'reports/erase-upload',
  clauses: SUPPORT_CLAUSES,
  input: AskUpload,
  detail: () => ({}),
  refuseOnLowDisk: () => null,
  statement: ({ ticket }, action, now) => ({
    text: 'select reports.erase_upload($1, $2, $3, $4, $5)',
    values: [hashOf(ticket), dayOf(now), action.hash, action.salt, action.detail],
  }),
  answer: (_input, now) => ({ day: dayOf(now) }),
});
