import { z } from 'zod';
import { AppError } from '#kernel/errors.ts';
import { type CommandContext, defineCommand } from '#platform/command.ts';
import { readRegister } from '#rooms/parties/index.ts';
import { currentEdition } from '#rooms/policy/index.ts';
import { answersOf } from '../answers/answer.store.ts';
import { answered, storeAnswers } from '../answers/answer-question.command.ts';
import { citedIn, provisionsFor } from '../answers/provisions/provision.rules.ts';
import { provisionsOf } from '../answers/provisions/provision.store.ts';
import { AnswerFields, StoredAnswer } from '../return.schema.ts';
import { findReturn, type ReturnRecord } from '../return.store.ts';
import { questionOf } from '../return-action.ts';
import { viewAnswer, viewProvision, viewSection } from '../return-view.ts';
import { findLink, type LinkRecord, setLinkTime } from './link.store.ts';
import { LinkedSection } from './linked-section.schema.ts';
import '../errors.ts';
import '../permissions.ts';

export const Token = z.string().min(20).max(100);
type Use = 'look' | 'accept' | 'answer' | 'hand-back';

/** Authenticates by a link. Each use is recorded. */
export const signInByLink = (use: Use) => ({
  refused: 'returns/link-closed' as const,
  statement: (input: { token: string; questionId?: string }) => ({
    text: 'select returns.enter_by_link($1, $2, $3) as claims',
    values: [input.token, use, input.questionId ?? null],
  }),
});

/** The link that opened a transaction, and its return. Row-level security shows no other. */
export async function openedBy({ db, subject }: CommandContext): Promise<{ link: LinkRecord; found: ReturnRecord }> {
  const link = await findLink(db, subject.person);
  const found = link && (await findReturn(db, link.returnId));
  if (found === undefined) throw new AppError('returns/link-closed');
  return { link: link!, found };
}

/** The ledger entry for a use of a link. */
export const entryOf = ({ link, found }: { link: LinkRecord; found: ReturnRecord }, use: Use) => ({
  subjectKind: 'return',
  subjectId: found.id,
  partyId: found.partyId,
  detail: { link: link.id, section: link.sectionId, use },
});
const CLAUSES = () => currentEdition().acts.implementation;

/** What a link opens, in its current state. A link sees only its own name among the authors. */
export async function seenBy({ db }: CommandContext, { link, found }: { link: LinkRecord; found: ReturnRecord }): Promise<LinkedSection> {
  const section = found.questionnaire.sections.find(({ id }) => id === link.sectionId)!;
  const party = (await readRegister(db, { ids: [found.partyId] })).parties[0];
  const own = new Map([[link.id, link.name]]);
  const cited = citedIn(await provisionsOf(db, found), found.period);
  return {
    party: party?.name ?? { en: '', fr: '' },
    period: found.period,
    name: link.name,
    endsAt: link.endsAt.toISOString(),
    accepted: link.acceptedAt !== null,
    section: viewSection(section, found, { yours: true, release: 'reviewers' }),
    answers: (await answersOf(db, found.id)).map((row) => viewAnswer(row, own)),
    provisions: section.questions.flatMap((question) => provisionsFor(question, cited)).map((row) => viewProvision(row, own)),
  };
}

/** Shows the holder of a link its section, and nothing else of the return. Viewing is recorded too. */
export const lookAtSection = defineCommand({
  name: 'returns/look-at-section',
  permission: 'returns:answer',
  clauses: CLAUSES,
  input: z.strictObject({ token: Token }),
  answer: LinkedSection,
  storedResponse: () => ({}),
  signInStep: signInByLink('look'),
  async run(context) {
    const opened = await openedBy(context);
    return { answer: await seenBy(context, opened), entry: entryOf(opened, 'look') };
  },
});

/** Accepts a section, or hands it back to the return's coordinator, after which the link no longer works. */
const sectionStep = (use: 'accept' | 'hand-back') =>
  defineCommand({
    name: `returns/${use}-section`,
    permission: 'returns:answer',
    clauses: CLAUSES,
    input: z.strictObject({ token: Token }),
    answer: z.object({ done: z.literal(true) }),
    signInStep: signInByLink(use),
    async run(context) {
      const opened = await openedBy(context);
      await context.change(
        setLinkTime(context.db, opened.link.id, use === 'accept' ? 'accepted_at' : 'handed_back_at', context.now),
        'platform/conflict',
      );
      return { answer: { done: true as const }, entry: entryOf(opened, use) };
    },
  });
export const acceptSection = sectionStep('accept');
export const handBackSection = sectionStep('hand-back');

/** Answers one question of the section a link opens. Uploading files needs an account. */
export const answerByLink = defineCommand({
  name: 'returns/answer-by-link',
  permission: 'returns:answer',
  clauses: (_, entry) => entry.clauses ?? [],
  input: z.strictObject({
    token: Token,
    questionId: z.string().max(40),
    ...AnswerFields.omit({ documentId: true }).shape,
    version: z.number().int(),
  }),
  answer: StoredAnswer,
  signInStep: signInByLink('answer'),
  async run(context, { token: _token, questionId, version, ...answer }) {
    const { link, found } = await openedBy(context);
    const { section } = questionOf(found, questionId);
    if (section.id !== link.sectionId) throw new AppError('returns/not-asked', { questionId });
    const before = await answersOf(context.db, found.id, [questionId]);
    await storeAnswers(context, found, before, [
      { questionId, version, ...answer, documentId: before[0]?.documentId ?? null, by: { link: link.id } },
    ]);
    // Answering counts as accepting.
    if (link.acceptedAt === null) context.write(setLinkTime(context.db, link.id, 'accepted_at', context.now));
    return answered(found, questionId, version, { choice: answer.choice, link: link.id });
  },
});
