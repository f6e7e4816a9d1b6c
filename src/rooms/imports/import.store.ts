import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { z } from 'zod';
import { defineSort } from '#platform/db/sort.ts';
import type { Database } from '#platform/db/transaction.ts';
import type { TableSubject } from './import-columns.schema.ts';

/** SHA-256 of a file's text. */
export function fingerprintOf(text: string): Buffer {
  return createHash('sha256').update(text, 'utf8').digest();
}

/** A batch this subject may see, locked until the command ends. */
export function lockBatch(db: Database, id: string) {
  return db.selectFrom('imports.batch').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
}

/** Begins a batch, or adds to the row count of an existing one. */
export function beginBatch(
  db: Database,
  batch: {
    id: string;
    subject: TableSubject;
    title: string;
    sha256: Buffer;
    editionId: string;
    total: number;
    imported: number;
    at: Date;
    by: string;
  },
) {
  return db.insertInto('imports.batch').values({
    id: batch.id,
    subject: batch.subject,
    title: batch.title,
    file_sha256: batch.sha256,
    edition_id: batch.editionId,
    total: batch.total,
    imported: batch.imported,
    started_at: batch.at,
    imported_by: batch.by,
  });
}

/** Adds to the number of imported rows of a batch. */
export function addToBatch(db: Database, id: string, more: number) {
  return db
    .updateTable('imports.batch')
    .set(({ eb }) => ({ imported: eb('imported', '+', more), version: eb('version', '+', 1) }))
    .where('id', '=', id);
}

/** Records what each line became: an evidence item, a party, an account. */
export function insertBatchRows(batchId: string, lines: readonly number[], objects: readonly string[]) {
  return sql`insert into imports.row (batch_id, line, object_id) select ${batchId}::uuid, line, object
    from unnest(${[...lines]}::int[], ${[...objects]}::uuid[]) as imported (line, object)`;
}

/** What the lines of a batch became, in order, a limited number after a given line. */
export async function objectsOf(db: Database, batchId: string, after: number, limit: number): Promise<{ line: number; object: string }[]> {
  const { rows } = await sql<{ line: number; object: string }>`select line, object_id as object from imports.row
    where batch_id = ${batchId} and line > ${after} order by line limit ${limit}`.execute(db);
  return rows;
}

/** The orders of the list of imports; the indexes batch_started, batch_title and batch_imported carry them. */
export const BATCH_SORT = defineSort(
  {
    started: { by: sql`started_at`, part: 'instant' },
    title: { by: sql`title`, part: 'text' },
    rows: { by: sql`imported`, part: 'number' },
  },
  sql`id`,
  '-started',
);

/** A page of batches, newest first or in the order asked for; optionally of one subject. */
export function listBatches(
  db: Database,
  ask: { subject: TableSubject | undefined; sort: z.infer<typeof BATCH_SORT.schema>; after: string | undefined },
  rows: number,
) {
  const { where, order } = BATCH_SORT.from(ask.sort, ask.after);
  const query = db.selectFrom('imports.batch').selectAll().where(where).orderBy(order).limit(rows);
  return (ask.subject === undefined ? query : query.where('subject', '=', ask.subject)).execute();
}
