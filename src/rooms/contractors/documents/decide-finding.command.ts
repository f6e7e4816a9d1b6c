import { z } from 'zod';
import { AppError } from '#kernel/errors.ts';
import { defineCommand } from '#platform/command.ts';
import { CONTRACT_CLAUSES } from '../clauses.ts';
import { decisionOf } from './coverage.rules.ts';
import { isFound, lockContracts, lockContractsOfParty, lockFinding, partyOfDocument, recountCoverage } from './document.store.ts';
import { recheck } from './general/general.store.ts';
import '../errors.ts';
import '../permissions.ts';

// A provision of which the program found no passage is present only with the words of it, so that another person can look them up.
const INPUT = z
  .strictObject({
    documentId: z.uuid(),
    setId: z.string().min(1).max(64),
    provision: z.string().min(1).max(64),
    isIt: z.boolean().nullable(),
    quote: z.string().trim().min(1).max(300).optional(),
    page: z.int().min(1).max(100_000).optional(),
    version: z.number().int(),
  })
  .refine(({ isIt, quote, page }) => (quote === undefined ? page === undefined : isIt === true), {
    error: 'quote-of-a-yes',
    path: ['quote'],
  });

/**
 * A person says whether a passage is the provision that the set asks for (5f); null: nobody has said so yet, which undoes a decision. The latest decision counts,
 * the log has them all. The text around the quote is deleted with the first one. `quote` and `page`: where the
 * person found what the program did not.
 */
export const decideFinding = defineCommand({
  name: 'contractors/decide-finding',
  permission: 'contractors:manage',
  clauses: CONTRACT_CLAUSES,
  input: INPUT,
  answer: z.object({ documentId: z.string(), version: z.int() }),
  party: ({ documentId }, db) => partyOfDocument(db, documentId),
  async run({ db, change, subject, now }, { isIt, version, quote, page, ...key }) {
    const document = await db
      .selectFrom('contractors.document')
      .select(['contract_id', 'party_id', 'general'])
      .where('id', '=', key.documentId)
      .executeTakeFirst();
    const contractId = document?.contract_id ?? null;
    if (document?.general === 'in-force') await lockContractsOfParty(db, document.party_id);
    if (contractId !== null) await lockContracts(db, [contractId]);
    const found = await lockFinding(db, key);
    if (found === undefined) throw new AppError('platform/not-found');
    if (found.version !== version) throw new AppError('platform/stale', { current: found.version, yours: version });
    if (isIt && quote === undefined && !(await isFound(db, key, contractId))) throw new AppError('contractors/quote-needed');
    const decided = isIt === null ? null : decisionOf(isIt, found.state);
    const write = () =>
      change(
        db
          .updateTable('contractors.finding')
          .set({
            ...{ decided, decided_at: decided && now, decided_by: decided && subject.person, version: version + 1 },
            ...{ decided_quote: quote ?? null, decided_page: page ?? null },
            ...(decided !== null && { passage: null }),
          })
          .where('document_id', '=', key.documentId)
          .where('set_id', '=', key.setId)
          .where('provision', '=', key.provision),
      );
    if (document?.general === 'in-force') await recheck(db, document.party_id, write);
    else await write();
    if (contractId !== null) await recountCoverage(db, contractId);
    return {
      answer: { documentId: key.documentId, version: version + 1 },
      entry: {
        subjectKind: 'contract-file',
        subjectId: key.documentId,
        partyId: found.partyId,
        detail: { contract: contractId, set: key.setId, provision: key.provision, decided, before: found.decided },
      },
    };
  },
});
