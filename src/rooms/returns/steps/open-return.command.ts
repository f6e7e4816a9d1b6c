import { dayOf, endOf } from '#kernel/dates.ts';
import { AppError } from '#kernel/errors.ts';
import { defineCommand } from '#platform/command.ts';
import { recordRequests } from '#rooms/commitments/index.ts';
import { readCurrentActions } from '#rooms/nations/index.ts';
import { ownerKindsOn, readRegister } from '#rooms/parties/index.ts';
import { currentEdition } from '#rooms/policy/index.ts';
import { askedOf, treatyStates } from '../answers/treaty-facts.rules.ts';
import { questionnaireFor } from '../return.rules.ts';
import { OpenReturn, ReturnAnswer } from '../return.schema.ts';
import { hashesSent, insertReturn, insertStep } from '../return.store.ts';
import { clausesOf, questionsOf } from '../return-action.ts';
import { canonicalJson, sha256 } from '../versions/version-hash.ts';

// There is one return a year.
const MONTHS_BETWEEN_RETURNS = 12;

/** Asks a party for its return of a year. The questionnaire is that of the party's kind; it is sent as it is today and no longer changes. */
export const openReturn = defineCommand({
  name: 'returns/open-return',
  permission: 'returns:open',
  clauses: (_, entry) => entry.clauses ?? [],
  input: OpenReturn,
  answer: ReturnAnswer,
  party: ({ partyId }) => partyId,
  async run(context, { partyId, period, due, roundId, label }) {
    const { db, change, write, subject, now, newId } = context;
    const edition = currentEdition();
    const { parties, operations } = await readRegister(db, { ids: [partyId] });
    const party = parties[0];
    if (party === undefined) throw new AppError('platform/not-found');
    const owes = ownerKindsOn(party, operations, dayOf(now));
    const questionnaire = questionnaireFor(edition.questionnaires, party.kind, owes);
    if (questionnaire === undefined) throw new AppError('returns/no-questionnaire');
    const states = treatyStates(questionnaire, await readCurrentActions(db, partyId));
    const text = canonicalJson(questionnaire);
    const hash = sha256(text);
    const sent = await hashesSent(db, edition.id, questionnaire);
    if (sent.some((one) => one !== hash)) throw new AppError('returns/questionnaire-changed', { version: questionnaire.version });
    const id = newId();
    const { version } = questionnaire;
    const row = {
      id,
      partyId,
      editionId: edition.id,
      questionnaire: { id: questionnaire.id, version, text, sha256: hash },
      period,
      due,
      roundId,
      label,
      treaties: states,
    };
    await change(insertReturn(db, { ...row, by: subject.person, at: now })).catch((error: unknown) => {
      // There is one return a year. If headquarters asks and the party begins at the same time, the second gets this error.
      if ((error as { cause?: { code?: string } }).cause?.code === '23505') throw new AppError('returns/opened-already', { period });
      throw error;
    });
    recordRequests(context, [
      {
        ...{ partyId, editionId: edition.id, kind: 'return' as const },
        obligationIds: [
          ...new Set(questionsOf({ questionnaire: askedOf(questionnaire, states) }).flatMap(({ obligations }) => obligations)),
        ],
        from: endOf(period),
        months: MONTHS_BETWEEN_RETURNS,
      },
    ]);
    write(insertStep(db, { id: newId(), of: { id, partyId }, action: 'open', to: 'open', at: now, by: subject.person }));
    return {
      answer: { id, state: 'open' as const, version: 1 },
      entry: {
        subjectKind: 'return',
        subjectId: id,
        partyId,
        clauses: clausesOf(edition.id, questionsOf({ questionnaire })),
        detail: { period, due, roundId, treaties: states, questionnaire: { id: questionnaire.id, version, sha256: hash } },
      },
    };
  },
});
