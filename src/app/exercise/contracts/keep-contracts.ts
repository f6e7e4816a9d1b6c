import { dayOf, plusDays } from '#kernel/dates.ts';
import { ROLE } from '#kernel/roles.ts';
import { changeContract } from '#rooms/contractors/documents/change-contract.command.ts';
import { askFirm } from '#rooms/contractors/firms/ask-firm.command.ts';
import { MAX_LINK_DAYS } from '#rooms/contractors/firms/firm-link.rules.ts';
import { makeFirmLink } from '#rooms/contractors/firms/make-firm-link.command.ts';
import { importContracts } from '#rooms/contractors/imports/import-contracts.command.ts';
import { previewImport } from '#rooms/contractors/imports/preview-import.query.ts';
import { recordRate } from '#rooms/contractors/rates/record-rate.command.ts';
import { ContractFields } from '#rooms/contractors/register/contract.schema.ts';
import { getContract } from '#rooms/contractors/register/get-contract.query.ts';
import { askOverride } from '#rooms/contractors/release/ask-override.command.ts';
import { awardContract } from '#rooms/contractors/release/award-contract.command.ts';
import { grantOverride } from '#rooms/contractors/release/decide-override.command.ts';
import { proposeModification } from '#rooms/contractors/release/modification.command.ts';
import { listContracts } from '#rooms/contractors/tasks/next-due/list-contracts.query.ts';
import { HEADQUARTERS_CODE } from '#rooms/parties/index.ts';
import { accountOf } from '../cast.ts';
import { type ExerciseContext, idOf, queryAs, runAs } from '../context.ts';
import { OF_CORVANIA, OF_HEADQUARTERS, planContract, REGISTERED, sheetOf } from './contract-plan.ts';
import type { CheckedFile } from './files/read-files.ts';
import { keepFiles } from './keep-files.ts';
import { keepPlans } from './keep-plans.ts';

/** The register of each party that has contracts here. */
const REGISTERS = [
  { code: 'XC', prefix: 'XC', count: OF_CORVANIA },
  { code: HEADQUARTERS_CODE, prefix: 'HQ', count: OF_HEADQUARTERS },
] as const;
/** Where the link of a firm is kept in the data of the exercise, for those who try the page that it opens. */
export const FIRM_LINK_FILE = 'firm-link.txt';

/**
 * Contracts of Corvania and of headquarters, imported from a sheet each: plainly invented firms, some of them with firms under them. Three are contractors in the
 * register of parties. `files`: what the check reads in the files of Corvania's contracts.
 */
export async function keepContracts(context: ExerciseContext, files: Promise<readonly CheckedFile[]>): Promise<void> {
  for (const { code, prefix, count } of REGISTERS) {
    const [officer, partyId] = [accountOf(ROLE.contractingOfficer, code), idOf(context, code)];
    const at = context.calendar.at('2026-11-19');
    const table = sheetOf(context.calendar, prefix, count);
    const { mapping, against } = await queryAs(context, officer, at, previewImport, { partyId, table });
    const title = `Contracts of ${prefix}, November`;
    const input = { partyId, table, mapping: JSON.stringify(mapping), against, title, leaveOut: 'no' as const };
    await runAs(context, officer, at, importContracts, input);
    const { items } = await queryAs(context, officer, at, listContracts, { partyId, limit: 100 });
    for (const { id: contractId, contractor } of items)
      if (REGISTERED[contractor] !== undefined) await nameContractor(context, officer, contractId, idOf(context, REGISTERED[contractor]));
    if (code !== 'XC') continue;
    const rate = { currency: 'USD', day: context.calendar.day('2026-11-18'), units: '1.08', source: 'Invented bank of the exercise' };
    await runAs(context, officer, at, recordRate, { partyId, ...rate });
    const ids = Array.from({ length: count }, (_, n) => items.find(({ number }) => number === planContract(prefix, n).number)!.id);
    await keepPlans(context, officer, ids);
    await openFirmPage(context, officer, ids[1]!);
    await keepFiles(context, officer, partyId, await files);
  }
}

/** Names the contractor of a contract in the register of parties: a sheet has its name alone. */
async function nameContractor(context: ExerciseContext, officer: string, contractId: string, contractorId: string): Promise<void> {
  const at = context.calendar.at('2026-11-19', 10);
  const stored = await queryAs(context, officer, at, getContract, { contractId });
  const { number: _, ...fields } = ContractFields.strip().parse(stored);
  await runAs(context, officer, at, changeContract, { contractId, version: stored.version, ...fields, contractorId });
}

/** A link for the contractor of a contract, and a question that it answers there. */
async function openFirmPage(context: ExerciseContext, officer: string, contractId: string): Promise<void> {
  const { calendar, keepFile } = context;
  const at = calendar.at('2026-11-23', 9);
  const representative = { name: 'Lena Marsh', capacity: 'Compliance manager', email: null, telephone: null };
  const endsOn = plusDays(dayOf(at), MAX_LINK_DAYS);
  const { link } = await runAs(context, officer, at, makeFirmLink, { contractId, memberId: null, ...representative, endsOn });
  keepFile(FIRM_LINK_FILE, new URL(link).pathname);
  const question = 'Which agents found the drivers, and did any driver pay a fee?';
  await runAs(context, officer, at, askFirm, { contractId, memberId: null, question, dueOn: calendar.day('2026-12-08') });
}

/** One contract of Corvania awarded under an override that is in force, one that waits for a second person, and a modification proposed for a third. */
export async function holdContracts(context: ExerciseContext): Promise<void> {
  const { calendar } = context;
  const [officer, adviser, partyId] = [accountOf(ROLE.contractingOfficer, 'XC'), accountOf(ROLE.legalAdviser, 'XC'), idOf(context, 'XC')];
  const contractsIn = async (state: 'planned' | 'awarded') =>
    (await queryAs(context, officer, calendar.at('2026-11-20'), listContracts, { partyId, state, limit: 5 })).items;
  const [[first, second], [running]] = [await contractsIn('planned'), await contractsIn('awarded')];
  const until = calendar.day('2026-12-15');
  const ask = {
    option: null,
    until,
    reason: 'Reception must be staffed from Monday. The firm signs the clause with its next modification.',
  };
  const of = ({ id: contractId, version }: { id: string; version: number }) => ({ contractId, version });
  const { overrideId } = await runAs(context, officer, calendar.at('2026-11-20', 10), askOverride, { ...of(first!), ...ask });
  const granted = { overrideId, version: 1, note: 'Granted for this contract alone.' };
  await runAs(context, adviser, calendar.at('2026-11-20', 14), grantOverride, granted);
  const on = calendar.day('2026-11-23');
  await runAs(context, officer, calendar.at('2026-11-23', 10), awardContract, { ...of(first!), version: first!.version + 1, on });
  await runAs(context, officer, calendar.at('2026-11-23', 11), askOverride, { ...of(second!), ...ask });
  const how = 'By letter to the firm, with the text of the provisions that are missing.';
  await runAs(context, officer, calendar.at('2026-11-23', 12), proposeModification, { ...of(running!), on, how });
}
