import { AppError } from '#kernel/errors.ts';
import { type OfferedAction, offeredActions } from '#kernel/machine.ts';
import type { CommandContext } from '#platform/command.ts';
import { may, type Subject } from '#platform/identity/subject.ts';
import { decideCommenting, decideStep, type ParticipationAction, type ParticipationState } from '../participations/participation.rules.ts';
import { lockParticipation } from '../participations/participation.store.ts';
import { advance, refuseStale } from '../participations/participation-action.ts';
import { decideSecondPerson, FINDING_MACHINE, type FindingAction, type FindingState } from './finding.rules.ts';
import { type FindingRow, lockFinding } from './finding.store.ts';

/**
 * The actions this subject may take on a finding now. A draft changes only while its participation is drafted or commented on. Findings are followed up
 * regardless of the state of their participation: a carried-over one can belong to a round that is not adopted yet.
 */
export function actionsOnFinding(
  subject: Subject,
  participation: { party_id: string; state: string; comments_done_at: Date | null },
  finding: { state: FindingState },
  reporters: readonly string[],
): OfferedAction<FindingAction>[] {
  const second = decideSecondPerson({ reporters, verifier: subject.person, onePersonMode: subject.sole });
  const drafting = decideStep(participation.state as ParticipationState, 'find');
  const commenting =
    decideStep(participation.state as ParticipationState, 'comment').accepted &&
    decideCommenting(participation.comments_done_at !== null).accepted;
  return offeredActions<FindingState, FindingAction>(FINDING_MACHINE, finding.state, (permission, action) => {
    if ((action === 'close' || action === 'refuse') && !second.accepted) return false;
    if (action === 'comment' && !commenting) return false;
    if ((action === 'revise' || action === 'withdraw') && !drafting.accepted) return false;
    return action !== 'adopt' && may(subject, permission, participation.party_id);
  });
}

/** Finds and locks the finding of a command, in the version the caller has read. */
export async function findingForAction(
  { db }: Pick<CommandContext, 'db'>,
  input: { findingId: string; version: number },
): Promise<FindingRow> {
  const finding = await lockFinding(db, input.findingId);
  if (finding === undefined) throw new AppError('platform/not-found');
  refuseStale(finding.version, input.version);
  return finding;
}

/**
 * Moves the party's participation from adopted into follow-up when a command acts on one of its findings. A carried-over finding can belong to a round that is
 * not adopted yet; that participation keeps its state.
 */
export async function followUp(
  context: CommandContext,
  finding: FindingRow,
  action: Extract<ParticipationAction, 'report-progress' | 'verify' | 'carry-over'>,
): Promise<void> {
  const participation = await lockParticipation(context.db, finding.participation_id);
  if (participation === undefined) throw new AppError('platform/not-found');
  const state = participation.state as ParticipationState;
  const step = decideStep(state, action);
  if (step.accepted) await advance(context, { participation, state, to: step.value }, action);
}
