import { commandOf } from '#kernel/machine.ts';
import { defineCommand } from '#platform/command.ts';
import { currentEdition } from '#rooms/policy/index.ts';
import { PLAN_MACHINE } from './plan.rules.ts';
import { EndPlan, PlanAnswer } from './plan.schema.ts';
import { movePlan, partyOfPlan } from './plan.store.ts';
import { planForAction } from './plan-action.ts';
import '../errors.ts';
import '../permissions.ts';

/** Ends an action plan with a reason. It stays readable, and so does its evidence; nothing more is recorded in it. */
export const endPlan = defineCommand({
  ...commandOf(PLAN_MACHINE, 'end'),
  clauses: () => currentEdition().acts.implementation,
  input: EndPlan,
  answer: PlanAnswer,
  party: ({ planId }, db) => partyOfPlan(db, planId),
  async run(context, input) {
    const { plan, state } = await planForAction(context, input, 'end');
    await context.change(movePlan(context.db, plan, { state, endReason: input.reason }), 'platform/conflict');
    return {
      answer: { id: plan.id, state, version: plan.version + 1 },
      entry: { subjectKind: 'plan', subjectId: plan.id, partyId: plan.partyId, detail: { state } },
    };
  },
});
