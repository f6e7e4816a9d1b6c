import { z } from 'zod';
import { dayOf } from '#kernel/dates.ts';
import { Day } from '#kernel/day.ts';
import { commandOf } from '#kernel/machine.ts';
import { ROLE } from '#kernel/roles.ts';
import { defineCommand, unwrap } from '#platform/command.ts';
import { bindAssignment, giveGrant, grantsOf } from '#rooms/people/index.ts';
import { currentEdition } from '#rooms/policy/index.ts';
import { PARTICIPATION_MACHINE } from '../participations/participation.rules.ts';
import { partyOfParticipation } from '../participations/participation.store.ts';
import { participationForAction } from '../participations/participation-action.ts';
import { decideAssignment } from './draw.rules.ts';
import { findDraw } from './draw.store.ts';
import '../errors.ts';
import '../permissions.ts';

const AssignReviewer = z.strictObject({ participationId: z.uuid(), personId: z.uuid(), until: Day });

/**
 * Assigns a person from a nation that drew this party as its reviewer, until a date. The assignment is an ordinary grant, so the access review and its end date
 * apply to it. It is bound to the drawn participation and gives access to that participation, the return of its round and the evidence of its obligations, but to
 * nothing else of the party.
 */
export const assignReviewer = defineCommand({
  ...commandOf(PARTICIPATION_MACHINE, 'assign-reviewer'),
  clauses: () => currentEdition().acts.reviews,
  input: AssignReviewer,
  answer: z.object({ grantId: z.string() }),
  party: ({ participationId }, db) => partyOfParticipation(db, participationId),
  async run(context, { participationId, personId, until }) {
    const { db, write, newId, now } = context;
    const { participation } = await participationForAction(context, { participationId }, 'assign-reviewer');
    const draw = await findDraw(db, participation.round_id);
    const pair = draw?.pairs.find((one) => one.partyId === participation.party_id);
    const { nation } = unwrap(decideAssignment(pair, await grantsOf(db, [personId]), dayOf(now)));
    const grantId = newId();
    const nowhere = { unitId: null, operationId: null, rotationId: null, from: null };
    write(
      giveGrant({
        grantId,
        personId,
        role: ROLE.reviewer,
        partyId: participation.party_id,
        ...nowhere,
        label: 'unclassified',
        to: until,
      }),
    );
    write(
      bindAssignment({
        grantId,
        participation: participation.id,
        round: participation.round_id,
        obligations: participation.obligation_ids,
      }),
    );
    return {
      answer: { grantId },
      entry: {
        subjectKind: 'grant',
        subjectId: grantId,
        partyId: participation.party_id,
        detail: { person: personId, role: ROLE.reviewer, nation, round: participation.round_id, to: until },
      },
    };
  },
});
