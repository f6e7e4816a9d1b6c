import { z } from 'zod';
import { AppError } from '#kernel/errors.ts';
import { defineCommand } from '#platform/command.ts';
import { CONTRACT_CLAUSES } from '../clauses.ts';
import { decisionOf, hasPassage } from './coverage.rules.ts';
import {
  findingsOfContract,
  lockContracts,
  lockContractsOfParty,
  lockFinding,
  partyOfDocument,
  recheck,
  recountCoverage,
} from './document.store.ts';
import { contractsNaming } from './general/general.store.ts';
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
 * A person says whether what the program says of a provision is right (5f): that the passage is the provision, or not; null: nobody has said so yet, which undoes a
 * decision. `quote` and `page`: the provision is there in these words, which the program did not find. The latest decision counts, the log has them all. The text
 * around the quote is deleted with the first one. A provision that is missing is missing in every file of the contract.
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
    const isGeneral = document?.general === 'in-force';
    if (isGeneral) await lockContractsOfParty(db, document.party_id);
    if (contractId !== null) await lockContracts(db, [contractId]);
    const found = await lockFinding(db, key);
    if (found === undefined) throw new AppError('platform/not-found');
    if (found.version !== version) throw new AppError('platform/stale', { current: found.version, yours: version });
    const ofContract = contractId === null ? [] : await findingsOfContract(db, contractId);
    const same = ofContract.filter(({ setId, provision }) => setId === key.setId && provision === key.provision);
    // What the reader sees: in the light of the other documents.
    const seen = same.find((one) => one.document === key.documentId) ?? { resolved: found.state, quote: found.quote };
    if (isIt && quote === undefined && !hasPassage({ state: seen.resolved, quote: seen.quote }))
      throw new AppError('contractors/quote-needed');
    const decided = isIt === null ? null : quote === undefined ? decisionOf(isIt, seen.resolved) : 'present';
    const isMissing = (decided ?? found.decided) === 'missing';
    const alsoMissing = same.filter((one) => isMissing && one.resolved === 'missing' && (one.decided ?? 'missing') === 'missing');
    const write = () =>
      change(
        db
          .updateTable('contractors.finding')
          .set(({ eb }) => ({
            ...{ decided, decided_at: decided && now, decided_by: decided && subject.person, version: eb('version', '+', 1) },
            ...{ decided_quote: quote ?? null, decided_page: page ?? null },
            ...(decided !== null && { passage: null }),
          }))
          .where('document_id', 'in', [key.documentId, ...alsoMissing.map((one) => one.document)])
          .where('set_id', '=', key.setId)
          .where('provision', '=', key.provision),
      );
    const contracts = contractId === null ? [] : [contractId];
    await recheck(db, isGeneral ? await contractsNaming(db, document.party_id) : contracts, write);
    await recountCoverage(db, contracts);
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
