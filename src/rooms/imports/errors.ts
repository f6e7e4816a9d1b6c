import { defineErrors } from '#kernel/errors.ts';

export const importsErrors = defineErrors({
  // Rows cannot be read; `fields` names the first of them by line.
  'imports/table-damaged': 'unprocessable',
  // Everything in the table is there already.
  'imports/nothing-new': 'conflict',
  // Evidence was recorded after the difference was shown.
  'imports/changed-since': 'conflict',
  // More rows than the desk reads at once: the command line takes them.
  'imports/too-many-rows': 'unprocessable',
  // Another file, or another number of rows, was begun under this batch; or it is being taken back.
  'imports/other-batch': 'conflict',
  'imports/already-undone': 'conflict',
  // Somebody wrote, did or was given something at a party of the batch.
  'imports/party-in-use': 'conflict',
  // A file that is neither a table of text nor a workbook.
  'imports/no-table': 'unprocessable',
});
