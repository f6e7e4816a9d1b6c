import { ROLE } from '#kernel/roles.ts';
import { listContracts } from '#rooms/contractors/tasks/next-due/list-contracts.query.ts';
import { recordViolation } from '#rooms/contractors/violations/record-violation.command.ts';
import {
  askReply,
  decideRemedy,
  investigateViolation,
  recordRemedy,
  recordReply,
  reportInvestigation,
  substantiateViolation,
  verifyRemediation,
} from '#rooms/contractors/violations/violation-steps.command.ts';
import { HEADQUARTERS_CODE } from '#rooms/parties/index.ts';
import { accountOf } from '../cast.ts';
import { type ExerciseContext, idOf, queryAs, runAs } from '../context.ts';

/** Two violations under contracts of headquarters: one is recorded with its remedy, and its contractor notified it in time; the other waits for its investigation. */
export async function investigateViolations(context: ExerciseContext): Promise<void> {
  const { calendar } = context;
  const person = (role: Parameters<typeof accountOf>[0]) => accountOf(role, HEADQUARTERS_CODE);
  const [officer, decider, investigator] = [person(ROLE.contractingOfficer), person(ROLE.focalPoint), person(ROLE.investigator)];
  const input = { partyId: idOf(context, HEADQUARTERS_CODE), limit: 2, sort: 'number' as const };
  const { items } = await queryAs(context, officer, calendar.at('2026-11-20'), listContracts, input);
  const at = (hour: number) => calendar.at('2026-11-20', hour);
  const fees = await runAs(context, officer, at(9), recordViolation, {
    ...{ contractId: items[0]!.id, memberId: null, title: 'Recruitment fees', provisions: ['facilitating'], source: 'firm' },
    ...{ summary: 'Eleven workers paid an agent for their visas.', danger: false, notifiedAt: at(8).toISOString() },
    knownAt: calendar.at('2026-11-19', 16).toISOString(),
  });
  let version = 1;
  const on = (note: string) => ({ violationId: fees.violationId, note, version: version++ });
  await runAs(context, investigator, at(10), investigateViolation, on('The inspection service of headquarters.'));
  await runAs(
    context,
    investigator,
    at(11),
    reportInvestigation,
    on('Receipts of the agent match the payroll. The firm learnt of it the day before its notice.'),
  );
  await runAs(context, officer, at(12), askReply, on('The receipts and the payroll were sent to the firm.'));
  await runAs(context, officer, at(13), recordReply, on('The firm accepts the finding and offers to repay.'));
  await runAs(context, decider, at(14), substantiateViolation, on('The reply confirms what was found.'));
  const weighed = { mitigating: [{ factor: 'cooperated' as const, evidence: 'Records within a day.' }], aggravating: [] };
  await runAs(context, officer, at(15), decideRemedy, { ...on('The fees are repaid first.'), remedies: ['suspend-payment'], ...weighed });
  await runAs(context, officer, at(16), verifyRemediation, on('A visit saw eleven signed receipts of repayment.'));
  await runAs(context, officer, at(17), recordRemedy, on('Entered in the record of the contract.'));
  await runAs(context, officer, calendar.at('2026-11-23', 9), recordViolation, {
    ...{ contractId: items[1]!.id, memberId: null, title: 'Papers kept in the office', provisions: ['engaging'], source: 'worker' },
    ...{ summary: 'Passports of drivers are locked away by the firm.', danger: false, notifiedAt: null },
    knownAt: calendar.at('2026-11-23', 8).toISOString(),
  });
}
