import { z } from 'zod';
import { defineCommand } from '#platform/command.ts';
import { LOCALES } from '#platform/texts/texts.ts';
import { currentEdition } from '#rooms/policy/index.ts';
import { storeInvitationLanguage } from './invitation.store.ts';
import { partyOfParticipation } from './participation.store.ts';
import '../errors.ts';
import '../permissions.ts';

/** Chooses the language of invitations to a party. It applies to this round and is the default for the next one. */
export const chooseInvitationLanguage = defineCommand({
  name: 'reviews/choose-invitation-language',
  permission: 'reviews:direct',
  clauses: () => currentEdition().acts.reviews,
  input: z.strictObject({ participationId: z.uuid(), language: z.enum(LOCALES) }),
  answer: z.object({ language: z.enum(LOCALES) }),
  party: ({ participationId }, db) => partyOfParticipation(db, participationId),
  async run({ db, change }, { participationId, language }) {
    await change(storeInvitationLanguage(db, participationId, language));
    const partyId = (await partyOfParticipation(db, participationId))!;
    return { answer: { language }, entry: { subjectKind: 'participation', subjectId: participationId, partyId, detail: { language } } };
  },
});
