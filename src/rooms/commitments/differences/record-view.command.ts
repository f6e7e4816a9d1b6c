import { z } from 'zod';
import { dayOf } from '#kernel/dates.ts';
import { AppError } from '#kernel/errors.ts';
import { LOWEST } from '#kernel/labels.ts';
import { RecordLabel } from '#kernel/record-label.ts';
import { defineCommand } from '#platform/command.ts';
import { currentEdition } from '#rooms/policy/index.ts';
import { boundParties } from '../bound-parties.ts';
import { obligationsOn } from '../obligations/obligation-status.rules.ts';
import { readObligation } from '../party-obligations.ts';
import { hashDifference, SIDES } from '../views/difference.rules.ts';
import { maySpeakFor } from '../views/sides.ts';
import { insertView } from '../views/views.store.ts';
import '../errors.ts';
import '../permissions.ts';

export const RecordView = z.strictObject({
  partyId: z.uuid(),
  obligationId: z.string().min(1).max(40),
  side: z.enum(SIDES),
  /** The difference that the author read (`differenceId` of the obligation). */
  differenceId: z.string().max(100),
  reason: z.string().trim().min(1).max(4000),
  label: RecordLabel.default(LOWEST),
});

/**
 * Records the view of one side where sources differ about an obligation. The difference rests once both sides recorded theirs, and opens again with another
 * item. It changes no evidence and no status. Throws `platform/stale` where the difference is another one than its author read.
 */
export const recordView = defineCommand({
  name: 'commitments/record-view',
  permission: 'commitments:record-view',
  clauses: ({ obligationId }) => [currentEdition().obligation(obligationId).clause],
  input: RecordView,
  answer: z.object({ id: z.string() }),
  party: (input) => input.partyId,
  async run({ db, write, now, newId, subject }, { partyId, obligationId, side, differenceId, reason, label }) {
    const edition = currentEdition();
    const [[party], facts] = await Promise.all([
      boundParties(db, dayOf(now), { ids: [partyId] }),
      readObligation(db, edition, partyId, obligationId, now),
    ]);
    if (party === undefined) throw new AppError('platform/not-found');
    const about = { kinds: party.owes, operations: party.operations, ...facts };
    const [state] = obligationsOn(edition, now, [edition.obligation(obligationId)])(about);
    if (state === undefined || state.difference === null) throw new AppError('commitments/sources-agree');
    if (!maySpeakFor(subject, side, partyId)) throw new AppError('platform/not-allowed');
    const difference = hashDifference(state);
    // Another item came since: the reason is about the items that its author read.
    if (differenceId !== difference) throw new AppError('platform/stale', { current: difference, yours: differenceId });
    const id = newId();
    write(insertView({ id, editionId: edition.id, partyId, obligationId, side, difference, reason, at: now, label }));
    return { answer: { id }, entry: { subjectKind: 'view', subjectId: id, partyId, detail: { obligation: obligationId, side } } };
  },
});
