import { addCertification } from '#rooms/contractors/plans/add-certification.command.ts';
import { addPlan } from '#rooms/contractors/plans/add-plan.command.ts';
import { changeSubcontract } from '#rooms/contractors/plans/change-subcontract.command.ts';
import { postPlan } from '#rooms/contractors/plans/post-plan.command.ts';
import { PLAN_PARTS, type Review } from '#rooms/contractors/plans/review.rules.ts';
import { reviewPlan } from '#rooms/contractors/plans/review-plan.command.ts';
import { getContract } from '#rooms/contractors/register/get-contract.query.ts';
import { type ExerciseContext, queryAs, runAs } from '../context.ts';

const SAID = ['plan-carried-out', 'procedures', 'due-diligence', 'none-found'] as const;

/**
 * Contracts under the FAR set, by their place in the register. Of the first the plan is reviewed and posted, and its certification is overdue; of the second a plan waits for its
 * review; of the fourth no plan came; of the thirteenth a certification came and no plan. Under the first the clause reaches one firm and stops at another; of the third nobody
 * knows.
 */
export async function keepPlans(context: ExerciseContext, officer: string, ids: readonly string[]): Promise<void> {
  const { calendar } = context;
  const at = calendar.at('2026-11-20');
  const first = await queryAs(context, officer, at, getContract, { contractId: ids[0]! });
  const second = { contractId: ids[1]!, memberId: null, on: calendar.day('2026-11-17'), title: 'Compliance plan for drivers', file: null };
  await runAs(context, officer, at, addPlan, second);
  const thirteenth = { contractId: ids[12]!, memberId: null, on: calendar.day('2026-09-07'), name: 'Ines Halloran', function: 'Director' };
  await runAs(context, officer, at, addCertification, { ...thirteenth, note: null, statements: [...SAID] });
  const contractId = first.id;
  const plan = { contractId, memberId: null, on: calendar.day('2026-10-02'), title: 'Compliance plan, second version', file: null };
  const { planId } = await runAs(context, officer, at, addPlan, plan);
  const review = Object.fromEntries(PLAN_PARTS.map((part) => [part, { verdict: 'met', note: null }])) as Review;
  await runAs(context, officer, at, reviewPlan, { planId, review, version: 1 });
  await runAs(context, officer, at, postPlan, { planId, on: calendar.day('2026-10-12'), where: 'Canteen of Camp Larkfield', version: 2 });
  const certified = { contractId, memberId: null, on: calendar.day('2025-11-10'), name: 'Ines Halloran', function: 'Director', note: null };
  await runAs(context, officer, at, addCertification, { ...certified, statements: [...SAID] });
  const unknown = { value: null, currency: null, country: null, offTheShelf: null };
  const flow = async (name: string, flows: boolean, document: string | null) => {
    const { id: memberId, version } = first.members.find((one) => one.name === name)!;
    await runAs(context, officer, at, changeSubcontract, { contractId, memberId, version, ...unknown, flows, document });
  };
  await flow('Oldbarn Provisions', true, 'Subcontract 4, annex B');
  await flow('Saltmarsh Waste Services', false, null);
}
