import { AppError } from '#kernel/errors.ts';
import { commandOf } from '#kernel/machine.ts';
import { defineCommand } from '#platform/command.ts';
import { currentCatalogue, currentEdition } from '#rooms/policy/index.ts';
import { findChapter } from './chapters.ts';
import { PLAN_MACHINE } from './plan.rules.ts';
import { AddMeasure, PlanAnswer } from './plan.schema.ts';
import { measuresOf, movePlan, partyOfPlan } from './plan.store.ts';
import { planForAction } from './plan-action.ts';
import { evidenceKindOf, recordPlanEvidence } from './plan-evidence.ts';
import '../errors.ts';
import '../permissions.ts';

/** Adds a measure to an action plan: the clause it serves, its text, the office that owns it, and its due date. */
export const addMeasure = defineCommand({
  ...commandOf(PLAN_MACHINE, 'add-measure'),
  clauses: () => currentEdition().acts.implementation,
  input: AddMeasure,
  answer: PlanAnswer,
  party: ({ planId }, db) => partyOfPlan(db, planId),
  async run(context, input) {
    const { db, change, write, subject, now, newId } = context;
    const { plan, state } = await planForAction(context, input, 'add-measure');
    const { clauseId, text, owner, chapter, dueOn } = input;
    const edition = currentCatalogue().edition(plan.editionId);
    if (!edition.columns.includes(clauseId)) throw new AppError('nations/unknown-clause', { id: clauseId });
    if (chapter !== null && !findChapter(edition, clauseId, chapter)) throw new AppError('nations/unknown-chapter');
    const id = newId();
    const before = await measuresOf(db, [plan.id]);
    const items = await recordPlanEvidence(context, plan, [...before, { clauseId, state: 'not-started', dueOn, chapter }]);
    await change(movePlan(db, plan, items), 'platform/conflict');
    write(
      db.insertInto('nations.measure').values({
        id,
        plan_id: plan.id,
        party_id: plan.partyId,
        clause_id: clauseId,
        text,
        owner,
        chapter,
        due_on: dueOn,
        state: 'not-started',
        recorded_at: now,
        recorded_by: subject.person,
      }),
    );
    return {
      answer: { id: plan.id, state, version: plan.version + 1 },
      entry: {
        subjectKind: 'plan',
        subjectId: plan.id,
        partyId: plan.partyId,
        ...evidenceKindOf(items),
        detail: { measure: id, clause: clauseId, chapter, dueOn, ...items },
      },
    };
  },
});
