import { sql } from 'kysely';
import { z } from 'zod';
import { AppError } from '#kernel/errors.ts';
import { defineCommand } from '#platform/command.ts';
import { CONTRACT_CLAUSES } from '../../clauses.ts';
import { findingsOfContracts, partyOfDocument, recountCoverage } from '../document.store.ts';
import { confirmedIn, contractsNaming, getConditions, waitingIn } from './general.store.ts';
import '../../errors.ts';
import '../../permissions.ts';

/**
 * Confirms for every contract what it takes over from general conditions, once a person confirmed it in the conditions and has seen which contracts name them (5f).
 * `version` is the number of provisions that the person saw waiting.
 */
export const confirmGeneral = defineCommand({
  name: 'contractors/confirm-general',
  permission: 'contractors:manage',
  clauses: CONTRACT_CLAUSES,
  input: z.strictObject({ documentId: z.uuid(), version: z.number().int() }),
  answer: z.object({ confirmed: z.int() }),
  party: ({ documentId }, db) => partyOfDocument(db, documentId),
  async run({ db, subject, now }, { documentId, version }) {
    const { party_id: partyId } = await getConditions(db, documentId);
    const found = await findingsOfContracts(db, await contractsNaming(db, partyId));
    const waiting = waitingIn(found, documentId, await confirmedIn(db, documentId));
    if (waiting.length !== version) throw new AppError('platform/stale', { current: waiting.length, yours: version });
    await sql`update contractors.finding f
      set decided = 'present', decided_at = ${now}, decided_by = ${subject.person}, passage = null, version = f.version + 1
      from unnest(${waiting.map(({ document }) => document)}::uuid[], ${waiting.map(({ setId }) => setId)}::text[],
        ${waiting.map(({ provision }) => provision)}::text[]) as one (document, set_id, provision)
      where f.document_id = one.document and f.set_id = one.set_id and f.provision = one.provision`.execute(db);
    const touched = new Set(waiting);
    const ids = [...found].flatMap(([id, all]) => (all.some((one) => touched.has(one)) ? id : []));
    await recountCoverage(db, ids);
    return {
      answer: { confirmed: version },
      entry: { subjectKind: 'contract-file', subjectId: documentId, partyId, detail: { confirmed: version } },
    };
  },
});
