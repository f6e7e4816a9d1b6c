import { newId } from '#kernel/ids.ts';
import { ROLE } from '#kernel/roles.ts';
import { getBoard } from '#rooms/readiness/board/get-board.query.ts';
import { measureWaiting } from '#rooms/readiness/measuring/measure-waiting.command.ts';
import { registerProvider } from '#rooms/readiness/recognition/declare.command.ts';
import { recogniseCourse } from '#rooms/readiness/recognition/recognise.command.ts';
import { COMPLETION_COLUMNS } from '#rooms/readiness/records/completions-file.ts';
import { importCompletions } from '#rooms/readiness/records/import-completions.command.ts';
import { importRoster } from '#rooms/readiness/roster/import-roster.command.ts';
import { previewRoster } from '#rooms/readiness/roster/preview-roster.query.ts';
import { ROSTER_COLUMNS } from '#rooms/readiness/roster/roster-file.ts';
import { stateStrength } from '#rooms/readiness/strength/state-strength.command.ts';
import { accountOf, NATIONS, unitName } from '../cast.ts';
import { type ExerciseContext, idOf, queryAs, runAs } from '../context.ts';

/** The number of people these nations send with each of their companies, and whether contract workers come along. */
const SENT = [
  { code: 'XC', each: 190, workers: 23 },
  { code: 'XA', each: 95, workers: 0 },
  { code: 'XE', each: 60, workers: 0 },
] as const;
/** The stated strength is a little above the roster: some posts are vacant. */
const STRENGTH_OF_ROSTER = 1.05;
const ROLES: Record<number, string> = {
  1: ROLE.commander,
  2: 'military-police',
  3: ROLE.legalAdviser,
  4: 'contracting',
  5: 'intake duty-officer',
};

/** What the roster of a nation says of its people: how many there are, passed the general module, and signed. Null where the nation sends no roster. */
export function rosterFigures(code: string): { people: number; trained: number; signed: number } | null {
  const sent = SENT.find((one) => one.code === code);
  if (sent === undefined) return null;
  const rows = peopleOf(sent).map((person, n) => ({ ...person, ...completionOf(person, n) }));
  const passed = rows.filter((row) => row.passed !== null && row.category !== 'contractor');
  return { people: rows.length, trained: passed.length, signed: rows.filter((row) => row.isSigned).length };
}

type Person = { number: string; unit: string; category: string; roles: string; operation: string };

/** Some four hundred people of three nations, by number: most trained and signed, some not, some long ago. Estrava is behind. */
export async function trainPeople(context: ExerciseContext): Promise<void> {
  for (const sent of SENT) {
    const [officer, partyId] = [accountOf(ROLE.trainingOfficer, sent.code), idOf(context, sent.code)];
    const people = peopleOf(sent);
    await bringIn(context, officer, partyId, people);
    const table = [COMPLETION_COLUMNS.join(';'), ...people.flatMap((person, n) => completionsOf(context, person, n))].join('\n');
    await runAs(context, officer, context.calendar.at('2026-11-20'), importCompletions, { partyId, table });
  }
  await nameSources(context);
  for (const { code } of SENT) {
    const [officer, partyId] = [accountOf(ROLE.trainingOfficer, code), idOf(context, code)];
    const { persons } = await queryAs(context, officer, context.calendar.at('2026-11-21'), getBoard, { scopeId: partyId });
    if (persons === 0) continue;
    await runAs(context, officer, context.calendar.at('2026-11-21', 9), stateStrength, {
      ...{ partyId, persons: Math.round(persons * STRENGTH_OF_ROSTER), source: 'Establishment table' },
      statedFor: context.calendar.day('2026-11-01'),
    });
    // The program measures in the background: here at once, so that the matrix is the same at every start.
    await runAs(context, 'installation', context.calendar.at('2026-11-21', 10), measureWaiting, { partyId });
  }
}

