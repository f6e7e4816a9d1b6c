import { AppError } from '#kernel/errors.ts';
import { defineCommand } from '#platform/command.ts';
import { readRegister } from '#rooms/parties/index.ts';
import { SUPPORT_CLAUSES } from '../clauses.ts';
import { ChangeHelpPlace, HelpPlaceAnswer } from './help.schema.ts';
import { lockPlace, partyOfPlace } from './help.store.ts';
import '../errors.ts';
import '../permissions.ts';

/** Changes the name, the nation and the time zone of a place. Its address stays: posters and links lead there. */
export const changeHelpPlace = defineCommand({
  name: 'reports/change-help-place',
  permission: 'reports:keep-help',
  clauses: SUPPORT_CLAUSES,
  input: ChangeHelpPlace,
  answer: HelpPlaceAnswer,
  party: ({ placeId }, db) => partyOfPlace(db, placeId),
  async run({ db, change }, { placeId, version, name, countryId, zone }) {
    const place = await lockPlace(db, placeId, version);
    const { parties } = await readRegister(db, { ids: [countryId] });
    if (parties[0]?.kind !== 'nation') throw new AppError('reports/not-a-country');
    await change(
      db
        .updateTable('reports.help_place')
        .set({ name_en: name.en, name_fr: name.fr, country_id: countryId, zone, version: version + 1 })
        .where('id', '=', placeId)
        .where('version', '=', version),
    );
    return {
      answer: { placeId, version: version + 1 },
      entry: { subjectKind: 'help-place', subjectId: placeId, partyId: place.partyId, detail: { slug: place.slug, zone, name } },
    };
  },
});
