import { AppError } from '#kernel/errors.ts';
import { defineCommand } from '#platform/command.ts';
import { currentEdition } from '#rooms/policy/index.ts';
import { findParty } from '../party.store.ts';
import { RegisterContractor } from './register.schema.ts';
import { PartyRegistered } from './register-party.command.ts';
import '../errors.ts';
import '../permissions.ts';

/** Registers a firm that works for the alliance; from then on it owes what contractors owe (5f). */
export const registerContractor = defineCommand({
  name: 'parties/register-contractor',
  permission: 'parties:register-contractor',
  clauses: () => currentEdition().acts.contracts,
  input: RegisterContractor,
  answer: PartyRegistered,
  async run({ db, write, subject, now, newId }, input) {
    if (await findParty(db, { code: input.code })) throw new AppError('parties/code-taken', { taken: input.code });
    const partyId = newId();
    write(
      db.insertInto('parties.party').values({
        id: partyId,
        kind: 'contractor',
        code: input.code,
        name_en: input.name.en,
        name_fr: input.name.fr,
        from_date: input.from ?? null,
        to_date: input.to ?? null,
        note: input.note ?? null,
        source: input.source,
        recorded_at: now,
        recorded_by: subject.person,
      }),
    );
    return {
      answer: { partyId },
      entry: { subjectKind: 'party', subjectId: partyId, partyId, detail: { kind: 'contractor', code: input.code } },
    };
  },
});
