import { AppError } from '#kernel/errors.ts';
import { type CommandContext, unwrap } from '#platform/command.ts';
import { decidePlan, type PlanAction, type PlanState } from './plan.rules.ts';
import { lockPlan, type PlanRecord } from './plan.store.ts';

/** The plan of a command, locked, in the version its caller has read, with the state the action leads to. */
export async function planForAction(
  { db }: Pick<CommandContext, 'db'>,
  input: { planId: string; version: number },
  action: PlanAction,
): Promise<{ plan: PlanRecord; state: PlanState }> {
  const plan = await lockPlan(db, input.planId);
  if (plan === undefined) throw new AppError('platform/not-found');
  if (plan.version !== input.version) throw new AppError('platform/stale', { current: plan.version, yours: input.version });
  return { plan, state: unwrap(decidePlan(plan.state, action)) };
}
