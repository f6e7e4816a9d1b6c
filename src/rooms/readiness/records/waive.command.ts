import { z } from 'zod';
import { commentField } from '#kernel/actions.schema.ts';
import { dayOf, plusDays } from '#kernel/dates.ts';
import { Day } from '#kernel/day.ts';
import { AppError } from '#kernel/errors.ts';
import { commandOf } from '#kernel/machine.ts';
import { defineCommand, unwrap } from '#platform/command.ts';
import { currentCurriculum, TRAINING_CLAUSES } from '#rooms/courses/index.ts';
import { currentEdition } from '#rooms/policy/index.ts';
import { needsOf } from '../needs/need.store.ts';
import { decideEndWaiver, decideWaive, NEED_MACHINE, stateOf, WAIVER_MACHINE } from '../needs/training.rules.ts';
import { findWaiver, ownTrainees, partyOfTrainee } from './records.store.ts';
import '../errors.ts';
import '../permissions.ts';

const Waive = z.strictObject({
  ...{ traineeId: z.uuid(), module: z.string().max(40), until: Day },
  ...commentField(NEED_MACHINE.actions.waive),
});
const Waived = z.object({ id: z.string(), version: z.int() });

/**
 * Waives a module that is required of a person until a day, at most for the term the edition sets. A leader approves it and answers for it, never for
 * themselves. The module counts as covered until then.
 */
export const waive = defineCommand({
  ...commandOf(NEED_MACHINE, 'waive'),
  clauses: TRAINING_CLAUSES,
  input: Waive,
  answer: Waived,
  party: ({ traineeId }, db) => partyOfTrainee(db, traineeId),
  async run({ db, write, newId, now, subject }, { traineeId, module, reason, until }) {
    if (!currentCurriculum().modules.some(({ id }) => id === module)) throw new AppError('platform/not-found');
    if (until < dayOf(now)) throw new AppError('training/day-past');
    const parameter = (name: string) => Number(currentEdition().parameter(name, now).value);
    const isOwn = (await ownTrainees(db, [traineeId], subject.person)).has(traineeId);
    const need = (await needsOf(db, [traineeId])).find((one) => one.module === module);
    if (need === undefined) throw new AppError('training/not-required');
    const state = stateOf({ ...need, enrolled: (need.enrolledUntil ?? '') >= until }, until, parameter(currentCurriculum().due));
    unwrap(decideWaive(state, need, until, isOwn));
    const days = parameter(currentCurriculum().waiver);
    const last = plusDays(dayOf(now), days);
    if (until > last) throw new AppError('training/waiver-too-long', { days, last });
    const [id, partyId] = [newId(), (await partyOfTrainee(db, traineeId))!];
    write(
      db.insertInto('training.waiver').values({
        ...{ id, reason, until, trainee_id: traineeId, party_id: partyId, module_id: module },
        approved_by: subject.person,
        approved_at: now,
      }),
    );
    return {
      answer: { id, version: 1 },
      entry: { subjectKind: 'waiver', subjectId: id, partyId, detail: { traineeId, module, until, reason } },
    };
  },
});

/** Ends a waiver early: the module is required again at once. */
export const endWaiver = defineCommand({
  ...commandOf(WAIVER_MACHINE, 'end-waiver'),
  clauses: TRAINING_CLAUSES,
  input: z.strictObject({ waiverId: z.uuid(), version: z.int() }),
  answer: Waived,
  party: async ({ waiverId }, db) => (await findWaiver(db, waiverId))?.partyId,
  async run({ db, change, now, subject }, { waiverId, version }) {
    const waiver = (await findWaiver(db, waiverId))!;
    if (waiver.version !== version) throw new AppError('training/changed-since');
    unwrap(decideEndWaiver(waiver, dayOf(now)));
    await change(
      db
        .updateTable('training.waiver')
        .set({ ended_at: now, ended_by: subject.person, version: version + 1 })
        .where('id', '=', waiverId)
        .where('version', '=', version)
        .where('ended_at', 'is', null),
      'training/changed-since',
    );
    return {
      answer: { id: waiverId, version: version + 1 },
      entry: { subjectKind: 'waiver', subjectId: waiverId, partyId: waiver.partyId, detail: {} },
    };
  },
});
