import { z } from 'zod';
import { defineQuery } from '#platform/query.ts';
import { ownerOf } from '../lrs.schema.ts';
import { findStatements } from './find.store.ts';
import { attachmentsWith, findStatement, statementsOf } from './statement.store.ts';
import type { Wanted } from './statement-filter.rules.ts';
import '../permissions.ts';

// Statements are returned as the text they were stored as. Parsing and serialising each again would cost more than finding it.
const Found = z.array(z.custom<{ id: string; statement: string; storedAt: Date }>());
const Files = z.array(z.custom<{ sha2: string; content: Buffer }>());

/** Reads one row more than the page holds, to know whether there is another page. */
export const listStatements = defineQuery({
  name: 'lrs/list-statements',
  permission: 'lrs:use',
  input: z.custom<Omit<Wanted, 'source'>>(),
  answer: Found,
  run: ({ db, subject }, wanted) => findStatements(db, { ...wanted, source: ownerOf(subject).source }),
});

/** One statement by its id, and whether it was voided. */
export const getStatement = defineQuery({
  name: 'lrs/get-statement',
  permission: 'lrs:use',
  input: z.strictObject({ id: z.string() }),
  answer: z.custom<{ statement: string; storedAt: Date; voided: boolean } | null>(),
  run: async ({ db, subject }, { id }) => (await findStatement(db, ownerOf(subject).source, id)) ?? null,
});

/** What is stored already under these ids. */
export const getKnown = defineQuery({
  name: 'lrs/get-known',
  permission: 'lrs:use',
  input: z.strictObject({ ids: z.array(z.string()) }),
  answer: z.array(z.object({ id: z.string(), statement: z.string() })),
  run: ({ db, subject }, { ids }) => statementsOf(db, ownerOf(subject).source, ids),
});

/** The files of statements, by hash. */
export const getAttachments = defineQuery({
  name: 'lrs/get-attachments',
  permission: 'lrs:use',
  input: z.strictObject({ hashes: z.array(z.string()) }),
  answer: Files,
  run: ({ db, subject }, { hashes }) => attachmentsWith(db, ownerOf(subject).source, hashes),
});
