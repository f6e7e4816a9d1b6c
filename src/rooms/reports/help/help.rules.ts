import { accept, type Decision, refuse } from '#kernel/decision.ts';

/**
 * Kinds of help, in the order in which a page lists them: help that informs no authority first, then the operation's own telephone, then the police. A shelter
 * is reached by telephone only, so no kind has an address.
 */
export const HELP_KINDS = [
  'help-line',
  'shelter-referral',
  'medical',
  'child-protection',
  'legal-aid',
  'embassy',
  'duty-telephone',
  'police',
] as const;
export type HelpKind = (typeof HELP_KINDS)[number];

/** What a page shows side by side, so that nobody is sent to the police first. */
export const HELP_GROUPS = ['not-police', 'duty', 'police'] as const;
export type HelpGroup = (typeof HELP_GROUPS)[number];

/** The group of a kind. */
export function groupOf(kind: HelpKind): HelpGroup {
  if (kind === 'police') return 'police';
  return kind === 'duty-telephone' ? 'duty' : 'not-police';
}

/** What a person heard who called the number. */
export const TEST_RESULTS = ['answered', 'no-answer', 'wrong-number'] as const;
export type TestResult = (typeof TEST_RESULTS)[number];

export type NumberTest = { readonly testedOn: string | null; readonly result: TestResult | null; readonly answeredOn: string | null };

/** Whether the public may be sent to a number: it was answered once, and has not proved wrong since. The database decides the same. */
export const isCallable = ({ result, answeredOn }: NumberTest): boolean => answeredOn !== null && result !== 'wrong-number';

/** Whether a number must be tried again: nobody has tried it for the given days, or nobody answered last time. */
export function isTestDue({ testedOn, result }: NumberTest, days: number, today: string): boolean {
  return testedOn === null || result !== 'answered' || isTestOld(testedOn, days, today);
}

/** When a number is to be tried: at once (null) where nobody has tried it or nobody answered, else once its test is too old. */
export function testDueOn({ testedOn, result }: NumberTest, days: number): string | null {
  if (testedOn === null || result !== 'answered') return null;
  return new Date(Date.parse(testedOn) + days * 86_400_000).toISOString().slice(0, 10);
}

/** Whether the last test is older than the given days. */
export function isTestOld(testedOn: string, days: number, today: string): boolean {
  return (Date.parse(today) - Date.parse(testedOn)) / 86_400_000 > days;
}

/** When a number answers: days from Monday 1 to Sunday 7 (null: not known), and local times (null: all day). `closes` before `opens` is on the next day. */
export type Hours = { readonly days: readonly number[] | null; readonly opens: string | null; readonly closes: string | null };

/** Checks hours: both times or neither, not the same, and none without days. */
export function decideHours({ days, opens, closes }: Hours): Decision<true> {
  const fits = (opens === null) === (closes === null) && (opens === null || (days !== null && opens !== closes));
  return fits ? accept(true) : refuse('reports/hours-unfit');
}

/** Whether a number answers day and night. */
export const isAlways = ({ days, opens }: Hours): boolean => days?.length === 7 && opens === null;

/** Whether a number answers at a moment; null where the hours are not known. */
export function isOpenAt({ days, opens, closes }: Hours, zone: string, moment: Date): boolean | null {
  if (days === null) return null;
  const { weekday, time } = localTime(zone, moment);
  if (opens === null || closes === null) return days.includes(weekday);
  const before = weekday === 1 ? 7 : weekday - 1;
  if (opens < closes) return days.includes(weekday) && time >= opens && time < closes;
  return (days.includes(weekday) && time >= opens) || (days.includes(before) && time < closes);
}

const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** The weekday (Monday 1) and the time (`18:00`) in a time zone. */
export function localTime(zone: string, moment: Date): { weekday: number; time: string } {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  const part = Object.fromEntries(parts.formatToParts(moment).map(({ type, value }) => [type, value]));
  return { weekday: WEEKDAYS.indexOf(part.weekday!) + 1, time: `${part.hour}:${part.minute}` };
}

/** Runs of days that follow each other, each as its first and last day: Monday to Friday and Sunday are `[[1, 5], [7, 7]]`. */
export function runsOf(days: readonly number[]): [number, number][] {
  const runs: [number, number][] = [];
  for (const day of days.toSorted((a, b) => a - b)) {
    const last = runs.at(-1);
    if (last !== undefined && last[1] === day - 1) last[1] = day;
    else runs.push([day, day]);
  }
  return runs;
}

/** Checks the day of a test call: not in the future, and not before the last one. */
export function decideTestDay(day: string, today: string, last: string | null): Decision<true> {
  if (day > today) return refuse('reports/test-to-come');
  return last !== null && day < last ? refuse('reports/test-before-the-last', { day: last }) : accept(true);
}

/** Who keeps a list of help: an operation, or a nation. */
export function decideListOwner(kind: string): Decision<true> {
  return kind === 'operation' || kind === 'nation' ? accept(true) : refuse('reports/no-help-list');
}
