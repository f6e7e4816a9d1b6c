import { z } from 'zod';
import { defineCommand } from '#platform/command.ts';
import { FileName } from '#rooms/evidence/index.ts';
import { CONTRACT_CLAUSES } from '../clauses.ts';
import { ReadFile } from './document.schema.ts';
import { recountCoverage } from './document.store.ts';
import '../errors.ts';
import '../permissions.ts';

/** Records what was read in a file of a contract (5f). The file itself is not kept. */
export const recordDocument = defineCommand({
  name: 'contractors/record-document',
  permission: 'contractors:manage',
  clauses: CONTRACT_CLAUSES,
  input: z.strictObject({
    partyId: z.uuid(),
    dropId: z.uuid(),
    name: FileName,
    file: z.custom<ReadFile>((given) => given instanceof ReadFile),
  }),
  answer: z.object({ documentId: z.string() }),
  party: ({ partyId }) => partyId,
  async run({ db, change, subject, now, newId }, { partyId, dropId, name, file }) {
    const { answer, sha256 } = file;
    const [only, ...others] = answer.named;
    const contract =
      only === undefined || others.length > 0
        ? undefined
        : await db
            .selectFrom('contractors.contract')
            .select('id')
            .where('party_id', '=', partyId)
            .where('number', '=', only)
            .forUpdate()
            .executeTakeFirst();
    const contractId = contract?.id ?? null;
    const documentId = newId();
    await change(
      db.insertInto('contractors.document').values({
        ...{ id: documentId, party_id: partyId, contract_id: contractId, drop_id: dropId, name, sha256 },
        ...{ title: answer.title, dated: answer.dated, pages: answer.pages, scanned: answer.scanned, unread: answer.unread },
        likely: [...(contractId === null ? answer.named : [])],
        ...{ read_at: now, read_by: subject.person },
      }),
    );
    const findings = answer.checks.flatMap(({ setId, version, findings: found }) =>
      found.map(({ passage, state, ...one }) => ({
        ...{ document_id: documentId, party_id: partyId, set_id: setId, set_version: version, found: state, ...one },
        difference: one.difference?.slice(0, 1_000) ?? null,
        passage: passage === null ? null : JSON.stringify(passage),
      })),
    );
    if (findings.length > 0) await change(db.insertInto('contractors.finding').values(findings));
    if (contractId !== null) await recountCoverage(db, contractId);
    return {
      answer: { documentId },
      entry: {
        subjectKind: 'contract-file',
        subjectId: documentId,
        partyId,
        detail: { sha256, contract: contractId, drop: dropId, ...(answer.unread !== null && { unread: answer.unread }) },
      },
    };
  },
});
