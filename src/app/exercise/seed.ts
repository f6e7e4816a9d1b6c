import { randomBytes } from 'node:crypto';
import type { Client } from 'pg';
import { dayOf } from '#kernel/dates.ts';
import { newId } from '#kernel/ids.ts';
import type { Platform } from '#platform/platform.ts';
import { answerExpectation } from '#rooms/commitments/answers/answer-expectation.command.ts';
import { recordAdoption } from '#rooms/nations/adoption.command.ts';
import { importTreatyTable } from '#rooms/nations/treaties/import-treaty-table.command.ts';
import { EXERCISE_LABEL } from '../config/config.ts';
import { calendarFrom } from './calendar.ts';
import { ACCOUNTS, BOUND, speakerOf } from './cast.ts';
import { type ExerciseContext, idOf, runAs } from './context.ts';
import { readFiles } from './contracts/files/read-files.ts';
import { investigateViolations } from './contracts/investigate-violations.ts';
import { holdContracts, keepContracts } from './contracts/keep-contracts.ts';
import { measureContractors } from './contracts/measure-contractors.ts';
import { encourageAndJoin } from './encourage.ts';
import { finishExercise, holdsFinishedExercise } from './finish.command.ts';
import { enterItems, leaveDrafts, planItems } from './give-evidence.ts';
import { enterLabelled } from './labelled.ts';
import { closeSessions, openFirst, openOthers, type Passwords, setPasswords } from './open-accounts.ts';
import { openHeadquarters, openParties, openUnits } from './open-register.ts';
import { keepChannel } from './reports/keep-channel.ts';
import { listHelp } from './reports/list-help.ts';
import { ASKED, holdRound2024 } from './round-2024.ts';
import { holdRound2026 } from './round-2026.ts';
import { submitReturns } from './submit-returns.ts';
import { holdClass, lookFirst } from './training/hold-class.ts';
import { trainPeople } from './training/train.ts';
import { inventTreatyTable } from './treaty-table.ts';
import { writeBriefs } from './write-briefs.ts';

/** The random seed of every exercise, so that all have the same register. */
export const RANDOM_SEED = 'manumit';

/** How to seed an exercise; `report` receives progress messages. */
export type SeedOptions = {
  platform: Platform;
  /** The deployer's connection; it works as the schema's owner here. */
  deployer: Client;
  passwords: Passwords;
  /** Keeps a file in the data directory: the key of the exercise's channel. */
  keepFile?: (name: string, text: string) => void;
  today?: string;
  randomSeed?: string;
  report?: (step: string) => void;
};

/** An exercise whose seeding was interrupted: it must be created again. */
export class ExerciseIncomplete extends Error {
  override name = 'ExerciseIncomplete';
}

/**
 * Fills an empty database with the exercise, by real commands with the clock set to the scenario's days, and gives every account its password. A complete exercise
 * only gets the new passwords.
 * Returns whether it seeded. Throws ExerciseIncomplete after an interrupted seeding.
 */
export async function seedExercise({
  platform,
  deployer,
  passwords,
  keepFile = () => {},
  today = dayOf(new Date()),
  randomSeed = RANDOM_SEED,
  report,
}: SeedOptions): Promise<boolean> {
  await deployer.query('set role manumit_schema');
  // People go through an exercise in an afternoon, without a telephone. A password is enough, and the pages say so.
  await deployer.query('select identity.require_second_factor(false)');
  await deployer.query(
    'update identity.ceiling set highest_label = $1 where identity.label_rank(highest_label) < identity.label_rank($1)',
    [EXERCISE_LABEL],
  );
  const context: ExerciseContext = {
    ...{ platform, deployer, calendar: calendarFrom(today), randomSeed, keepFile },
    ...{ tokens: new Map<string, string>(), parties: new Map<string, string>() },
  };
  const begun = await stateOf(deployer);
  if (begun === 'complete') {
    report?.('Setting new passwords');
    await setPasswords(context, passwords);
    return false;
  }
  if (begun === 'begun') throw new ExerciseIncomplete('Seeding the exercise was interrupted.');
  const installation = randomBytes(32).toString('base64url');
  const session = newId();
  await deployer.query('select identity.installation_session($1, $2)', [session, installation]);
  context.tokens.set('installation', installation);
  try {
    await play(context, passwords, report ?? (() => {}));
    await runAs(context, 'installation', context.calendar.at('2026-11-23', 18), finishExercise, { randomSeed, madeOn: today });
  } finally {
    await deployer.query('update identity.session set ended_at = now() where id = $1', [session]);
  }
  return true;
}

