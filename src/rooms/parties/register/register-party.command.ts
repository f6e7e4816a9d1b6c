import { z } from 'zod';
import { AppError } from '#kernel/errors.ts';
import { defineCommand } from '#platform/command.ts';
import { findParty } from '../party.store.ts';
import { RegisterParty } from './register.schema.ts';
import '../errors.ts';
import '../permissions.ts';

export const PartyRegistered = z.object({ partyId: z.string() });

/** Registers a nation, a body, an operation or a partner. Firms have a command of their own, because other roles may register them. */
export const registerParty = defineCommand({
  name: 'parties/register-party',
  permission: 'parties:register',
  operational: 'register',
  input: RegisterParty,
  answer: PartyRegistered,
  async run({ db, write, subject, now, newId }, input) {
    if (await findParty(db, { code: input.code })) throw new AppError('parties/code-taken', { taken: input.code });
    const partyId = newId();
    const recorded = { recorded_at: now, recorded_by: subject.person };
    write(
      db.insertInto('parties.party').values({
        id: partyId,
        kind: input.kind,
        code: input.code,
        name_en: input.name.en,
        name_fr: input.name.fr,
        body_kind: input.bodyKind ?? null,
        status_neutral: input.statusNeutral,
        from_date: input.from ?? null,
        to_date: input.to ?? null,
        note: input.note ?? null,
        source: input.source,
        ...recorded,
      }),
    );
    if (input.memberSince !== undefined)
      write(
        db
          .insertInto('parties.membership')
          .values({ id: newId(), party_id: partyId, from_date: input.memberSince, to_date: null, source: input.source, ...recorded }),
      );
    if (input.theatre !== undefined)
      write(db.insertInto('parties.operation').values({ party_id: partyId, theatre: input.theatre, host_id: input.hostId ?? null }));
    if (input.partner !== undefined)
      write(
        db.insertInto('parties.partner').values({
          party_id: partyId,
          partner_kind: input.partner.kind,
          country_id: input.partner.countryId ?? null,
          contact_kind: input.partner.contactKind ?? null,
          contact: input.partner.contact ?? null,
          contact_tested: input.partner.contactTested ?? null,
          source_date: input.partner.sourceDate ?? null,
        }),
      );
    return {
      answer: { partyId },
      entry: { subjectKind: 'party', subjectId: partyId, partyId, detail: { kind: input.kind, code: input.code, source: input.source } },
    };
  },
});
