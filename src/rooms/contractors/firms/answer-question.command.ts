import { z } from 'zod';
import { AppError } from '#kernel/errors.ts';
import { LOCALES } from '#kernel/languages.ts';
import { defineCommand } from '#platform/command.ts';
import { Token } from './firm.schema.ts';
import { ownQuestions } from './firm.store.ts';
import { BY_FIRM_LINK, entryOf, getLinked, writeMessage } from './firm-entry.ts';
import { answerLines } from './firm-texts.ts';

/** Answers a question of the contracting party by the link of the firm (5f). A later answer does not replace an earlier one: both are kept. */
export const answerQuestion = defineCommand({
  ...BY_FIRM_LINK,
  name: 'contractors/answer-question',
  input: z.strictObject({
    token: Token,
    id: z.uuid(),
    locale: z.enum(LOCALES),
    questionId: z.uuid(),
    text: z.string().trim().min(1).max(4000),
  }),
  answer: z.object({ sha256: z.string() }),
  async run(context, { id, locale, questionId, text }) {
    const linked = await getLinked(context);
    const question = (await ownQuestions(context.db)).find((one) => one.id === questionId);
    if (question === undefined) throw new AppError('platform/not-found');
    const lines = answerLines(locale, { linked, linkId: context.subject.person, now: context.now }, question.question, text);
    const sha256 = await writeMessage(context, linked, { id, kind: 'answer', questionId, lines });
    return {
      answer: { sha256 },
      entry: entryOf(linked, context.subject.person, { use: 'answer', message: id, question: questionId, sha256 }),
    };
  },
});