function peopleOf({ code, each, workers }: (typeof SENT)[number]): Person[] {
  const { in: operations } = NATIONS.find((nation) => nation.code === code)!;
  const number = (n: number) => `${code}-${20_000 + n * 7}`;
  const soldiers = operations.flatMap((operation, company) =>
    Array.from({ length: each - company * 20 }, (_, n): Person => {
      const unit = unitName(code, company + 1);
      return {
        number: number(company * 200 + n),
        unit,
        category: n % 19 === 18 ? 'augmentee' : 'contingent',
        roles: ROLES[n] ?? '',
        operation,
      };
    }),
  );
  const contract = Array.from({ length: workers }, (_, n): Person => {
    return { number: number(900 + n), unit: '', category: 'contractor', roles: '', operation: operations[0]! };
  });
  return [...soldiers, ...contract];
}

async function bringIn(context: ExerciseContext, officer: string, partyId: string, people: readonly Person[]): Promise<void> {
  const arrives = context.calendar.day('2026-06-15');
  const rows = people.map(({ number, unit, category, roles, operation }) =>
    [number, unit, category, roles, operation, arrives, ''].join(';'),
  );
  const table = [ROSTER_COLUMNS.join(';'), ...rows].join('\n');
  const { against } = await queryAs(context, officer, context.calendar.at('2026-06-08'), previewRoster, { partyId, table });
  await runAs(context, officer, context.calendar.at('2026-06-08', 10), importRoster, {
    ...{ partyId, table, against, batchId: newId(), title: `Roster of ${arrives}`, total: people.length },
  });
}

// One in eleven of Estrava has not begun, one in nine needs the refresher; elsewhere it is about one in thirty.
function completionOf({ number }: Pick<Person, 'number'>, n: number): { passed: string | null; isSigned: boolean } {
  const behind = number.startsWith('XE');
  if (n % (behind ? 11 : 31) === 7) return { passed: null, isSigned: false };
  const old = n % (behind ? 9 : 37) === 4;
  return { passed: old ? '2025-11-10' : n % 5 === 0 ? '2026-01-12' : '2026-06-10', isSigned: n % 53 !== 9 };
}

function completionsOf(context: ExerciseContext, { number, category, roles }: Person, n: number): string[] {
  const completion = completionOf({ number }, n);
  if (completion.passed === null) return [];
  const passed = context.calendar.day(completion.passed);
  const signed = completion.isSigned ? passed : '';
  const general = [number, category === 'contractor' ? 'S8' : 'G', 1, passed, 82 + (n % 17), signed, ''].join(';');
  const modules: Record<string, string> = { commander: 'S1', 'military-police': 'S2', [ROLE.legalAdviser]: 'S3', contracting: 'S6' };
  const module = modules[roles];
  return [general, ...(module ? [[number, module, 1, context.calendar.day('2026-06-11'), 90, '', ''].join(';')] : [])];
}

/** A school of each kind, and a course of another nation found equivalent but for two lessons. */
async function nameSources(context: ExerciseContext): Promise<void> {
  const { at, day } = context.calendar;
  const [corvania, estrava] = [idOf(context, 'XC'), idOf(context, 'XE')];
  const seen = { general: true, specific: true, checkedOn: day('2026-09-01'), replaces: null };
  await runAs(context, accountOf(ROLE.trainingOfficer, 'XC'), at('2026-09-01'), registerProvider, {
    ...{ ...seen, partyId: corvania, name: 'School of Corvania', level: 'national' as const },
  });
  await runAs(context, accountOf(ROLE.trainingOfficer, 'XE'), at('2026-09-02'), recogniseCourse, {
    ...{ partyId: estrava, title: 'Six hours at a distance', provider: 'A school of the alliance', module: 'G' },
    elements: ['A2.1', 'A2.2a', 'A2.2b', 'A2.3a', 'A2.3c'],
    why: 'Read lesson by lesson. It says nothing of the theatre and nothing of national law.',
  });
}
