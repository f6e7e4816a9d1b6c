import { z } from 'zod';
import { Day } from '#kernel/day.ts';
import { holdsRole } from '#platform/identity/subject.ts';
import { defineQuery, type QueryContext, subjectOf } from '#platform/query.ts';
import { collator } from '#platform/texts/texts.ts';
import { boundParties } from '#rooms/commitments/index.ts';
import { readRegister } from '#rooms/parties/index.ts';
import { currentEdition } from '#rooms/policy/index.ts';
import { obligationsOf } from '../evidence/training-evidence.ts';
import { PartyCounts } from './board.schema.ts';
import { countParties } from './board.store.ts';
import { boardDay } from './board-day.ts';
import '../permissions.ts';

/**
 * How many people of each party are ready on a day, for headquarters, which sees no person. Null: too few to show for another party. There is no sum, because
 * it would reveal them.
 */
export const countByParty = defineQuery({
  name: 'training/count-parties',
  permission: 'training:count',
  input: z.strictObject({ day: Day.optional() }),
  answer: PartyCounts,
  async run(context, { day: requested }) {
    const { db, now } = context;
    const day = boardDay(requested, now);
    const parameter = (id: string) => Number(currentEdition().parameter(id, now).value);
    const smallest = parameter('small-cell-parties');
    const measured = obligationsOf('EV-TRN', 'measured', 'nation');
    const obligationId = measured.find((id) => currentEdition().obligation(id).clause === '5d') ?? measured[0] ?? null;
    const counts = await countParties(db, day, smallest);
    const { parties } = await readRegister(db, { ids: counts.map(({ party }) => party) });
    return {
      day,
      smallest,
      target: parameter('training-target'),
      floor: parameter('training-floor'),
      parties: parties.map(({ id, name }) => {
        const { persons, ready } = counts.find(({ party }) => party === id)!;
        return { id, name, persons, ready };
      }),
      obligationId,
      withoutRoster:
        obligationId === null ? [] : await withoutRoster(context, day, obligationId, new Set(counts.map(({ party }) => party))),
    };
  },
});

// Headquarters counts every party, so a party without a count has nobody on a roster. Another reader counts only their own.
async function withoutRoster(
  context: QueryContext,
  day: string,
  obligationId: string,
  counted: ReadonlySet<string>,
): Promise<PartyCounts['withoutRoster']> {
  const subject = subjectOf(context);
  if (!subject.sole && !holdsRole(subject, 'office')) return null;
  const owners = currentEdition().obligation(obligationId).owners;
  const inOrder = collator(subject.language);
  return (await boundParties(context.db, day))
    .filter(({ id, owes }) => !counted.has(id) && owes.some((kind) => owners.includes(kind)))
    .map(({ id, name }) => ({ id, name }))
    .toSorted((a, b) => inOrder(a.name[subject.language], b.name[subject.language]));
}
