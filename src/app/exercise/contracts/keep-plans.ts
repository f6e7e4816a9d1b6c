import { addCertification } from '#rooms/contractors/plans/add-certification.command.ts';
import { addPlan } from '#rooms/contractors/plans/add-plan.command.ts';
import { changeSubcontract } from '#rooms/contractors/plans/change-subcontract.command.ts';
import { postPlan } from '#rooms/contractors/plans/post-plan.command.ts';
import { PLAN_PARTS, type Review } from '#rooms/contractors/plans/review.rules.ts';
import { reviewPlan } from '#rooms/contractors/plans/review-plan.command.ts';
import { changeContract } from '#rooms/contractors/register/change-contract.command.ts';
import { ContractFields } from '#rooms/contractors/register/contract.schema.ts';
import { getContract } from '#rooms/contractors/register/get-contract.query.ts';
import { listContracts } from '#rooms/contractors/tasks/next-due/list-contracts.query.ts';
import { type ExerciseContext, queryAs, runAs } from '../context.ts';

const SAID = ['plan-carried-out', 'procedures', 'due-diligence', 'none-found'] as const;

/**
 * Two contracts under the FAR set: of the first the plan is reviewed and posted, and its certification is overdue; of the second no plan came. Under the first
 * the clause reaches one firm and stops at another; of the third nobody knows.
 */
export async function keepPlans(context: ExerciseContext, officer: string, partyId: string, numbers: readonly string[]): Promise<void> {
  const { calendar } = context;
  const at = calendar.at('2026-11-20');
  const under = async (number: string, clauseOn: string) => {
    const { items } = await queryAs(context, officer, at, listContracts, { partyId, find: number, limit: 1, sort: 'number' });
    const contractId = items[0]!.id;
    const stored = await queryAs(context, officer, at, getContract, { contractId });
    const { number: _, ...fields } = ContractFields.parse(
      Object.fromEntries(Object.keys(ContractFields.shape).map((key) => [key, stored[key as keyof typeof stored]])),
    );
    const far = { country: 'XK', offTheShelf: false, setId: 'far-52.222-50', clauseOn: calendar.day(clauseOn) };
    await runAs(context, officer, at, changeContract, { contractId, version: stored.version, ...fields, ...far });
    return stored;
  };
  const first = await under(numbers[0]!, '2023-12-01');
  await under(numbers[1]!, '2025-10-15');
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
