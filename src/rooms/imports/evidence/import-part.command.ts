import { dayOf } from '#kernel/dates.ts';
import { AppError } from '#kernel/errors.ts';
import { defineCommand } from '#platform/command.ts';
import { findExcluded } from '#rooms/evidence/index.ts';
import { partiesByCode } from '#rooms/parties/index.ts';
import { currentEdition } from '#rooms/policy/index.ts';
import { ImportPart, ImportProgress } from '../import.schema.ts';
import { addToBatch, beginBatch, lockBatch } from '../import.store.ts';
import { importRows } from './import-rows.ts';
import '../errors.ts';
import '../permissions.ts';

/** Imports one part of a long file; the first part begins the batch. Used by the command line (`manumit table import`); the rows were previewed. */
export const importPart = defineCommand({
  name: 'imports/import-part',
  permission: 'imports:run',
  clauses: (_input, entry) => entry.clauses ?? [],
  input: ImportPart,
  answer: ImportProgress,
  async run(context, { batchId, title, fileSha256, total, rows }) {
    const { db, write, now, subject } = context;
    const [batch, parties] = [await lockBatch(db, batchId), await partiesByCode(db)];
    const other =
      batch &&
      (!batch.file_sha256.equals(Buffer.from(fileSha256, 'hex')) ||
        batch.total !== total ||
        batch.undone_by !== null ||
        batch.subject !== 'evidence');
    if (other || (batch?.imported ?? 0) + rows.length > total) throw new AppError('imports/other-batch');
    const edition = currentEdition();
    const today = dayOf(now);
    for (const { party, content } of rows) {
      if (!parties.has(party) || content.editionId !== edition.id || content.date > today || (content.asOf ?? '') > today)
        throw new AppError('imports/table-damaged', { count: 1 });
      if (findExcluded(content, edition).length > 0) throw new AppError('imports/table-damaged', { count: 1 });
    }
    if (batch === undefined)
      write(
        beginBatch(db, {
          id: batchId,
          subject: 'evidence',
          title,
          sha256: Buffer.from(fileSha256, 'hex'),
          editionId: edition.id,
          total,
          imported: rows.length,
          at: now,
          by: subject.person,
        }),
      );
    else write(addToBatch(db, batchId, rows.length));
    const { clauses, detail } = importRows(context, batchId, rows, parties);
    return {
      answer: { batchId, imported: (batch?.imported ?? 0) + rows.length, total },
      entry: { subjectKind: 'import', subjectId: batchId, partyId: null, clauses, detail: { title, ...detail } },
    };
  },
});
