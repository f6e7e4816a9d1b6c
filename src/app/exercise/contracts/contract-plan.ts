import type { Calendar } from '../calendar.ts';
import type { Way } from './files/what-files-say.ts';

/** Invented firms, what each does, where, and a value; the first three are contractors in the register of parties. */
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
/** Codes of the firms of `WORK` that are contractors in the register of parties, by name. */
export const REGISTERED: Readonly<Record<string, string>> = {
  'Brightwater Catering': 'BRIGHTWATER',
  'Corridor Freight': 'CORRIDOR',
  'Lantern Facilities': 'LANTERN',
};

/** How many contracts Corvania has, each with a file, and headquarters, without. */
export const [OF_CORVANIA, OF_HEADQUARTERS] = [60, 6] as const;

/** Contracts of Corvania under the FAR set: the date of the clause, and what is known of the place and the supplies. Whether the third owes a plan is not known. */
const FAR: Readonly<Record<number, { clauseOn: string; country: string; offTheShelf: string }>> = {
  0: { clauseOn: '2023-12-01', country: 'XK', offTheShelf: 'no' },
  1: { clauseOn: '2024-06-03', country: 'XK', offTheShelf: 'no' },
  2: { clauseOn: '2024-06-03', country: '', offTheShelf: '' },
  3: { clauseOn: '2025-10-15', country: 'XK', offTheShelf: 'no' },
  12: { clauseOn: '2024-09-02', country: 'XK', offTheShelf: 'no' },
};

// All others read as the clause set does.
const UNLIKE: Readonly<Partial<Record<Way, readonly number[]>>> = {
  'far-lacking': [0],
  'far-reference': [1],
  far: [2, 12],
  'far-struck': [3],
  'as-set-fr': [10, 19, 34, 50],
  own: [5, 17, 22, 31, 40, 52],
  'own-fr': [8, 44],
  weaker: [4, 16, 23, 38, 55],
  lacking: [7, 11, 29, 48],
  struck: [9, 24],
  deleted: [41],
  proposed: [14, 37],
  hidden: [20, 45],
  'by-reference': [6, 18, 30, 42],
  'not-there': [26],
  picture: [33],
  password: [51],
  german: [15, 47],
};
const WAY_OF = new Map(Object.entries(UNLIKE).flatMap(([way, all]) => all.map((n) => [n, way as Way] as const)));

/** One contract of the exercise as its sheet has it. `way`: how its file carries the set; only those of Corvania have files. */
export type PlannedContract = ReturnType<typeof planContract>;

/** The contract at a place of a register; `prefix` begins its number. The same in every exercise. */
export function planContract(prefix: string, n: number) {
  const [firm, work, place, value] = WORK[n % WORK.length]!;
  const round = Math.floor(n / WORK.length);
  const year = 2024 + (n % 3);
  const far = prefix === 'XC' ? FAR[n] : undefined;
  return {
    number: `${prefix}-${year}-${String(101 + n * 7).padStart(4, '0')}`,
    title: round === 0 ? work : `${work}, part ${round + 1}`,
    ...{ firm, place, far, signedOn: `${year}-01-15`, way: WAY_OF.get(n) ?? ('as-set' as const) },
    // Some values are unknown, some are in a currency without a rate: the register says so.
    value: n % 15 === 14 ? null : Math.round(value / (1 + round)),
    currency: n % 10 === 3 ? 'USD' : n % 20 === 7 ? 'GBP' : 'EUR',
    setId: far === undefined ? 'least-5f' : 'far-52.222-50',
  };
}

const HEADINGS = [
  'Contract No.,Supplier,Subject,Amount,Currency,Place,Labour,Recruited migrants,Housing,Overseas,Start date,End date,Status,',
  'Country,Off the shelf,Clause date,Clause set,Under contract,Engaged by,Kind',
].join('');
const FIRM_CELLS = HEADINGS.split(',').length - 3;

/** The sheet of contracts of a register, with the firms under some of them. */
export function sheetOf(calendar: Calendar, prefix: string, count: number): string {
  return [HEADINGS, ...Array.from({ length: count }, (_, n) => contractRow(calendar, prefix, n)), ...firmRows(prefix)].join('\n');
}

const rowOf = (cells: readonly string[]) => cells.map((cell) => `"${cell}"`).join(',');

function contractRow(calendar: Calendar, prefix: string, n: number): string {
  const { number, firm, title, value, currency, place, signedOn, far, setId } = planContract(prefix, n);
  const labour = ['unskilled', 'skilled', 'mixed', ''][n % 4]!;
  const known = [n % 3 === 0 ? 'yes' : n % 3 === 1 ? 'no' : 'unknown', n % 5 === 0 ? 'yes' : '', place === 'Headquarters' ? 'no' : 'yes'];
  const days = [calendar.day(signedOn), calendar.day(`2027-${String(1 + (n % 12)).padStart(2, '0')}-28`)];
  const amount = value === null ? ['', ''] : [String(value), currency];
  const clause = far === undefined ? ['', '', ''] : [far.country, far.offTheShelf, calendar.day(far.clauseOn)];
  const state = n % 12 === 11 ? 'planned' : 'awarded';
  return rowOf([number, firm, title, ...amount, place, labour, ...known, ...days, state, ...clause, setId, '', '', '']);
}

function firmRows(prefix: string): string[] {
  const row = (n: number, name: string, work: string, engagedBy: string, kind: string) => {
    const own = ['', name, work, ...Array.from({ length: FIRM_CELLS - 3 }, () => '')];
    return rowOf([...own, planContract(prefix, n).number, engagedBy, kind]);
  };
  return [
    row(0, 'Oldbarn Provisions', 'Dry goods', '', 'subcontractor'),
    row(0, 'Talven Recruitment', '46 kitchen staff', 'Oldbarn Provisions', 'agent'),
    row(0, 'Saltmarsh Waste Services', 'Kitchen waste', '', 'subcontractor'),
    row(3, 'Pale Harbour Staffing', 'Masons and helpers', '', 'agent'),
    row(3, 'Hollin Generators', 'Power for the site', '', 'consortium'),
  ];
}
