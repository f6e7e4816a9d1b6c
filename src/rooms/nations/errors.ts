import { defineErrors } from '#kernel/errors.ts';

export const NATIONS_ERRORS = defineErrors({
  // The table has unreadable rows; `fields` names each by line.
  'nations/table-damaged': 'unprocessable',
  // The table or the correction repeats what is already stored.
  'nations/nothing-new': 'conflict',
  // The stored table changed after the preview.
  'nations/changed-since': 'conflict',
  'nations/already-undone': 'conflict',
  'nations/not-a-nation': 'unprocessable',
  // A row that says unknown with dates or a source, or known without a source.
  'nations/row-contradicts': 'unprocessable',
  'nations/status-of-another-instrument': 'unprocessable',
  'nations/older-than-stored': 'conflict',
  // Another user recorded a row after this reader loaded the table.
  'nations/row-replaced': 'conflict',
  // The row is no statement of the nation that waits: accepted or corrected since, or never one.
  'nations/no-statement': 'conflict',
  // Outreach (5b).
  'nations/outreach-state': 'conflict',
  // Only an Ally or headquarters has the obligation to encourage.
  'nations/not-a-writer': 'unprocessable',
  'nations/not-an-addressee': 'unprocessable',
  'nations/day-to-come': 'unprocessable',
  'nations/before-the-letter': 'unprocessable',
  'nations/unknown-document': 'unprocessable',
  // Joining (6).
  'nations/not-a-joining': 'unprocessable',
  'nations/not-on-the-checklist': 'unprocessable',
  'nations/item-needs-words': 'unprocessable',
  // Acceptance (2, 6): headquarters, operations and firms are bound without one.
  'nations/not-to-accept': 'unprocessable',
  // Action plan (6).
  'nations/plan-of-a-nation': 'unprocessable',
  'nations/ends-before-start': 'unprocessable',
  'nations/plan-state': 'conflict',
  'nations/unknown-clause': 'unprocessable',
  // The crosswalk of the edition has no such chapter for the clause of the measure.
  'nations/unknown-chapter': 'unprocessable',
  'nations/entry-needs-words': 'unprocessable',
  'nations/due-date-needed': 'unprocessable',
  'nations/before-last-entry': 'unprocessable',
  // The label of a letter or a checklist can only narrow.
  'nations/label-narrows': 'unprocessable',
});
