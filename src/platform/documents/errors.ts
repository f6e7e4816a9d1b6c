import { defineErrors } from '#kernel/errors.ts';

/** What can go wrong when a document is made. Texts: texts/en.json and fr.json, key `error.<code>`. */
export const documentErrors = defineErrors({
  'documents/not-made': 'unexpected',
  'documents/too-slow': 'unavailable',
  'documents/busy': 'unavailable',
  // This session already has the largest number of documents in progress.
  'documents/yours-under-way': 'unavailable',
  // A file of the right kind that holds no document, or exceeds a limit.
  'documents/unreadable': 'unprocessable',
});
