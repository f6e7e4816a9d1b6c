import { z } from 'zod';
import { AppError } from '#kernel/errors.ts';
import { commandOf } from '#kernel/machine.ts';
import { defineCommand, unwrap } from '#platform/command.ts';
import { mayAnswer, RETURN_MACHINE } from '../../return.rules.ts';
import { partyOfReturn } from '../../return.store.ts';
import { clausesOf, questionOf, returnForAction, rolesAt } from '../../return-action.ts';
import { decideProvision, newestOf } from './provision.rules.ts';
import { RecordProvision } from './provision.schema.ts';
import { insertProvision, provisionsOf } from './provision.store.ts';

/**
 * Records a provision of national law beside the article of a question, or a change of one. It is entered once: later returns show it until it is changed or
 * ends. The rows before a change stay as its history, and submitted versions keep what was signed.
 */
export const recordProvision = defineCommand({
  ...commandOf(RETURN_MACHINE, 'cite'),
  clauses: (_, entry) => entry.clauses ?? [],
  input: RecordProvision,
  answer: z.object({ id: z.string(), provisionId: z.string() }),
  party: ({ returnId }, db) => partyOfReturn(db, returnId),
  async run(context, { returnId, questionId, changes, ...given }) {
    const { db, change, subject, now, newId } = context;
    const { found } = await returnForAction(context, { returnId }, 'cite');
    const { section, question } = questionOf(found, questionId);
    if (!mayAnswer(section, rolesAt(subject, found.partyId))) throw new AppError('returns/section-of-others', { section: section.id });
    const { article } = question;
    if (article === undefined) throw new AppError('returns/no-article', { questionId });
    const fields = unwrap(decideProvision(given));
    const id = newId();
    const before = changes === null ? undefined : newestOf(await provisionsOf(db, found)).find((row) => row.id === changes);
    // Someone changed it in the meantime, or it is not a provision of this article.
    if (changes !== null && (before?.instrument !== article.instrument || before.article !== article.number))
      throw new AppError('returns/provision-changed');
    const provisionId = before?.provisionId ?? id;
    const row = { ...fields, id, provisionId, instrument: article.instrument, article: article.number, by: subject.person, at: now };
    await change(insertProvision(db, found, row), 'platform/conflict');
    return {
      answer: { id, provisionId },
      entry: {
        subjectKind: 'return',
        subjectId: returnId,
        partyId: found.partyId,
        clauses: clausesOf(found.editionId, [question]),
        detail: { question: questionId, provision: provisionId, ...fields },
      },
    };
  },
});
