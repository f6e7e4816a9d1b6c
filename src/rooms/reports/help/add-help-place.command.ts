import { AppError } from '#kernel/errors.ts';
import { defineCommand, unwrap } from '#platform/command.ts';
import { readRegister } from '#rooms/parties/index.ts';
import { SUPPORT_CLAUSES } from '../clauses.ts';
import { decideListOwner } from './help.rules.ts';
import { AddHelpPlace, HelpPlaceAnswer } from './help.schema.ts';
import { placesOf } from './help.store.ts';
import '../errors.ts';
import '../permissions.ts';

/** Adds a place near which people can call for help. Its page is not public yet (5e, A1.6). */
export const addHelpPlace = defineCommand({
  name: 'reports/add-help-place',
  permission: 'reports:keep-help',
  clauses: SUPPORT_CLAUSES,
  input: AddHelpPlace,
  answer: HelpPlaceAnswer,
  party: ({ partyId }) => partyId,
  async run({ db, write, subject, now, newId }, { partyId, countryId, slug, name, zone }) {
    const [register, own] = await Promise.all([readRegister(db, { ids: [partyId, countryId] }), placesOf(db, { partyId })]);
    const kindOf = (id: string) => register.parties.find((party) => party.id === id)?.kind;
    if (kindOf(partyId) === undefined) throw new AppError('platform/not-found');
    unwrap(decideListOwner(kindOf(partyId)!));
    if (kindOf(countryId) !== 'nation') throw new AppError('reports/not-a-country');
    if (own.some((place) => place.slug === slug)) throw new AppError('reports/address-taken');
    const id = newId();
    write(
      db.insertInto('reports.help_place').values({
        ...{ id, slug, zone },
        party_id: partyId,
        country_id: countryId,
        name_en: name.en,
        name_fr: name.fr,
        recorded_at: now,
        recorded_by: subject.person,
      }),
    );
    return {
      answer: { placeId: id, version: 1 },
      entry: { subjectKind: 'help-place', subjectId: id, partyId, detail: { slug, zone, name } },
    };
  },
});
