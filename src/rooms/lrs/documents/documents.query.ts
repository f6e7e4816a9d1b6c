import { z } from 'zod';
import { defineQuery } from '#platform/query.ts';
import { ownerOf } from '../lrs.schema.ts';
import type { Place } from './document.rules.ts';
import { findDocument, namesOf, type Stored } from './document.store.ts';
import '../permissions.ts';

/** One document of a source, or null. */
export const getDocument = defineQuery({
  name: 'lrs/get-document',
  permission: 'lrs:use',
  input: z.custom<Place>(),
  answer: z.custom<Stored | null>(),
  run: async ({ db, subject }, place) => (await findDocument(db, ownerOf(subject).source, place)) ?? null,
});

/** The names of the documents of a scope. */
export const listDocuments = defineQuery({
  name: 'lrs/list-documents',
  permission: 'lrs:use',
  input: z.custom<{ scope: Buffer; registration: string | null; since: string | null }>(),
  answer: z.array(z.string()),
  run: ({ db, subject }, { scope, registration, since }) => namesOf(db, ownerOf(subject).source, scope, registration, since),
});
