import { dayOf } from '#kernel/dates.ts';
import { AppError } from '#kernel/errors.ts';
import { type CommandContext, unwrap } from '#platform/command.ts';
import type { Edition } from '#rooms/policy/index.ts';
import { changePart, insertSteps, lockPart, type PartChange, type PartRecord } from './part.store.ts';
import { decideStep, type ParticipationAct, type ParticipationState } from './participation.rules.ts';
import { findRound } from './round-row.store.ts';
import '../errors.ts';
import '../permissions.ts';

/** A part as an act finds it: locked, in a state that knows the act, in the version its caller has read. */
export type FoundPart = { part: PartRecord; state: ParticipationState; to: ParticipationState; today: string };

/** Finds the part an act is about and takes the step of the table, or refuses with the reason. */
export async function partForAct(
  { db, now }: Pick<CommandContext, 'db' | 'now'>,
  input: { participationId: string; version?: number },
  act: ParticipationAct,
): Promise<FoundPart> {
  const part = await lockPart(db, input.participationId);
  if (part === undefined) throw new AppError('platform/not-found');
  refuseStale(part.version, input.version);
  const state = part.state as ParticipationState;
  return { part, state, to: unwrap(decideStep(state, act)), today: dayOf(now) };
}

/** Writes a step of a part down: its state, since when, and the line in its history where the state is another. Answers the new version. */
export async function advance(
  context: Pick<CommandContext, 'db' | 'change' | 'write' | 'now' | 'newId' | 'subject'>,
  { part, state, to }: Pick<FoundPart, 'part' | 'state' | 'to'>,
  act: ParticipationAct,
  written: Omit<PartChange, 'state' | 'since'> = {},
): Promise<number> {
  const { db, now: at, newId, subject } = context;
  const moved = state !== to;
  if (!moved && Object.keys(written).length === 0) return part.version;
  await context.change(changePart(db, part, { ...written, state: to, ...(moved && { since: at }) }), 'platform/conflict');
  if (moved) context.write(insertSteps(db, [{ id: newId(), part, act, to, at, by: subject.person }]));
  return part.version + 1;
}

/** Refuses an act on a version that is no longer the current one. */
export function refuseStale(current: number, yours: number | undefined): void {
  if (yours !== undefined && current !== yours) throw new AppError('platform/stale', { current, yours });
}

/** The edition a round is about. */
export async function editionOfRound({ db, platform }: Pick<CommandContext, 'db' | 'platform'>, roundId: string): Promise<Edition> {
  const round = await findRound(db, roundId);
  if (round === undefined) throw new AppError('platform/not-found');
  return platform.services.catalogue.edition(round.edition_id);
}

/** Clauses an act on these duties carries out: those of reviews, and the clause of each duty. */
export function reviewClauses(edition: Edition, obligationIds: readonly string[]): string[] {
  return [...new Set([...edition.acts.reviews, ...clausesOf(edition, obligationIds)])];
}

/** The clauses of these duties, each once. */
export function clausesOf(edition: Edition, obligationIds: readonly string[]): string[] {
  return [...new Set(obligationIds.map((id) => edition.obligation(id).clause))];
}
