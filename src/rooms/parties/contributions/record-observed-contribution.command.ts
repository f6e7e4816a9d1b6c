import { z } from 'zod';
import { AppError } from '#kernel/errors.ts';
import { defineCommand } from '#platform/command.ts';
import { FactDate } from '../party.schema.ts';
import { findParty } from '../party.store.ts';
import '../errors.ts';
import '../permissions.ts';

export const RecordObservedContribution = z.strictObject({
  partyId: z.uuid(),
  operationId: z.uuid(),
  /** Left out where the source gives no date. */
  asOf: FactDate.optional(),
  personnel: z.number().int().min(0).max(9_999_999).optional(),
  note: z.string().trim().min(1).max(2000).optional(),
  source: z.string().trim().min(1).max(2000),
});

/** Records that a source names a nation in an operation. A public fact; no party owes anything because of it. */
export const recordObservedContribution = defineCommand({
  name: 'parties/record-observed-contribution',
  permission: 'parties:register',
  operational: 'register',
  input: RecordObservedContribution,
  answer: z.object({ observedContributionId: z.string() }),
  async run({ db, write, subject, now, newId }, input) {
    const [party, operation, same] = await Promise.all([
      findParty(db, { id: input.partyId }),
      findParty(db, { id: input.operationId }),
      db
        .selectFrom('parties.observed_contribution')
        .select('id')
        .where('party_id', '=', input.partyId)
        .where('operation_id', '=', input.operationId)
        .where('as_of', 'is not distinct from', input.asOf ?? null)
        .executeTakeFirst(),
    ]);
    if (party?.kind !== 'nation') throw new AppError('parties/not-a-nation');
    if (operation?.kind !== 'operation') throw new AppError('parties/not-an-operation');
    if (same !== undefined) throw new AppError('parties/already-recorded');
    const observedContributionId = newId();
    write(
      db.insertInto('parties.observed_contribution').values({
        id: observedContributionId,
        party_id: input.partyId,
        operation_id: input.operationId,
        as_of: input.asOf ?? null,
        personnel: input.personnel ?? null,
        note: input.note ?? null,
        source: input.source,
        recorded_at: now,
        recorded_by: subject.person,
      }),
    );
    return {
      answer: { observedContributionId },
      entry: {
        subjectKind: 'observedContribution',
        subjectId: observedContributionId,
        partyId: input.partyId,
        detail: { operation: operation.code, asOf: input.asOf ?? null },
      },
    };
  },
});
