import { ROLE } from '#kernel/roles.ts';
import { importContracts } from '#rooms/contractors/imports/import-contracts.command.ts';
import { previewImport } from '#rooms/contractors/imports/preview-import.query.ts';
import { recordRate } from '#rooms/contractors/rates/record-rate.command.ts';
import { askOverride } from '#rooms/contractors/release/ask-override.command.ts';
import { awardContract } from '#rooms/contractors/release/award-contract.command.ts';
import { grantOverride } from '#rooms/contractors/release/decide-override.command.ts';
import { proposeModification } from '#rooms/contractors/release/modification.command.ts';
import { listContracts } from '#rooms/contractors/tasks/next-due/list-contracts.query.ts';
import { HEADQUARTERS_CODE } from '#rooms/parties/index.ts';
import { accountOf } from '../cast.ts';
import { type ExerciseContext, idOf, queryAs, runAs } from '../context.ts';
import { keepPlans } from './keep-plans.ts';

/** Invented firms, what each does, where, and a value; the number of each contract is made from its place in the list. */
const WORK = [
  ['Brightwater Catering', 'Kitchens', 'Camp Larkfield', 4_120_000],
  ['Corridor Freight', 'Line haul, port to depot', 'Port of Amber', 2_870_000],
  ['Lantern Facilities', 'Cleaning', 'Headquarters', 1_960_000],
  ['Quarry Hill Construction', 'Accommodation block', 'Camp Larkfield', 6_400_000],
  ['Fenwick Yard Laundry', 'Laundry, both camps', 'Camp Larkfield', 410_000],
  ['Windrose Interpreters', 'Language services', 'Amber Quay', 735_000],
  ['Hollin Generators', 'Power', 'Camp Larkfield', 1_150_000],
  ['Marlow and Finch Cleaning', 'Cleaning, training centre', 'Training centre', 520_000],
  ['Tallow Lane Vehicle Hire', 'Light vehicles', 'Amber Quay', 388_000],
  ['Redshank Fuel', 'Heating oil', 'Headquarters', 265_000],
  ['Saltmarsh Waste Services', 'Waste', 'Camp Larkfield', 690_000],
  ['Pale Harbour Staffing', 'Reception and post room', 'Headquarters', 148_000],
] as const;
const HEADINGS = [
  'Contract No.,Supplier,Subject,Amount,Currency,Place,Labour,Recruited migrants,Housing,Overseas,Start date,End date,Status,',
  'Under contract,Engaged by,Kind',
].join('');
/** How many contracts a party has. */
const REGISTERS = [
  { code: 'XC', prefix: 'XC', count: 60 },
  { code: HEADQUARTERS_CODE, prefix: 'HQ', count: 6 },
] as const;

/** Contracts of Corvania and of headquarters, imported from a sheet each: plainly invented firms, some of them with firms under them. */
export async function keepContracts(context: ExerciseContext): Promise<void> {
  for (const { code, prefix, count } of REGISTERS) {
    const [officer, partyId] = [accountOf(ROLE.contractingOfficer, code), idOf(context, code)];
    const at = context.calendar.at('2026-11-19');
    const table = [HEADINGS, ...Array.from({ length: count }, (_, n) => contractRow(context, prefix, n)), ...firmRows(prefix)].join('\n');
    const { mapping, against } = await queryAs(context, officer, at, previewImport, { partyId, table });
    const title = `Contracts of ${prefix}, November`;
    const input = { partyId, table, mapping: JSON.stringify(mapping), against, title, leaveOut: 'no' as const };
    await runAs(context, officer, at, importContracts, input);
    if (code === 'XC') {
      const rate = { currency: 'USD', day: context.calendar.day('2026-11-18'), units: '1.08', source: 'Invented bank of the exercise' };
      await runAs(context, officer, at, recordRate, { partyId, ...rate });
      await keepPlans(context, officer, partyId, [numberOf(prefix, 0), numberOf(prefix, 3)]);
    }
  }
}

function numberOf(prefix: string, n: number): string {
  return `${prefix}-${2024 + (n % 3)}-${String(101 + n * 7).padStart(4, '0')}`;
}

function contractRow({ calendar }: ExerciseContext, prefix: string, n: number): string {
  const [firm, work, place, value] = WORK[n % WORK.length]!;
  const round = Math.floor(n / WORK.length);
  // Some values are unknown, some are in a currency without a rate: the register says so.
  const currency = n % 10 === 3 ? 'USD' : n % 20 === 7 ? 'GBP' : 'EUR';
  const amount = n % 15 === 14 ? '' : String(Math.round(value / (1 + round)));
  const labour = ['unskilled', 'skilled', 'mixed', ''][n % 4]!;
  const known = [n % 3 === 0 ? 'yes' : n % 3 === 1 ? 'no' : 'unknown', n % 5 === 0 ? 'yes' : '', place === 'Headquarters' ? 'no' : 'yes'];
  const days = [calendar.day(`${2024 + (n % 3)}-01-15`), calendar.day(`2027-${String(1 + (n % 12)).padStart(2, '0')}-28`)];
  const title = round === 0 ? work : `${work}, part ${round + 1}`;
  const cells = [numberOf(prefix, n), firm, title, amount, amount === '' ? '' : currency, place, labour, ...known, ...days];
  return [...cells, n % 12 === 11 ? 'planned' : 'awarded', '', '', ''].map((cell) => `"${cell}"`).join(',');
}

function firmRows(prefix: string): string[] {
  const row = (n: number, name: string, work: string, engagedBy: string, kind: string) =>
    ['', name, work, '', '', '', '', '', '', '', '', '', '', numberOf(prefix, n), engagedBy, kind].map((cell) => `"${cell}"`).join(',');
  return [
    row(0, 'Oldbarn Provisions', 'Dry goods', '', 'subcontractor'),
    row(0, 'Talven Recruitment', '46 kitchen staff', 'Oldbarn Provisions', 'agent'),
    row(0, 'Saltmarsh Waste Services', 'Kitchen waste', '', 'subcontractor'),
    row(3, 'Pale Harbour Staffing', 'Masons and helpers', '', 'agent'),
    row(3, 'Hollin Generators', 'Power for the site', '', 'consortium'),
  ];
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
  const how = 'By letter to the firm, with the three provisions of clause 5f in its language.';
  await runAs(context, officer, calendar.at('2026-11-23', 12), proposeModification, { ...of(running!), on, how });
}
