import { z } from 'zod';
import { dayOf } from '#kernel/dates.ts';
import { AppError } from '#kernel/errors.ts';
import { defineQuery } from '#platform/query.ts';
import { findParticulars, readRegister } from '../party.store.ts';
import { PartyView } from '../party-view.schema.ts';
import { readUnits } from '../units/unit.store.ts';
import { lineOf } from './party-line.ts';

export const GetParty = z.strictObject({ partyId: z.uuid() });

/** One party: its status today, every dated fact behind it, and the units that this reader may see. */
export const getParty = defineQuery({
  name: 'parties/get-party',
  permission: 'signed-in',
  input: GetParty,
  answer: PartyView,
  async run({ db, now }, { partyId }) {
    const [register, { operation, partner }, units] = await Promise.all([
      readRegister(db, { ids: [partyId] }),
      findParticulars(db, partyId),
      readUnits(db, partyId),
    ]);
    const [party] = register.parties;
    if (party === undefined) throw new AppError('platform/not-found');
    return {
      ...lineOf(party, register.operations, dayOf(now)),
      facts: party,
      operation: operation ? { theatre: operation.theatre, hostId: operation.host_id, version: operation.version } : null,
      partner: partner
        ? {
            kind: partner.partner_kind,
            countryId: partner.country_id,
            contactKind: partner.contact_kind,
            contact: partner.contact,
            contactTested: partner.contact_tested,
            sourceDate: partner.source_date,
          }
        : null,
      units,
    };
  },
});
