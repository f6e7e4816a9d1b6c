import { defineErrors } from '#kernel/errors.ts';

export const importsErrors = defineErrors({
  // The table has unreadable rows; `fields` names the first of them by line.
  'imports/table-damaged': 'unprocessable',
  // Everything in the table is already stored.
  'imports/nothing-new': 'conflict',
  // Evidence was recorded after the preview.
  'imports/changed-since': 'conflict',
  // More rows than are read at once.
  'imports/too-many-rows': 'unprocessable',
  // The same on the command line.
  'imports/too-many-for-command': 'unprocessable',
  // This batch was begun with another file or another number of rows, or it is being undone.
  'imports/other-batch': 'conflict',
  'imports/already-undone': 'conflict',
  // A party of the batch has records or grants.
  'imports/party-in-use': 'conflict',
  // A file that is neither a text table nor a workbook.
  'imports/no-table': 'unprocessable',
});
