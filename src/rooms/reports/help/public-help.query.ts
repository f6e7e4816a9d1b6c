import { z } from 'zod';
import { dayOf } from '#kernel/dates.ts';
import { AppError } from '#kernel/errors.ts';
import type { Database } from '#platform/db/transaction.ts';
import { defineQuery } from '#platform/query.ts';
import { readRegister } from '#rooms/parties/index.ts';
import { HELP_KINDS, isCallable, isTestOld } from './help.rules.ts';
import { PublicHelp, PublicHelpPlaces } from './help.schema.ts';
import { entriesOf, type PlaceRow, placesOf, publicNumbers } from './help.store.ts';
import { recheckDays } from './help-entry.ts';

/** The names of the nations of places. */
export async function countriesOf(db: Database, places: readonly PlaceRow[]) {
  const { parties } = await readRegister(db, { ids: places.flatMap(({ partyId, countryId }) => [partyId, countryId]) });
  const names = new Map(parties.map(({ id, name }) => [id, name]));
  return (id: string) => names.get(id)!;
}

/** The published places, without account. */
export const listHelpPlaces = defineQuery({
  name: 'reports/list-help-places',
  permission: 'public',
  input: z.strictObject({}),
  answer: PublicHelpPlaces,
  async run({ db }) {
    const [places, numbers] = await Promise.all([placesOf(db, 'published'), publicNumbers(db)]);
    const names = await countriesOf(db, places);
    return {
      places: places.map(({ id, slug, name, zone, countryId }) => ({
        ...{ id, slug, name, zone },
        country: names(countryId),
        numbers: numbers.get(id) ?? 0,
      })),
    };
  },
});

/** One published place with its numbers, without account: those that were answered, by kind. Without the source of an entry. */
export const getHelpPlace = defineQuery({
  name: 'reports/get-help-place',
  permission: 'public',
  input: z.strictObject({ slug: z.string().max(60) }),
  answer: PublicHelp,
  async run({ db, now }, { slug }) {
    const [place] = await placesOf(db, { slug });
    if (place === undefined) throw new AppError('platform/not-found');
    const [entries, names] = await Promise.all([entriesOf(db, { placeId: place.id }), countriesOf(db, [place])]);
    const days = recheckDays(now);
    const rank = (kind: (typeof HELP_KINDS)[number]) => HELP_KINDS.indexOf(kind);
    return {
      ...{ id: place.id, slug, name: place.name, zone: place.zone, recheckDays: days },
      country: names(place.countryId),
      party: names(place.partyId),
      // A keeper could read more than everybody: this page shows all readers the same.
      entries: entries
        .filter(isCallable)
        .toSorted((a, b) => rank(a.kind) - rank(b.kind))
        .map(({ placeId: _, source: _source, version: _version, ...entry }) => ({
          ...entry,
          old: isTestOld(entry.testedOn!, days, dayOf(now)),
        })),
    };
  },
});
