import { z } from 'zod';
import { dayOf } from '#kernel/dates.ts';
import { AppError } from '#kernel/errors.ts';
import { defineQuery } from '#platform/query.ts';
import { readRegister } from '#rooms/parties/index.ts';
import { isCallable, isTestDue } from './help.rules.ts';
import { PartyHelp } from './help.schema.ts';
import { entriesOf, placesOf } from './help.store.ts';
import { recheckDays } from './help-entry.ts';
import { countriesOf } from './public-help.query.ts';
import '../permissions.ts';

/** The list of help of a party, for those who keep it: unpublished places too, and which numbers must be tried. */
export const getPartyHelp = defineQuery({
  name: 'reports/get-party-help',
  permission: 'reports:keep-help',
  input: z.strictObject({ partyId: z.uuid() }),
  answer: PartyHelp,
  party: ({ partyId }) => partyId,
  async run({ db, now }, { partyId }) {
    const days = recheckDays(now);
    const [{ parties }, places, entries] = await Promise.all([
      readRegister(db, { ids: [partyId] }),
      placesOf(db, { partyId }),
      entriesOf(db, { partyId }),
    ]);
    if (parties.length === 0) throw new AppError('platform/not-found');
    const countries = await countriesOf(db, places);
    return {
      recheckDays: days,
      places: places.map(({ id, slug, name, zone, published, version, countryId }) => ({
        ...{ id, slug, name, zone, published, version, countryId },
        country: countries(countryId),
        entries: entries
          .filter(({ placeId }) => placeId === id)
          .map(({ placeId: _, ...entry }) => ({ ...entry, due: isTestDue(entry, days, dayOf(now)), callable: isCallable(entry) })),
      })),
    };
  },
});
