import { AppError } from '#kernel/errors.ts';
import { commandOf } from '#kernel/machine.ts';
import { defineCommand, unwrap } from '#platform/command.ts';
import { readRegister } from '#rooms/parties/index.ts';
import { currentEdition } from '#rooms/policy/index.ts';
import { lockRound } from '../participations/round-row.store.ts';
import { Done } from '../reviews.schema.ts';
import type { RoundState } from '../rounds/round.rules.ts';
import { ROUND_MACHINE } from '../rounds/round.rules.ts';
import { decideInvite } from './form.rules.ts';
import { InviteOrganisation } from './form.schema.ts';
import { formsOf, insertForm } from './form.store.ts';
import '../errors.ts';
import '../permissions.ts';

/** Invites a partner organisation to report how it sees the policy being kept. It gets its own form, which it may leave empty. */
export const inviteOrganisation = defineCommand({
  ...commandOf(ROUND_MACHINE, 'invite'),
  clauses: () => currentEdition().acts.reviews,
  input: InviteOrganisation,
  answer: Done,
  async run({ db, write, subject, now, newId }, { roundId, partyId, helpfulBy }) {
    const round = await lockRound(db, roundId);
    if (round === undefined) throw new AppError('platform/not-found');
    const { parties } = await readRegister(db, { ids: [partyId] });
    const kind = parties[0]?.kind ?? null;
    const invited = (await formsOf(db, roundId)).some((form) => form.party_id === partyId);
    unwrap(decideInvite({ state: round.state as RoundState, kind, invited }));
    const id = newId();
    write(insertForm(db, { id, roundId, partyId, helpfulBy, by: subject.person, at: now }));
    return {
      answer: { id },
      entry: { subjectKind: 'shadow-form', subjectId: id, partyId, detail: { round: roundId, helpfulBy } },
    };
  },
});
