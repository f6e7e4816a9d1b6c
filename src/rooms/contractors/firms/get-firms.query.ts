import { z } from 'zod';
import { dayOf } from '#kernel/dates.ts';
import { AppError } from '#kernel/errors.ts';
import { may } from '#platform/identity/subject.ts';
import { defineQuery, subjectOf } from '#platform/query.ts';
import { partyOfContract } from '../register/contract.store.ts';
import { FirmsOfContract } from './firm.schema.ts';
import { linksOf, messagesOf, questionsOf } from './firm.store.ts';
import { checkCode, linkState } from './firm-link.rules.ts';
import '../permissions.ts';

/** The links of a contract's firms, what the firms were asked, and what they sent (5f). */
export const getFirms = defineQuery({
  name: 'contractors/get-firms',
  permission: 'contractors:read',
  input: z.strictObject({ contractId: z.uuid() }),
  answer: FirmsOfContract,
  party: ({ contractId }, db) => partyOfContract(db, contractId),
  async run(context, { contractId }) {
    const { db, now } = context;
    const [partyId, links, questions, messages] = await Promise.all([
      partyOfContract(db, contractId),
      linksOf(db, contractId),
      questionsOf(db, contractId),
      messagesOf(db, contractId),
    ]);
    if (partyId === undefined) throw new AppError('platform/not-found');
    return {
      links: links.map(({ revoked, replaced, ...link }) => ({
        ...{ ...link, state: linkState({ endsOn: link.endsOn, revoked, replaced }, dayOf(now)) },
      })),
      questions,
      messages: messages.map(({ sha256, ...message }) => ({ ...message, code: checkCode(sha256) })),
      mayManage: may(subjectOf(context), 'contractors:manage', partyId),
    };
  },
});
