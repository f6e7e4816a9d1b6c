import { AppError } from '#kernel/errors.ts';
import { defineCommand } from '#platform/command.ts';
import { mayAnswer } from '../return.rules.ts';
import { AnswerQuestions, StoredAnswers } from '../return.schema.ts';
import { clausesOf, questionOf, rolesAt } from '../return-action.ts';
import { readReturnWithAnswers, storeAnswers } from './answer-question.command.ts';
import { recordProvisions } from './provisions/record-provisions.ts';

const idsOf = (answers: readonly { questionId: string }[]) => answers.map(({ questionId }) => questionId);

/** Answers several questions, all or none: confirmed ones, those shown by one document, or those of a returned form with its provisions. */
export const answerQuestions = defineCommand({
  name: 'returns/answer-questions',
  permission: 'returns:answer',
  clauses: (_, entry) => entry.clauses ?? [],
  input: AnswerQuestions,
  answer: StoredAnswers,
  party: async ({ returnId, answers }, db) => (await readReturnWithAnswers(db, returnId, idsOf(answers))).found?.partyId,
  async run(context, { returnId, answers, provisions, form }) {
    const { db, subject } = context;
    const { found, rows } = await readReturnWithAnswers(db, returnId, idsOf(answers));
    if (found === undefined) throw new AppError('platform/not-found');
    const roles = rolesAt(subject, found.partyId);
    if (answers.length + provisions.length === 0) throw new AppError('returns/value-missing');
    const asked = [...answers, ...provisions].map(({ questionId }) => questionOf(found, questionId));
    const foreign = asked.find(({ section }) => !mayAnswer(section, roles));
    if (foreign) throw new AppError('returns/section-of-others', { section: foreign.section.id });
    await storeAnswers(
      context,
      found,
      rows,
      answers.map((one) => ({ ...one, by: { person: subject.person } })),
    );
    await recordProvisions(context, found, provisions, { person: subject.person });
    return {
      answer: { answers: answers.map(({ questionId, version }) => ({ questionId, version: version + 1 })) },
      entry: {
        subjectKind: 'return',
        subjectId: returnId,
        partyId: found.partyId,
        clauses: clausesOf(
          found.editionId,
          asked.map(({ question }) => question),
        ),
        detail: {
          questions: answers.map(({ questionId, choice }) => [questionId, choice]),
          ...(provisions.length > 0 && { provisions }),
          form,
        },
      },
    };
  },
});
