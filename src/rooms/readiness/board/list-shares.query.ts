import { z } from 'zod';
import { addMonths, dayOf } from '#kernel/dates.ts';
import { isIn } from '#kernel/roles.ts';
import { defineQuery, subjectOf } from '#platform/query.ts';
import { measuredByMonth } from '#rooms/evidence/index.ts';
import { currentEdition } from '#rooms/policy/index.ts';
import { figuresOf, withoutSmall } from '../evidence/share-title.rules.ts';
import { PartyShares } from './board.schema.ts';
import '../permissions.ts';

const MONTHS = 12;

/**
 * How the measured shares of parties developed: the last measurement of each of the past twelve months. It reads the evidence this reader may see; small numbers
 * of other parties are left out as in today's counts.
 */
export const listShares = defineQuery({
  name: 'training/list-shares',
  permission: 'training:count',
  input: z.strictObject({}),
  answer: PartyShares,
  async run(context) {
    const { db, now } = context;
    const smallest = Number(currentEdition().parameter('small-cell-parties', now).value);
    const own = new Set(
      subjectOf(context)
        .grants.filter(({ role }) => isIn('training-counters', role))
        .flatMap(({ party }) => party ?? []),
    );
    const since = `${dayOf(addMonths(now, 1 - MONTHS)).slice(0, 7)}-01`;
    const byParty = Map.groupBy(await measuredByMonth(db, 'EV-TRN', since), ({ partyId }) => partyId);
    return {
      parties: [...byParty].map(([id, items]) => ({
        id,
        months: items.flatMap(({ countsOn, title }) => {
          const figures = figuresOf(title);
          return figures ? [{ measuredOn: countsOn, ...(own.has(id) ? figures : withoutSmall(figures, smallest)) }] : [];
        }),
      })),
    };
  },
});
