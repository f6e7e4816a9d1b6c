import { sql } from 'kysely';
import { z } from 'zod';
import { defineQuery } from '#platform/query.ts';
import { isOld, SLOTS, type SlotId } from '#rooms/courses/index.ts';
import { readRegister } from '#rooms/parties/index.ts';
import { currentEdition } from '#rooms/policy/index.ts';
import { BoardSlots } from './board.schema.ts';
import '../permissions.ts';

/**
 * Which operations of a board lack an operation brief, which nations lack a law annex, and which texts are too old. It counts against the party, never against
 * a person.
 */
export const listSlots = defineQuery({
  name: 'training/list-slots',
  permission: 'training:see',
  input: z.strictObject({ scopeId: z.uuid() }),
  answer: BoardSlots,
  party: ({ scopeId }) => scopeId,
  async run({ db, now }, { scopeId }) {
    const { rows } = await sql<{ slot: SlotId; party: string; asOf: string | null }>`
      select slot, party, as_of::text as "asOf" from training.slots_filled(${scopeId}::uuid)`.execute(db);
    const { parties } = await readRegister(db, { ids: rows.map(({ party }) => party) });
    const edition = currentEdition();
    const slots = rows.map(({ slot, party, asOf }) => {
      const months = edition.freshMonths(edition.obligation(SLOTS[slot].obligation).freshness);
      const name = parties.find(({ id }) => id === party)!.name;
      return { slot, partyId: party, name, asOf, old: asOf !== null && isOld(asOf, months, now) };
    });
    // Missing texts first, then texts that are too old.
    const rank = (one: (typeof slots)[number]) => (one.asOf === null ? 0 : one.old ? 1 : 2);
    return { slots: slots.toSorted((a, b) => rank(a) - rank(b) || a.name.en.localeCompare(b.name.en)) };
  },
});
