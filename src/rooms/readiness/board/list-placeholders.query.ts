import { sql } from 'kysely';
import { z } from 'zod';
import { defineQuery } from '#platform/query.ts';
import { isOld, PLACEHOLDERS, type PlaceholderId } from '#rooms/courses/index.ts';
import { readRegister } from '#rooms/parties/index.ts';
import { currentEdition } from '#rooms/policy/index.ts';
import { BoardPlaceholders } from './board.schema.ts';
import '../permissions.ts';

/**
 * Which operations of a board lack an operation brief, which nations lack a law annex, and which texts are too old. It counts against the party, never against
 * a person.
 */
export const listPlaceholders = defineQuery({
  name: 'training/list-placeholders',
  permission: 'training:see',
  input: z.strictObject({ scopeId: z.uuid() }),
  answer: BoardPlaceholders,
  party: ({ scopeId }) => scopeId,
  async run({ db, now }, { scopeId }) {
    const { rows } = await sql<{ placeholder: PlaceholderId; party: string; asOf: string | null }>`
      select placeholder, party, as_of::text as "asOf" from training.placeholders_filled(${scopeId}::uuid)`.execute(db);
    const { parties } = await readRegister(db, { ids: rows.map(({ party }) => party) });
    const edition = currentEdition();
    const placeholders = rows.map(({ placeholder, party, asOf }) => {
      const months = edition.freshMonths(edition.obligation(PLACEHOLDERS[placeholder].obligation).freshness, now);
      const name = parties.find(({ id }) => id === party)!.name;
      return { placeholder, partyId: party, name, asOf, old: asOf !== null && isOld(asOf, months, now) };
    });
    // Missing texts first, then texts that are too old.
    const rank = (one: (typeof placeholders)[number]) => (one.asOf === null ? 0 : one.old ? 1 : 2);
    return { placeholders: placeholders.toSorted((a, b) => rank(a) - rank(b) || a.name.en.localeCompare(b.name.en)) };
  },
});
