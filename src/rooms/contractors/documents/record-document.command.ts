import { sql } from 'kysely';
import { z } from 'zod';
import { AppError } from '#kernel/errors.ts';
import { defineCommand } from '#platform/command.ts';
import type { Database } from '#platform/db/transaction.ts';
import { FileName } from '#rooms/evidence/index.ts';
import { CONTRACT_CLAUSES } from '../clauses.ts';
import { ReadFile } from './document.schema.ts';
import { lockContracts, recheck, recountCoverage } from './document.store.ts';
import { contractsNaming } from './general/general.store.ts';
import '../errors.ts';
import '../permissions.ts';

/**
 * Records what was read in a file of a contract (5f). The file itself is not kept. `documentId`: it was read before, and what it says of further sets is added.
 */
export const recordDocument = defineCommand({
  name: 'contractors/record-document',
  permission: 'contractors:manage',
  clauses: CONTRACT_CLAUSES,
  input: z.strictObject({
    partyId: z.uuid(),
    dropId: z.uuid(),
    name: FileName,
    file: z.custom<ReadFile>((given) => given instanceof ReadFile),
    documentId: z.uuid().nullable(),
  }),
  answer: z.object({ documentId: z.string() }),
  party: ({ partyId }) => partyId,
  async run({ db, change, subject, now, newId }, { partyId, dropId, name, file, documentId: known }) {
    const { answer, sha256 } = file;
    const read = known === null ? null : await readBefore(db, partyId, known, sha256);
    const contractId = read === null ? await contractNamed(db, partyId, answer.named) : read.contract_id;
    const documentId = known ?? newId();
    const findings = answer.checks.flatMap(({ setId, version, findings: found }) =>
      found.map(({ passage, state, ...one }) => ({
        ...{ document_id: documentId, party_id: partyId, set_id: setId, set_version: version, found: state, ...one },
        difference: one.difference?.slice(0, 1_000) ?? null,
        passage: passage === null ? null : JSON.stringify(passage),
      })),
    );
    const write = async () => {
      if (known === null)
        await change(
          db.insertInto('contractors.document').values({
            ...{ id: documentId, party_id: partyId, contract_id: contractId, drop_id: dropId, name, sha256 },
            ...{ title: answer.title, dated: answer.dated, pages: answer.pages, scanned: answer.scanned, unread: answer.unread },
            ocr_pages: [...answer.ocrPages],
            links: answer.links === null ? null : JSON.stringify(answer.links),
            likely: [...(contractId === null ? answer.named : [])],
            ...{ read_at: now, read_by: subject.person },
          }),
        );
      else if (answer.links !== null)
        await sql`update contractors.document set links = jsonb_set(links, '{sets}', links -> 'sets' || ${JSON.stringify(answer.links.sets)}::jsonb)
          where id = ${documentId} and links is not null`.execute(db);
      if (findings.length > 0)
        await db
          .insertInto('contractors.finding')
          .values(findings)
          .onConflict((rows) => rows.doNothing())
          .execute();
    };
    const naming = read?.general === 'in-force' ? await contractsNaming(db, partyId) : [];
    await recheck(db, contractId === null ? naming : [contractId], write);
    if (contractId !== null) await recountCoverage(db, [contractId]);
    return {
      answer: { documentId },
      entry: {
        subjectKind: 'contract-file',
        subjectId: documentId,
        partyId,
        detail: {
          sha256,
          contract: contractId,
          drop: dropId,
          sets: answer.checks.map(({ setId }) => setId),
          ...(answer.unread !== null && { unread: answer.unread }),
        },
      },
    };
  },
});

/** The one contract that a file names, locked. */
async function contractNamed(db: Database, partyId: string, [only, ...others]: readonly string[]): Promise<string | null> {
  if (only === undefined || others.length > 0) return null;
  const named = db.selectFrom('contractors.contract').select('id').where('party_id', '=', partyId).where('number', '=', only);
  return (await named.forUpdate().executeTakeFirst())?.id ?? null;
}

/** A document that was read before; its contract is locked. */
async function readBefore(db: Database, partyId: string, documentId: string, sha256: string) {
  const read = db
    .selectFrom('contractors.document')
    .select(['contract_id', 'general'])
    .where('id', '=', documentId)
    .where('party_id', '=', partyId);
  const found = await read.where('sha256', '=', sha256).executeTakeFirst();
  if (found === undefined) throw new AppError('platform/not-found');
  if (found.contract_id !== null) await lockContracts(db, [found.contract_id]);
  return found;
}
