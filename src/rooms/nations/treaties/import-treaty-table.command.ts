import { AppError } from '#kernel/errors.ts';
import { defineCommand } from '#platform/command.ts';
import { currentEdition } from '#rooms/policy/index.ts';
import { compareWithStored, faultFields } from './compare-table.ts';
import { ImportAnswer, ImportTreatyTable } from './import.schema.ts';
import { decidesRatification, recordRatification, TREATY_EVIDENCE } from './ratification-evidence.ts';
import { keyOfFact } from './treaty.rules.ts';
import { addActions, addCrosschecks, fingerprintOf, lockTable, readCountingEvidence, readTableVersion } from './treaty.store.ts';
import type { TreatyCell } from './treaty-table.schema.ts';
import '../errors.ts';
import '../permissions.ts';

/** Imports a newer treaty table as one batch that can be undone, and creates evidence for each nation it changes. */
export const importTreatyTable = defineCommand({
  name: 'nations/import-treaty-table',
  permission: 'nations:import',
  clauses: () => currentEdition().acts.treaties,
  input: ImportTreatyTable,
  answer: ImportAnswer,
  async run(context, input) {
    const { db, write, subject, now, newId } = context;
    await lockTable(db);
    const [{ comparison, crosschecks, faults, actions, current, nations }, tableVersion, counting] = await Promise.all([
      compareWithStored(db, input),
      readTableVersion(db),
      readCountingEvidence(db, 'public-source'),
    ]);
    if (faults.length > 0)
      throw new AppError('nations/table-damaged', { count: faults.length, fields: faultFields(subject.language, faults) });
    if (input.against !== undefined && input.against !== tableVersion) throw new AppError('nations/changed-since');
    const facts = [...comparison.added, ...comparison.changed.map((one) => one.fact)];
    if (facts.length === 0) throw new AppError('nations/nothing-new');

    const batchId = newId();
    write(
      db
        .insertInto('nations.import_batch')
        .values({ id: batchId, title: input.title, table_sha256: fingerprintOf(input.table), applied_at: now, applied_by: subject.person }),
    );
    const before = new Map(current.map((row) => [keyOfFact(row), row]));
    const rows = facts.map((fact) => ({ fact, partyId: nations.get(fact.iso2)!, supersedes: before.get(keyOfFact(fact))?.id ?? null }));
    addActions(context, rows, { batchId });
    addCrosschecks(context, batchId, crosschecks, nations);

    const after = Map.groupBy(
      [
        ...actions,
        ...rows.map(({ fact, partyId }) => ({
          partyId,
          instrument: fact.instrument,
          cell: fact as TreatyCell,
          origin: 'public-source' as const,
        })),
      ],
      (row) => row.partyId,
    );
    const touched = new Set(rows.filter(({ fact }) => decidesRatification(fact.instrument)).map((row) => row.partyId));
    // Later rows of the list replace earlier ones of the same instrument.
    for (const partyId of touched)
      recordRatification(context, partyId, after.get(partyId)!, {
        batchId,
        counting: counting.get(partyId),
        reason: input.title,
      });
    const counts = { added: comparison.added.length, changed: comparison.changed.length, unapplied: comparison.unapplied.length };
    return {
      answer: { batchId, version: 1, ...counts },
      entry: {
        subjectKind: 'import',
        subjectId: batchId,
        partyId: null,
        evidenceKind: TREATY_EVIDENCE,
        detail: { title: input.title, ...counts },
      },
    };
  },
});
