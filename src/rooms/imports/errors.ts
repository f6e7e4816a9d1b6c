import { defineErrors } from '#kernel/errors.ts';

export const PAST_ERRORS = defineErrors({
  // Rows cannot be read; `fields` names the first of them by line.
  'past/table-damaged': 'unprocessable',
  // Everything in the table is there already.
  'past/nothing-new': 'conflict',
  // Evidence was recorded after the difference was shown.
  'past/changed-since': 'conflict',
  // More rows than the desk reads at once: the command line takes them.
  'past/too-many-rows': 'unprocessable',
  // Another file, or another number of rows, was begun under this batch; or it is being taken back.
  'past/other-batch': 'conflict',
  'past/already-undone': 'conflict',
  // Somebody wrote, did or was given something at a party of the batch.
  'past/party-in-use': 'conflict',
  // A file that is neither a table of text nor a workbook.
  'past/no-table': 'unprocessable',
});
