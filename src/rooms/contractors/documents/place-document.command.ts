import { sql } from 'kysely';
import { z } from 'zod';
import { AppError } from '#kernel/errors.ts';
import { type CommandContext, defineCommand } from '#platform/command.ts';
import { CONTRACT_CLAUSES } from '../clauses.ts';
import { ContractFields } from '../register/contract.schema.ts';
import { lockContracts, partyOfDocument, recheck, recountCoverage } from './document.store.ts';
import '../errors.ts';
import '../permissions.ts';

const Placing = z.strictObject({ documentId: z.uuid(), number: ContractFields.shape.number });

/** Says by its number which contract of the same party a file belongs to (5f). */
export const placeDocument = defineCommand({
  name: 'contractors/place-document',
  permission: 'contractors:manage',
  clauses: CONTRACT_CLAUSES,
  input: Placing,
  answer: z.object({ documentId: z.string() }),
  party: ({ documentId }, db) => partyOfDocument(db, documentId),
  run: place,
});

async function place({ db, change }: Pick<CommandContext, 'db' | 'change'>, { documentId, number }: z.infer<typeof Placing>) {
  const document = await db
    .selectFrom('contractors.document')
    .select(['contract_id', 'party_id', 'general'])
    .where('id', '=', documentId)
    .executeTakeFirst();
  if (document === undefined) throw new AppError('platform/not-found');
  // In force, many contracts take it over: it is withdrawn first.
  if (document.general === 'in-force') throw new AppError('contractors/not-in-this-state');
  const contract = await db
    .selectFrom('contractors.contract')
    .select('id')
    .where('party_id', '=', document.party_id)
    .where('number', '=', number)
    .executeTakeFirst();
  if (contract === undefined) throw new AppError('contractors/unknown-number');
  const contractId = contract.id;
  const touched = [contractId, document.contract_id].filter((id) => id !== null);
  await lockContracts(db, touched);
  await recheck(db, touched, () =>
    change(db.updateTable('contractors.document').set({ contract_id: contractId, general: null }).where('id', '=', documentId)),
  );
  // The text around what other sets ask is of no use any more.
  await sql`update contractors.finding f set passage = null from contractors.contract c
    where c.id = ${contractId} and f.document_id = ${documentId} and f.set_id <> c.set_id and f.passage is not null`.execute(db);
  await recountCoverage(db, touched);
  return {
    answer: { documentId },
    entry: { subjectKind: 'contract-file', subjectId: documentId, partyId: document.party_id, detail: { contract: contractId } },
  };
}
