import { z } from 'zod';
import { dayOf, plusDays } from '#kernel/dates.ts';
import { Day } from '#kernel/day.ts';
import { AppError } from '#kernel/errors.ts';
import { commandOf } from '#kernel/machine.ts';
import { defineCommand, unwrap } from '#platform/command.ts';
import { currentCurriculum, TRAINING_CLAUSES } from '#rooms/courses/index.ts';
import { currentEdition } from '#rooms/policy/index.ts';
import { decideWaiver, NEED_MACHINE, WAIVER_MACHINE } from '../needs/training.rules.ts';
import { ownTrainees, partyOfTrainee, partyOfWaiver } from './records.store.ts';
import '../errors.ts';
import '../permissions.ts';

const Waive = z.strictObject({ traineeId: z.uuid(), module: z.string().max(40), reason: z.string().trim().min(1).max(500), until: Day });
const Waived = z.object({ id: z.string(), version: z.int() });

/** Waives a module for a person until a day, at most for the term the edition sets. A leader approves it and answers for it, never for themselves. The module counts as covered until then. */
export const waive = defineCommand({
  ...commandOf(NEED_MACHINE, 'waive'),
  clauses: TRAINING_CLAUSES,
  input: Waive,
  answer: Waived,
  party: ({ traineeId }, db) => partyOfTrainee(db, traineeId),
  async run({ db, write, newId, now, subject }, { traineeId, module, reason, until }) {
    if (!currentCurriculum().modules.some(({ id }) => id === module)) throw new AppError('platform/not-found');
    unwrap(decideWaiver((await ownTrainees(db, [traineeId], subject.person)).has(traineeId)));
    if (until < dayOf(now)) throw new AppError('training/day-past');
    const days = Number(currentEdition().parameter(currentCurriculum().waiver).value);
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
  party: ({ waiverId }, db) => partyOfWaiver(db, waiverId),
  async run({ db, change, now, subject }, { waiverId, version }) {
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
      entry: { subjectKind: 'waiver', subjectId: waiverId, partyId: (await partyOfWaiver(db, waiverId))!, detail: {} },
    };
  },
});
