import { AppError } from '#kernel/errors.ts';
import { commandOf } from '#kernel/machine.ts';
import { defineCommand } from '#platform/command.ts';
import { mayAnswer, RETURN_MACHINE } from '../../return.rules.ts';
import { partyOfReturn } from '../../return.store.ts';
import { clausesOf, questionOf, returnForAction, rolesAt } from '../../return-action.ts';
import { RecordedProvision, RecordProvision } from './provision.schema.ts';
import { recordProvisions } from './record-provisions.ts';

/**
 * Records a provision of national law for the article of a question, or a change of one. It is entered once: later returns show it until it is changed or
 * ends. The rows before a change stay as its history, and submitted versions keep what was signed.
 */
export const recordProvision = defineCommand({
  ...commandOf(RETURN_MACHINE, 'cite'),
  clauses: (_, entry) => entry.clauses ?? [],
  input: RecordProvision,
  answer: RecordedProvision,
  party: ({ returnId }, db) => partyOfReturn(db, returnId),
  async run(context, { returnId, ...given }) {
    const { subject } = context;
    const { found } = await returnForAction(context, { returnId }, 'cite');
    const { section, question } = questionOf(found, given.questionId);
    if (!mayAnswer(section, rolesAt(subject, found.partyId))) throw new AppError('returns/section-of-others', { section: section.id });
    const [recorded] = await recordProvisions(context, found, [given], { person: subject.person });
    const { questionId, changes: _before, ...fields } = given;
    return {
      answer: recorded!,
      entry: {
        subjectKind: 'return',
        subjectId: returnId,
        partyId: found.partyId,
        clauses: clausesOf(found.editionId, [question]),
        detail: { question: questionId, provision: recorded!.provisionId, ...fields },
      },
    };
  },
});
