import { z } from 'zod';
import { dayOf } from '#kernel/dates.ts';
import { AppError } from '#kernel/errors.ts';
import { LOWEST } from '#kernel/labels.ts';
import { RecordLabel } from '#kernel/record-label.ts';
import { defineCommand, unwrap } from '#platform/command.ts';
import { currentEdition } from '#rooms/policy/index.ts';
import { boundParties } from '../bound-parties.ts';
import { decideAnswer, owedBy } from '../commitments.rules.ts';
import { ANSWERS } from '../status.rules.ts';
import { insertAnswer } from './answers.store.ts';
import '../errors.ts';
import '../permissions.ts';

export const AnswerExpectation = z.strictObject({
  partyId: z.uuid(),
  obligationId: z.string().min(1).max(40),
  choice: z.enum(ANSWERS),
  note: z.string().trim().min(1).max(4000).optional(),
  label: RecordLabel.default(LOWEST),
});

/** A contributor answers one expectation: comply, equivalent or explain (6). The newest answer counts; none is a sanction. */
export const answerExpectation = defineCommand({
  name: 'commitments/answer-expectation',
  permission: 'commitments:answer',
  clauses: ({ obligationId }) => [...new Set(['6', currentEdition().obligation(obligationId).clause])],
  input: AnswerExpectation,
  answer: z.object({ id: z.string() }),
  party: (input) => input.partyId,
  async run({ db, write, now, newId }, { partyId, obligationId, choice, note, label }) {
    const edition = currentEdition();
    const obligation = edition.obligation(obligationId);
    const [party] = await boundParties(db, dayOf(now), { ids: [partyId] });
    if (party === undefined) throw new AppError('platform/not-found');
    const [commitment] = owedBy({ kinds: party.owes, operations: party.operations }, [obligation]);
    unwrap(decideAnswer(commitment, choice, note ?? null));
    const id = newId();
    write(insertAnswer({ id, editionId: edition.id, partyId, obligationId, choice, note: note ?? null, at: now, label }));
    return { answer: { id }, entry: { subjectKind: 'answer', subjectId: id, partyId, detail: { obligation: obligationId, choice } } };
  },
});
