import { defineErrors } from '#kernel/errors.ts';

/** What can go wrong when a document is made. Texts: texts/en.json and fr.json, key `error.<code>`. */
export const documentErrors = defineErrors({
  'documents/not-made': 'unexpected',
  'documents/too-slow': 'unavailable',
  'documents/busy': 'unavailable',
  // Of this session, as many are made or read already as may be.
  'documents/yours-under-way': 'unavailable',
  // A file of the right kind that holds no document, or more than is read.
  'documents/unreadable': 'unprocessable',
});
