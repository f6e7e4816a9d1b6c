import { z } from 'zod';
import { AppError } from '#kernel/errors.ts';
import { defineCommand } from '#platform/command.ts';
import { findParty } from '../party.store.ts';
import { PlanRotation, SetHandOver } from '../register/register.schema.ts';
import { findRotation, findUnit, lockRotation } from './unit.store.ts';
import '../errors.ts';
import '../permissions.ts';

export const RotationAnswer = z.object({ rotationId: z.string(), version: z.number().int() });

/** Plans the rotation of a unit into an operation from one day until its hand-over. */
export const planRotation = defineCommand({
  name: 'parties/plan-rotation',
  permission: 'parties:manage-units',
  operational: 'register',
  input: PlanRotation,
  answer: RotationAnswer,
  party: async ({ unitId }, db) => (await findUnit(db, unitId))?.party_id,
  async run({ db, write, subject, now, newId }, input) {
    const [unit, operation] = await Promise.all([findUnit(db, input.unitId), findParty(db, { id: input.operationId })]);
    if (unit === undefined) throw new AppError('platform/not-found');
    if (operation?.kind !== 'operation') throw new AppError('parties/not-an-operation');
    if (input.handOver !== null && input.handOver < input.from) throw new AppError('parties/ends-before-start');
    const rotationId = newId();
    write(
      db.insertInto('parties.rotation').values({
        id: rotationId,
        unit_id: unit.id,
        party_id: unit.party_id,
        operation_id: input.operationId,
        contingent: input.contingent,
        from_day: input.from,
        hand_over: input.handOver,
        recorded_at: now,
        recorded_by: subject.person,
      }),
    );
    return {
      answer: { rotationId, version: 1 },
      entry: {
        subjectKind: 'rotation',
        subjectId: rotationId,
        partyId: unit.party_id,
        detail: { operation: operation.code, from: input.from, handOver: input.handOver },
      },
    };
  },
});

/** Changes the day of hand-over of a rotation. */
export const setHandOver = defineCommand({
  name: 'parties/set-hand-over',
  permission: 'parties:manage-units',
  operational: 'register',
  input: SetHandOver,
  answer: RotationAnswer,
  party: async ({ rotationId }, db) => (await findRotation(db, rotationId))?.party_id,
  async run({ db, change }, { rotationId, handOver, version }) {
    const rotation = await lockRotation(db, rotationId);
    if (rotation === undefined) throw new AppError('platform/not-found');
    if (rotation.version !== version) throw new AppError('platform/stale', { current: rotation.version, yours: version });
    if (handOver !== null && handOver < rotation.from_day) throw new AppError('parties/ends-before-start');
    await change(
      db
        .updateTable('parties.rotation')
        .set({ hand_over: handOver, version: version + 1 })
        .where('id', '=', rotationId)
        .where('version', '=', version),
    );
    return {
      answer: { rotationId, version: version + 1 },
      entry: {
        subjectKind: 'rotation',
        subjectId: rotationId,
        partyId: rotation.party_id,
        detail: { from: rotation.hand_over, to: handOver },
      },
    };
  },
});
