import { dayOf } from '#kernel/dates.ts';
import { AppError } from '#kernel/errors.ts';
import { type CommandContext, unwrap } from '#platform/command.ts';
import { calendarsOf } from '#rooms/parties/index.ts';
import type { Edition } from '#rooms/policy/index.ts';
import { decideJudging, decideStep, type ParticipationAction, type ParticipationState } from './participation.rules.ts';
import {
  changeParticipation,
  insertSteps,
  lockParticipation,
  type ParticipationChange,
  type ParticipationRecord,
} from './participation.store.ts';
import { dueFactsOf, overFor } from './participation-line.ts';
import { findRound } from './round-row.store.ts';
import '../errors.ts';
import '../permissions.ts';

/** A participation as a command finds it: locked, in a state that allows the command, in the version its caller has read. */
export type FoundParticipation = { participation: ParticipationRecord; state: ParticipationState; to: ParticipationState; today: string };

/** Finds and locks the participation of a command and takes the step of the state table, or refuses with the reason. */
export async function participationForAction(
  { db, now }: Pick<CommandContext, 'db' | 'now'>,
  input: { participationId: string; version?: number },
  action: ParticipationAction,
): Promise<FoundParticipation> {
  const participation = await lockParticipation(db, input.participationId);
  if (participation === undefined) throw new AppError('platform/not-found');
  refuseStale(participation.version, input.version);
  const state = participation.state as ParticipationState;
  return { participation, state, to: unwrap(decideStep(state, action, participation.ratings)), today: dayOf(now) };
}

/** Refuses to rate, or to find, while the party may still answer by its own calendar. */
export async function refuseEarlyJudging(
  { db, now }: Pick<CommandContext, 'db' | 'now'>,
  { participation }: Pick<FoundParticipation, 'participation'>,
  action: 'rate' | 'find',
): Promise<void> {
  const over = overFor(await calendarsOf(db, [participation.party_id]), participation, now);
  unwrap(decideJudging(dueFactsOf(participation), over, action, participation.ratings));
}

/** Records a step of a participation: its state, since when, and a history entry if the state changed. Answers the new version. */
export async function advance(
  context: Pick<CommandContext, 'db' | 'change' | 'write' | 'now' | 'newId' | 'subject'>,
  { participation, state, to }: Pick<FoundParticipation, 'participation' | 'state' | 'to'>,
  action: ParticipationAction,
  written: Omit<ParticipationChange, 'state' | 'since'> = {},
): Promise<number> {
  const { db, now: at, newId, subject } = context;
  const moved = state !== to;
  if (!moved && Object.keys(written).length === 0) return participation.version;
  await context.change(changeParticipation(db, participation, { ...written, state: to, ...(moved && { since: at }) }), 'platform/conflict');
  if (moved) context.write(insertSteps(db, [{ id: newId(), participation, action, to, at, by: subject.person }]));
  return participation.version + 1;
}

/** Refuses a command on a version that is no longer current. */
export function refuseStale(current: number, yours: number | undefined): void {
  if (yours !== undefined && current !== yours) throw new AppError('platform/stale', { current, yours });
}

/** The edition a round is about. */
export async function editionOfRound({ db, platform }: Pick<CommandContext, 'db' | 'platform'>, roundId: string): Promise<Edition> {
  const round = await findRound(db, roundId);
  if (round === undefined) throw new AppError('platform/not-found');
  return platform.services.catalogue.edition(round.edition_id);
}

/** Clauses that a command on these obligations carries out: those of reviews, and the clause of each obligation. */
export function reviewClauses(edition: Edition, obligationIds: readonly string[]): string[] {
  return [...new Set([...edition.acts.reviews, ...clausesOf(edition, obligationIds)])];
}

/** The clauses of these obligations, each once. */
export function clausesOf(edition: Edition, obligationIds: readonly string[]): string[] {
  return [...new Set(obligationIds.map((id) => edition.obligation(id).clause))];
}
