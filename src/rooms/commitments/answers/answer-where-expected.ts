import { dayOf } from '#kernel/dates.ts';
import type { RecordLabel } from '#kernel/record-label.ts';
import type { CommandContext } from '#platform/command.ts';
import { currentEdition } from '#rooms/policy/index.ts';
import { boundParties } from '../bound-parties.ts';
import { mayAnswer, owedBy } from '../commitments.rules.ts';
import type { AnswerChoice } from '../status.rules.ts';
import { insertAnswer } from './answers.store.ts';

/** Records answers that a party gave in another room's command, where they answer an expectation on it; it ignores the rest. Queued. */
export async function answerWhereExpected(
  { db, write, now, newId }: Pick<CommandContext, 'db' | 'write' | 'now' | 'newId'>,
  partyId: string,
  answers: readonly { readonly obligationId: string; readonly choice: AnswerChoice; readonly note: string | null }[],
  label: RecordLabel,
): Promise<void> {
  const edition = currentEdition();
  const [party] = await boundParties(db, dayOf(now), { ids: [partyId] });
  if (party === undefined) return;
  for (const { obligationId, choice, note } of answers) {
    const [commitment] = owedBy({ kinds: party.owes, operations: party.operations }, [edition.obligation(obligationId)]);
    if (!mayAnswer(commitment)) continue;
    write(insertAnswer({ id: newId(), editionId: edition.id, partyId, obligationId, choice, note, at: now, label }));
  }
}
