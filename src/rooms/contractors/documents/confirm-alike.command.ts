import { sql } from 'kysely';
import { z } from 'zod';
import { AppError } from '#kernel/errors.ts';
import { defineCommand } from '#platform/command.ts';
import { CONTRACT_CLAUSES } from '../clauses.ts';
import { lockContracts, partyOfDrop, recountCoverage } from './document.store.ts';
import { ALIKE, sampleOfDrop } from './open-findings.query.ts';
import '../errors.ts';
import '../permissions.ts';

/**
 * Confirms every passage of a drop that reads like the set word for word (5f), once a person has read the sample and found each of it to be the provision.
 * `version` is the number of passages that the person saw waiting.
 */
export const confirmAlike = defineCommand({
  name: 'contractors/confirm-alike',
  permission: 'contractors:manage',
  clauses: CONTRACT_CLAUSES,
  input: z.strictObject({ dropId: z.uuid(), version: z.number().int() }),
  answer: z.object({ confirmed: z.int() }),
  party: ({ dropId }, db) => partyOfDrop(db, dropId),
  async run({ db, subject, now }, { dropId, version }) {
    const partyId = await partyOfDrop(db, dropId);
    if (partyId === undefined) throw new AppError('platform/not-found');
    const { rows: documents } = await sql<{ contract: string }>`select distinct contract_id as contract from contractors.document
      where drop_id = ${dropId} and contract_id is not null`.execute(db);
    const contracts = documents.map(({ contract }) => contract);
    await lockContracts(db, contracts);
    const { rows: waiting } = await sql<{ waiting: number }>`select count(*)::int as waiting from contractors.finding f
      join contractors.document d on d.id = f.document_id join contractors.contract c on c.id = d.contract_id and c.set_id = f.set_id
      where d.drop_id = ${dropId} and ${ALIKE} and f.decided is null`.execute(db);
    if (waiting[0]!.waiting !== version) throw new AppError('platform/stale', { current: waiting[0]!.waiting, yours: version });
    if ((await sampleOfDrop(db, dropId)).some(({ decided }) => decided !== 'present')) throw new AppError('contractors/sample-not-read');
    await sql`update contractors.finding f
      set decided = 'present', decided_at = ${now}, decided_by = ${subject.person}, passage = null, version = f.version + 1
      from contractors.document d, contractors.contract c
      where d.id = f.document_id and c.id = d.contract_id and c.set_id = f.set_id and d.drop_id = ${dropId} and ${ALIKE}
        and f.decided is null`.execute(db);
    await recountCoverage(db, contracts);
    return {
      answer: { confirmed: version },
      entry: { subjectKind: 'contract-drop', subjectId: dropId, partyId, detail: { confirmed: version } },
    };
  },
});
