import { z } from 'zod';
import { Day } from '#kernel/day.ts';
import { defineQuery } from '#platform/query.ts';
import { readRegister } from '#rooms/parties/index.ts';
import { currentEdition } from '#rooms/policy/index.ts';
import { PartyCounts } from './board.schema.ts';
import { countParties } from './board.store.ts';
import { dayAsked } from './day-asked.ts';
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
  async run({ db, now }, { day: asked }) {
    const day = dayAsked(asked, now);
    const parameter = (id: string) => Number(currentEdition().parameter(id, now).value);
    const smallest = parameter('small-cell-parties');
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
    };
  },
});
