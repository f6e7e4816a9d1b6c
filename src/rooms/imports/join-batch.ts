import type { z } from 'zod';
import type { CommandContext } from '#platform/command.ts';
import { currentEdition } from '#rooms/policy/index.ts';
import type { ImportEvidence } from './import.schema.ts';
import { addToBatch, beginBatch, fingerprintOf, type lockBatch } from './import.store.ts';
import type { TableSubject } from './import-columns.schema.ts';

type BatchPart = { subject: TableSubject; batch: Awaited<ReturnType<typeof lockBatch>>; part: number; total: number };

/** Begins the batch of a table, or adds another part to it. Answers its progress. */
export function joinBatch(
  { db, write, now, newId, subject: me }: CommandContext,
  { table, title, batchId = newId() }: z.output<typeof ImportEvidence>,
  { subject, batch, part, total }: BatchPart,
) {
  if (batch === undefined)
    write(
      beginBatch(db, {
        id: batchId,
        subject,
        title,
        sha256: fingerprintOf(table),
        editionId: currentEdition().id,
        total,
        imported: part,
        at: now,
        by: me.person,
      }),
    );
  else write(addToBatch(db, batchId, part));
  return { batchId, imported: (batch?.imported ?? 0) + part, total: batch?.total ?? total };
}
