import { latestDayOf } from '#kernel/dates.ts';
import { AppError } from '#kernel/errors.ts';
import { commandOf } from '#kernel/machine.ts';
import { defineCommand, unwrap } from '#platform/command.ts';
import { currentEdition } from '#rooms/policy/index.ts';
import { decideProgress, MEASURE_MACHINE, type MeasureAction } from './plan.rules.ts';
import { MeasureAnswer, RecordProgress } from './plan.schema.ts';
import { lockMeasure, measuresOf, moveMeasure, movePlan, partyOfMeasure } from './plan.store.ts';
import { evidenceKindOf, recordPlanEvidence } from './plan-evidence.ts';
import '../errors.ts';
import '../permissions.ts';

/** Dated progress of a measure: begun, reported, done, dropped, reopened or given another due date. The plan's new state is evidence. */
export const recordProgress = defineCommand({
  ...commandOf<MeasureAction>(MEASURE_MACHINE, 'report'),
  clauses: () => currentEdition().acts.implementation,
  input: RecordProgress,
  answer: MeasureAnswer,
  party: ({ measureId }, db) => partyOfMeasure(db, measureId),
  async run(context, input) {
    const { db, change, write, subject, now, newId } = context;
    const found = await lockMeasure(db, input.measureId);
    if (found === undefined) throw new AppError('platform/not-found');
    const { plan, measure, lastOn } = found;
    if (measure.version !== input.version) throw new AppError('platform/stale', { current: measure.version, yours: input.version });
    const { action, on, note, dueOn } = input;
    const state = unwrap(decideProgress({ plan: plan.state, state: measure.state, lastOn }, input, latestDayOf(now)));
    const next = { ...measure, state, dueOn: dueOn ?? measure.dueOn };
    const measures = (await measuresOf(db, [plan.id])).map((one) => (one.id === measure.id ? next : one));
    const items = await recordPlanEvidence(context, plan, measures);
    await change(moveMeasure(db, measure, next), 'platform/conflict');
    await change(movePlan(db, plan, items), 'platform/conflict');
    write(
      db.insertInto('nations.measure_progress').values({
        id: newId(),
        measure_id: measure.id,
        plan_id: plan.id,
        party_id: plan.partyId,
        action,
        on_day: on,
        note,
        due_on: dueOn,
        recorded_at: now,
        recorded_by: subject.person,
      }),
    );
    return {
      answer: { id: measure.id, state, version: measure.version + 1 },
      entry: {
        subjectKind: 'measure',
        subjectId: measure.id,
        partyId: plan.partyId,
        ...evidenceKindOf(items),
        detail: { plan: plan.id, clause: measure.clauseId, action, on, dueOn, ...items },
      },
    };
  },
});
