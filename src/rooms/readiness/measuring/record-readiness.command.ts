import { z } from 'zod';
import { AppError } from '#kernel/errors.ts';
import { defineCommand } from '#platform/command.ts';
import { TRAINING_CLAUSES } from '#rooms/courses/index.ts';
import { readRegister } from '#rooms/parties/index.ts';
import { measureShares } from './measure-shares.ts';
import '../errors.ts';
import '../permissions.ts';

/** Records today's figures of a party's board as evidence at once. The installation does the same within a minute of a change. */
export const recordReadiness = defineCommand({
  name: 'training/record-readiness',
  permission: 'training:manage-roster',
  clauses: TRAINING_CLAUSES,
  input: z.strictObject({ partyId: z.uuid() }),
  answer: z.object({ items: z.array(z.string()), persons: z.int(), ready: z.int() }),
  party: ({ partyId }) => partyId,
  async run(context, { partyId }) {
    const [party] = (await readRegister(context.db, { ids: [partyId] })).parties;
    if (party === undefined) throw new AppError('platform/not-found');
    const { items, persons, ready, ...counted } = await measureShares(context, party);
    if (persons === 0) throw new AppError('training/nobody-counted');
    return {
      answer: { items, persons, ready },
      entry: { subjectKind: 'roster', subjectId: partyId, partyId, evidenceKind: 'EV-TRN', detail: { persons, ready, ...counted, items } },
    };
  },
});