async function play(context: ExerciseContext, passwords: Passwords, report: (step: string) => void): Promise<void> {
  // Read in a thread of its own while the register is opened.
  const files = readFiles(context.calendar);
  // Reported where it is waited for, unless something fails before.
  files.catch(() => {});
  report(`Opening the register and ${ACCOUNTS.length} accounts`);
  await openHeadquarters(context);
  await openFirst(context, passwords);
  await openParties(context);
  await openOthers(context, passwords);
  await openUnits(context);
  report('Handing in evidence');
  const planned = new Map(BOUND.map((party) => [party.code, planItems(context, party)]));
  const early = context.calendar.day('2024-05-10');
  await Promise.all([
    runAs(context, ACCOUNTS[0]!.key, context.calendar.at('2024-01-22', 9), recordAdoption, {}),
    runAs(context, ACCOUNTS[0]!.key, context.calendar.at('2024-01-22'), importTreatyTable, {
      title: 'Treaty table of the exercise',
      table: inventTreatyTable(context.randomSeed, context.calendar.day('2024-01-15')),
    }),
    ...BOUND.map((party) =>
      enterItems(
        context,
        party,
        planned.get(party.code)!.filter((item) => item.day < early),
      ),
    ),
  ]);
  report('Holding the first review round');
  const adopted = await holdRound2024(context);
  report('Holding the second review round');
  const late = new Map([...planned].map(([code, items]) => [code, items.filter((item) => item.day >= early)]));
  await Promise.all([
    holdRound2026(context, adopted, late),
    ...BOUND.filter((party) => !ASKED.includes(party)).map((party) => enterItems(context, party, late.get(party.code)!)),
    answerExpectations(context),
  ]);
  await encourageAndJoin(context);
  report('Handing in returns');
  await submitReturns(context);
  await writeBriefs(context);
  await listHelp(context);
  await holdClass(context);
  report('Taking in rosters');
  await trainPeople(context);
  await lookFirst(context);
  await keepContracts(context, files);
  await holdContracts(context);
  await investigateViolations(context);
  await measureContractors(context);
  report('Opening a reporting channel');
  await keepChannel(context);
  await leaveCorvaniasDrafts(context);
  await enterLabelled(context);
  await closeSessions(context);
}

/** Two contributors answer what is expected of them; the third does not answer. */
async function answerExpectations(context: ExerciseContext): Promise<void> {
  const { at } = context.calendar;
  for (const [code, obligationId, choice, note] of [
    ['XM', 'P1.2', 'comply', undefined],
    ['XM', 'P6.2', 'explain', 'The joining checklist waits for the national parliament.'],
    ['XT', 'P6.2', 'equivalent', 'Our own checklist covers the same points.'],
  ] as const)
    await runAs(context, speakerOf(code), at('2026-04-13'), answerExpectation, {
      partyId: idOf(context, code),
      obligationId,
      choice,
      note,
    });
}

/** Corvania has drafts that other parties do not see yet. */
async function leaveCorvaniasDrafts(context: ExerciseContext): Promise<void> {
  const party = BOUND.find((one) => one.code === 'XC')!;
  const draft = { day: context.calendar.day('2026-11-19'), says: 'met', number: 7 } as const;
  await leaveDrafts(context, party, [
    { ...draft, kind: 'EV-MEAS', obligationIds: ['P3.3'] },
    { ...draft, kind: 'EV-CLAU', obligationIds: ['P5f.1'] },
  ]);
}

/** How far a database is seeded: empty, begun, or complete. */
async function stateOf(deployer: Client): Promise<'empty' | 'begun' | 'complete'> {
  if (await holdsFinishedExercise(deployer)) return 'complete';
  const { rows } = await deployer.query<{ begun: boolean }>('select exists (select from parties.party) as begun');
  return rows[0]!.begun ? 'begun' : 'empty';
}
