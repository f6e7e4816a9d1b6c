import { dayOf } from '#kernel/dates.ts';
import { AppError } from '#kernel/errors.ts';
import type { CommandContext } from '#platform/command.ts';
import { SHIPPED_SETS } from '../clauses/sets/load-set.ts';
import { CONTRACT_CLAUSES } from '../clauses.ts';
import { describeSet } from '../sets/set.store.ts';
import type { FirmPage } from './firm.schema.ts';
import {
  type LinkedContract,
  linkedContract,
  linkedSet,
  type MessageKind,
  ownLastCertification,
  ownMessages,
  ownQuestions,
} from './firm.store.ts';
import { hashText } from './firm-link.rules.ts';
import '../errors.ts';
import '../permissions.ts';

const MAX_SENT_A_DAY = 40;

/** What every command by the link of a firm has in common. Each use is entered in the ledger. */
export const BY_FIRM_LINK = {
  permission: 'contractors:manage',
  clauses: CONTRACT_CLAUSES,
  storedResponse: () => ({}),
  signInStep: {
    refused: 'contractors/firm-link-unknown',
    statement: ({ token }: { token: string }) => ({ text: 'select contractors.enter_by_firm_link($1) as claims', values: [token] }),
  },
} as const;

/** The contract that the link of this transaction shows. */
export async function getLinked({ db }: CommandContext): Promise<LinkedContract> {
  const linked = await linkedContract(db);
  if (linked === undefined) throw new AppError('contractors/firm-link-unknown');
  return linked;
}

/** The firm's page as its link shows it; with the receipt of `messageId`, however old. */
export async function seenBy({ db, subject }: CommandContext, linked: LinkedContract, messageId?: string): Promise<FirmPage> {
  const { firm, number, title, setId, party, name, capacity, telephone, linkEndsOn } = linked;
  const [questions, messages, certifiedOn, owed] = await Promise.all([
    ownQuestions(db),
    ownMessages(db, messageId),
    ownLastCertification(db),
    linkedSet(db, setId),
  ]);
  const set = owed === undefined ? null : { ...describeSet(owed), ships: SHIPPED_SETS.has(setId) };
  return {
    ...{ linkId: subject.person, firm, number, title, set, party },
    ...{ name, capacity, telephone, linkEndsOn, questions, messages, certifiedOn },
  };
}

/** The ledger entry of a use of a link. */
export const entryOf = ({ contractId, partyId }: LinkedContract, link: string, detail: object) => ({
  ...{ subjectKind: 'contract', subjectId: contractId, partyId },
  detail: { link, ...detail },
});

type Message = { id: string; kind: MessageKind; lines: readonly string[]; questionId?: string; violationId?: string };

/** Queues what a firm sends, and answers its hash. */
export async function writeMessage(context: CommandContext, linked: LinkedContract, message: Message): Promise<string> {
  const { insert, sha256 } = await messageOf(context, linked, message);
  context.write(insert);
  return sha256;
}

/** What a firm sends: a text, stored as it was hashed. `id` comes from the form: sent twice, it is stored once. */
export async function messageOf({ db, subject, now }: CommandContext, linked: LinkedContract, message: Message) {
  const today = dayOf(now);
  // Notices are counted apart: whatever else a firm sent today, it may notify at once.
  const isNotice = (kind: MessageKind) => kind === 'notice';
  const alike = (await ownMessages(db)).filter(({ on, kind }) => on === today && isNotice(kind) === isNotice(message.kind));
  if (alike.length >= MAX_SENT_A_DAY) throw new AppError('contractors/firm-link-too-often');
  const { content, sha256 } = hashText(message.lines);
  const { contractId, partyId, memberId } = linked;
  const insert = db.insertInto('contractors.firm_message').values({
    ...{ id: message.id, link_id: subject.person, contract_id: contractId, party_id: partyId, member_id: memberId, kind: message.kind },
    ...{ question_id: message.questionId ?? null, violation_id: message.violationId ?? null, content, sha256, sent_at: now },
  });
  return { insert, sha256 };
}
