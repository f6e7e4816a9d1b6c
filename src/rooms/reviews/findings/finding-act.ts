import { AppError } from '#kernel/errors.ts';
import type { CommandContext } from '#platform/command.ts';
import { decideStep, type ParticipationAct, type ParticipationState } from '../participations/participation.rules.ts';
import { lockParticipation } from '../participations/participation.store.ts';
import { advance, refuseStale } from '../participations/participation-act.ts';
import { type FindingRow, lockFinding } from './finding.store.ts';

/** The finding an act is about, locked, in the version its caller has read. */
export async function findingForAct(
  { db }: Pick<CommandContext, 'db'>,
  input: { findingId: string; version: number },
): Promise<FindingRow> {
  const finding = await lockFinding(db, input.findingId);
  if (finding === undefined) throw new AppError('platform/not-found');
  refuseStale(finding.version, input.version);
  return finding;
}

/**
 * Takes the party's participation along when something happens to a finding: from adopted into follow-up. A finding carried over lives in a round that
 * is not adopted yet; there the participation goes its own way and stays where it is.
 */
export async function followUp(
  context: CommandContext,
  finding: FindingRow,
  act: Extract<ParticipationAct, 'report-progress' | 'verify' | 'carry-over'>,
): Promise<void> {
  const participation = await lockParticipation(context.db, finding.participation_id);
  if (participation === undefined) throw new AppError('platform/not-found');
  const state = participation.state as ParticipationState;
  const step = decideStep(state, act);
  if (step.accepted) await advance(context, { participation, state, to: step.value }, act);
}
