import { z } from 'zod';
import { Day } from '#kernel/day.ts';
import { AppError } from '#kernel/errors.ts';
import { defineCommand, unwrap } from '#platform/command.ts';
import { bindSeat, giveGrant, grantsOf } from '#rooms/people/index.ts';
import { currentEdition } from '#rooms/policy/index.ts';
import { findPart, partyOfPart } from '../participations/part.store.ts';
import { decideSeat } from './draw.rules.ts';
import { findDraw } from './draw.store.ts';
import '../errors.ts';
import '../permissions.ts';

const SeatReviewer = z.strictObject({ participationId: z.uuid(), personId: z.uuid(), until: Day });

/**
 * Seats somebody of a nation that drew this party as its reviewer, until a day. The grant stands among the others, so that the review of access and its end hold for
 * it; it is bound to the part that was drawn, and opens that part, the return of its round and the evidence of its duties: nothing else of the party.
 */
export const seatReviewer = defineCommand({
  name: 'reviews/seat-reviewer',
  permission: 'reviews:direct',
  clauses: () => currentEdition().acts.reviews,
  input: SeatReviewer,
  answer: z.object({ grantId: z.string() }),
  party: ({ participationId }, db) => partyOfPart(db, participationId),
  async run({ db, write, newId }, { participationId, personId, until }) {
    const part = await findPart(db, participationId);
    if (part === undefined) throw new AppError('platform/not-found');
    const draw = await findDraw(db, part.round_id);
    const held = (await grantsOf(db, [personId])).filter((grant) => grant.ended_at === null).flatMap((grant) => grant.party_id ?? []);
    const pair = draw?.pairs.find((one) => one.partyId === part.party_id);
    const { nation } = unwrap(decideSeat(pair, held));
    const grantId = newId();
    const nowhere = { unitId: null, operationId: null, rotationId: null, from: null };
    write(giveGrant(db, { grantId, personId, role: 'reviewer', partyId: part.party_id, ...nowhere, label: 'unclassified', to: until }));
    write(bindSeat(db, { grantId, part: part.id, round: part.round_id, duties: part.obligation_ids }));
    return {
      answer: { grantId },
      entry: {
        subjectKind: 'grant',
        subjectId: grantId,
        partyId: part.party_id,
        detail: { person: personId, role: 'reviewer', nation, round: part.round_id, to: until },
      },
    };
  },
});
