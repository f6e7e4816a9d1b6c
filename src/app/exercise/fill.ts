import { randomBytes } from 'node:crypto';
import type { Client } from 'pg';
import { dayOf } from '#kernel/dates.ts';
import { newId } from '#kernel/ids.ts';
import type { Platform } from '#platform/platform.ts';
import { answerExpectation } from '#rooms/commitments/answers/answer-expectation.command.ts';
import { importTreatyTable } from '#rooms/nations/treaties/import-treaty-table.command.ts';
import { EXERCISE_LABEL } from '../config/config.ts';
import { calendarFrom } from './calendar.ts';
import { ACCOUNTS, BOUND, speakerOf } from './cast.ts';
import { encourageAndJoin } from './encourage.ts';
import { finishExercise } from './finish.command.ts';
import { givePieces, leaveDraft, planPieces } from './give-evidence.ts';
import { handInReturns } from './hand-in-returns.ts';
import { holdClass, lookFirst } from './hold-class.ts';
import { giveLabelled } from './labelled.ts';
import { closeSessions, openFirst, openOthers, type Passwords, setPasswords } from './open-accounts.ts';
import { openHeadquarters, openParties, openUnits } from './open-register.ts';
import { ASKED, holdRound2024 } from './round-2024.ts';
import { holdRound2026 } from './round-2026.ts';
import { act, idOf, type Stage } from './stage.ts';
import { trainPeople } from './train.ts';
import { inventTreatyTable } from './treaty-table.ts';
import { writeBriefs } from './write-briefs.ts';

/** The seed of every exercise, so that all have the same register. */
export const SEED = 'manumit';

/** How to fill an exercise; `say` receives progress messages. */
export type FillOrder = {
  platform: Platform;
  /** The deployer's connection; it works as the schema's owner here. */
  deployer: Client;
  passwords: Passwords;
  today?: string;
  seed?: string;
  report?: (step: string) => void;
};

/** An exercise whose filling was interrupted: it must be created again. */
export class ExerciseIncomplete extends Error {
  override name = 'ExerciseIncomplete';
}

/**
 * Fills an empty database with the exercise, by real commands with the clock set to the story's days, and gives every account its password. A complete exercise
 * only gets the new passwords.
 * Returns whether it filled. Throws ExerciseIncomplete after an interrupted filling.
 */
export async function fillExercise({
  platform,
  deployer,
  passwords,
  today = dayOf(new Date()),
  seed = SEED,
  report,
}: FillOrder): Promise<boolean> {
  await deployer.query('set role manumit_schema');
  // People go through an exercise in an afternoon, without a telephone at hand. A password is enough, and the pages say so.
  await deployer.query('select identity.require_second_factor(false)');
  await deployer.query(
    'update identity.ceiling set highest_label = $1 where identity.label_rank(highest_label) < identity.label_rank($1)',
    [EXERCISE_LABEL],
  );
  const stage: Stage = { platform, deployer, calendar: calendarFrom(today), seed, tokens: new Map(), parties: new Map() };
  const begun = await stateOf(deployer);
  if (begun === 'complete') {
    report?.('Setting new passwords');
    await setPasswords(stage, passwords);
    return false;
  }
  if (begun === 'begun') throw new ExerciseIncomplete('Filling the exercise was interrupted.');
  const installation = randomBytes(32).toString('base64url');
  const session = newId();
  await deployer.query('select identity.installation_session($1, $2)', [session, installation]);
  stage.tokens.set('installation', installation);
  try {
    await play(stage, passwords, report ?? (() => {}));
    await act(stage, 'installation', stage.calendar.at('2026-11-23', 18), finishExercise, { seed, madeOn: today });
  } finally {
    await deployer.query('update identity.session set ended_at = now() where id = $1', [session]);
  }
  return true;
}

async function play(stage: Stage, passwords: Passwords, report: (step: string) => void): Promise<void> {
  report('Opening the register and 42 accounts');
  await openHeadquarters(stage);
  await openFirst(stage, passwords);
  await openParties(stage);
  await openOthers(stage, passwords);
  await openUnits(stage);
  report('Handing in evidence');
  const planned = new Map(BOUND.map((party) => [party.code, planPieces(stage, party)]));
  const early = stage.calendar.day('2024-05-10');
  await Promise.all([
    act(stage, ACCOUNTS[0]!.key, stage.calendar.at('2024-01-22'), importTreatyTable, {
      title: 'Treaty table of the exercise',
      table: inventTreatyTable(stage.seed, stage.calendar.day('2024-01-15')),
    }),
    ...BOUND.map((party) =>
      givePieces(
        stage,
        party,
        planned.get(party.code)!.filter((piece) => piece.day < early),
      ),
    ),
  ]);
  report('Holding the first review round');
  const adopted = await holdRound2024(stage);
  report('Holding the second review round');
  const late = new Map([...planned].map(([code, pieces]) => [code, pieces.filter((piece) => piece.day >= early)]));
  await Promise.all([
    holdRound2026(stage, adopted, late),
    ...BOUND.filter((party) => !ASKED.includes(party)).map((party) => givePieces(stage, party, late.get(party.code)!)),
    answerExpectations(stage),
  ]);
  await encourageAndJoin(stage);
  report('Handing in returns');
  await handInReturns(stage);
  await writeBriefs(stage);
  await holdClass(stage);
  report('Taking in rosters');
  await trainPeople(stage);
  await lookFirst(stage);
  await leaveDrafts(stage);
  await giveLabelled(stage);
  await closeSessions(stage);
}

/** Two contributors answer what is expected of them; the third does not answer. */
async function answerExpectations(stage: Stage): Promise<void> {
  const { at } = stage.calendar;
  for (const [code, obligationId, word, note] of [
    ['XM', 'P1.2', 'comply', undefined],
    ['XM', 'P6.2', 'explain', 'The joining checklist waits for the national parliament.'],
    ['XT', 'P6.2', 'equivalent', 'Our own checklist covers the same points.'],
  ] as const)
    await act(stage, speakerOf(code), at('2026-04-13'), answerExpectation, { partyId: idOf(stage, code), obligationId, word, note });
}

/** Corvania has drafts that other parties do not see yet. */
async function leaveDrafts(stage: Stage): Promise<void> {
  const party = BOUND.find((one) => one.code === 'XC')!;
  const day = stage.calendar.day('2026-11-19');
  for (const [obligationId, kind] of [
    ['P3.3', 'EV-MEAS'],
    ['P5f.1', 'EV-CLAU'],
  ] as const)
    await leaveDraft(stage, party, { day, kind, obligationIds: [obligationId], says: 'met', number: 7 });
}

/** How far a database is filled: empty, begun, or complete. */
async function stateOf(deployer: Client): Promise<'empty' | 'begun' | 'complete'> {
  const { rows } = await deployer.query<{ begun: boolean; complete: boolean }>(
    `select exists (select from parties.party) as begun, exists (select from ledger.entry where command = $1) as complete`,
    [finishExercise.name],
  );
  return rows[0]!.complete ? 'complete' : rows[0]!.begun ? 'begun' : 'empty';
}
