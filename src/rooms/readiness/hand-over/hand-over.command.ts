import { z } from 'zod';
import { commentField } from '#kernel/actions.schema.ts';
import { dayOf } from '#kernel/dates.ts';
import { AppError } from '#kernel/errors.ts';
import { commandOf } from '#kernel/machine.ts';
import { defineCommand, unwrap } from '#platform/command.ts';
import { TRAINING_CLAUSES } from '#rooms/courses/index.ts';
import { readRegister, rotationsOf } from '#rooms/parties/index.ts';
import { countRotation } from '../board/board.store.ts';
import { recordShare } from '../evidence/training-evidence.ts';
import { decideSignature, HAND_OVER_MACHINE, needsReasons } from './hand-over.rules.ts';
import { findHandOver, lockHandOver, signaturesOf } from './hand-over.store.ts';
import '../errors.ts';
import '../permissions.ts';

/**
 * Freezes the current board of a rotation for two commanders to sign: counts of persons, of the ready, and of what is missing. People who still have days left
 * are counted separately: they are not trained yet, but nothing is overdue.
 */
export const checkHandOver = defineCommand({
  name: 'training/check-hand-over',
  permission: 'training:manage-roster',
  clauses: TRAINING_CLAUSES,
  input: z.strictObject({ rotationId: z.uuid() }),
  answer: z.object({ id: z.string(), persons: z.int(), ready: z.int() }),
  party: async ({ rotationId }, db) => (await rotationsOf(db, { ids: [rotationId] }))[0]?.partyId,
  async run({ db, write, newId, now, subject }, { rotationId }) {
    const [rotation] = await rotationsOf(db, { ids: [rotationId] });
    const day = dayOf(now);
    const { persons, ready, inTime, missing } = await countRotation(db, rotationId, day);
    if (persons === 0) throw new AppError('training/nobody-counted');
    const [id, { partyId, operationId }] = [newId(), rotation!];
    write(
      db.insertInto('training.hand_over').values({
        ...{ id, persons, ready, in_time: inTime, rotation_id: rotationId, party_id: partyId, operation_id: operationId, as_of: day },
        missing: JSON.stringify(missing),
        checked_by: subject.person,
        checked_at: now,
      }),
    );
    return {
      answer: { id, persons, ready },
      entry: { subjectKind: 'hand-over', subjectId: id, partyId, detail: { rotationId, day, persons, ready, inTime, missing } },
    };
  },
});

/**
 * Signs a hand-over as the outgoing or the incoming commander. Where people are not ready the outgoing commander gives the reason. With the second signature
 * the counts become evidence of the party, which informs: a rotation counts apart from its party.
 */
export const signHandOver = defineCommand({
  ...commandOf(HAND_OVER_MACHINE, 'sign-outgoing'),
  clauses: TRAINING_CLAUSES,
  input: z.strictObject({
    handOverId: z.uuid(),
    side: z.enum(['outgoing', 'incoming']),
    ...commentField(HAND_OVER_MACHINE.actions['sign-outgoing']),
  }),
  answer: z.object({ complete: z.boolean() }),
  party: async ({ handOverId }, db) => (await findHandOver(db, handOverId))?.party_id,
  async run(context, { handOverId, side, reasons }) {
    const { db, write, now, subject } = context;
    const page = (await findHandOver(db, handOverId))!;
    await lockHandOver(db, handOverId);
    const signed = await signaturesOf(db, [handOverId]);
    const to = unwrap(decideSignature(signed, side, subject.person));
    if (needsReasons(page, side) && reasons === null) throw new AppError('training/reasons-needed');
    write(
      db
        .insertInto('training.hand_over_signature')
        .values({ hand_over_id: handOverId, side, reasons, signed_by: subject.person, signed_at: now }),
    );
    const complete = to === 'complete';
    const [rotation] = await rotationsOf(db, { ids: [page.rotation_id] });
    const [party] = (await readRegister(db, { ids: [page.party_id] })).parties;
    const itemId = complete
      ? await recordShare(context, 'EV-TRN', party!, {
          ...{ done: page.ready, persons: page.persons, day: page.as_of },
          of: { roster: page.persons, stated: null },
          rotation: rotation!.contingent,
        })
      : null;
    return {
      answer: { complete },
      entry: {
        subjectKind: 'hand-over',
        subjectId: handOverId,
        partyId: page.party_id,
        evidenceKind: 'EV-TRN',
        detail: { side, reasons, items: itemId === null ? [] : [itemId] },
      },
    };
  },
});
