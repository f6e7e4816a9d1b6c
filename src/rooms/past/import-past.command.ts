import { AppError } from '#kernel/errors.ts';
import { defineCommand } from '#platform/command.ts';
import { sayFault } from '#rooms/parties/index.ts';
import { currentEdition } from '#rooms/policy/index.ts';
import { comparePast } from './compare-past.ts';
import { ImportPast, MOST_ROWS, Taken } from './past.schema.ts';
import { beginBatch, fingerprintOf } from './past.store.ts';
import { takeRows } from './take-rows.ts';
import './errors.ts';
import './permissions.ts';

/** Takes in a short table as it was previewed, whole or not at all. */
export const importPast = defineCommand({
  name: 'past/import-past',
  permission: 'past:import',
  clauses: (_input, entry) => entry.clauses ?? [],
  input: ImportPast,
  answer: Taken,
  async run(context, { table, title, against }) {
    const { db, write, now, newId, subject } = context;
    const { rows, faults, known, mark, parties } = await comparePast(db, table, now);
    if (faults.length > 0) {
      const fields = faults
        .slice(0, 20)
        .map((fault) => ({ path: `${fault.line}`, code: fault.code, message: sayFault(subject.language, fault) }));
      throw new AppError('past/table-damaged', { count: faults.length, fields });
    }
    if (mark !== against) throw new AppError('past/changed-since');
    const fresh = rows.filter(({ line }) => !known.has(line));
    if (fresh.length === 0) throw new AppError('past/nothing-new');
    if (fresh.length > MOST_ROWS) throw new AppError('past/too-many-rows', { most: MOST_ROWS });
    const batchId = newId();
    const [sha256, total] = [fingerprintOf(table), fresh.length];
    write(beginBatch(db, { id: batchId, title, sha256, editionId: currentEdition().id, total, taken: total, at: now, by: subject.person }));
    const { clauses, detail } = takeRows(context, batchId, fresh, parties);
    return {
      answer: { batchId, taken: total, total },
      entry: { subjectKind: 'import', subjectId: batchId, partyId: null, clauses, detail: { title, ...detail } },
    };
  },
});
