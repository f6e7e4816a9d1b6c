import { z } from 'zod';
import { defineCommand } from '#platform/command.ts';
import { ItemContent } from '../item.schema.ts';
import { insertItem } from '../item.store.ts';
import { checkContent, clausesOf } from '../item-action.ts';
import { isOwnStatement } from '../record-evidence.ts';
import '../permissions.ts';

export const EnterEvidence = z.strictObject({ partyId: z.uuid(), ...ItemContent.shape });
export const ItemAnswer = z.object({ id: z.string(), version: z.number().int() });

/** Stores a draft that only the party sees. Evidence that a person enters is declared; only the rooms record evidence of other origins. */
export const enterEvidence = defineCommand({
  name: 'evidence/enter-evidence',
  permission: 'evidence:enter',
  clauses: (input) => clausesOf(input),
  input: EnterEvidence,
  answer: ItemAnswer,
  party: (input) => input.partyId,
  async run(context, { partyId, ...content }) {
    await checkContent(context, partyId, content);
    const id = context.newId();
    const byOffice = !isOwnStatement(context.subject, partyId);
    const row = { ...content, id, partyId, origin: 'declared' as const, byOffice, enteredAt: context.now, countsOn: null };
    context.write(insertItem(row));
    return {
      answer: { id, version: 1 },
      entry: {
        subjectKind: 'evidence-item',
        subjectId: id,
        partyId,
        evidenceKind: content.kind,
        detail: { obligations: content.obligationIds, says: content.says, byOffice },
      },
    };
  },
});
