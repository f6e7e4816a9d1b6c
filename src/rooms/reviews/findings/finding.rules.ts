import type { Day } from '#kernel/day.ts';
import type { Decision } from '#kernel/decision.ts';
import { accept, refuse } from '#kernel/decision.ts';
import { type Machine, transitionOf } from '#kernel/machine.ts';

/** States of a finding. `closed`, `carried-over` and `withdrawn` are final; a carried-over finding continues as a new one. */
export const FINDING_STATES = ['drafted', 'withdrawn', 'open', 'reported', 'closed', 'carried-over'] as const;
export type FindingState = (typeof FINDING_STATES)[number];

const REASON = { field: 'reason', required: true, maxLength: 8000 } as const;

/** The life of a finding. Verifying closes it or refuses the report; the second person is checked by `decideVerify`. */
export const FINDING_MACHINE = {
  states: FINDING_STATES,
  start: 'drafted',
  otherStarts: { open: 'carried over from an earlier round' },
  actions: {
    close: {
      command: 'reviews/verify-finding',
      permission: 'reviews:judge',
      next: { reported: 'closed' },
      button: 'plain',
      comment: REASON,
    },
    refuse: {
      command: 'reviews/verify-finding',
      permission: 'reviews:judge',
      next: { reported: 'open' },
      button: 'plain',
      comment: REASON,
    },
    'report-progress': {
      command: 'reviews/report-progress',
      permission: 'reviews:speak',
      next: { open: 'reported', reported: 'reported' },
      button: 'plain',
    },
    'carry-over': {
      command: 'reviews/carry-over-finding',
      permission: 'reviews:direct',
      next: { open: 'carried-over', reported: 'carried-over' },
      button: 'plain',
    },
    revise: { command: 'reviews/revise-finding', permission: 'reviews:judge', next: { drafted: 'drafted' }, button: 'plain' },
    withdraw: {
      command: 'reviews/withdraw-finding',
      permission: 'reviews:judge',
      next: { drafted: 'withdrawn' },
      button: 'plain',
      comment: REASON,
    },
    // The form is that of the draft, at this finding.
    comment: { command: 'reviews/comment-on-draft', permission: 'reviews:speak', next: { drafted: 'drafted' } },
    adopt: { command: 'reviews/adopt-round', permission: 'reviews:direct', next: { drafted: 'open' } },
  },
} as const satisfies Machine<FindingState>;
export type FindingAction = keyof typeof FINDING_MACHINE.actions;

/** Findings that are not settled yet. */
export const UNSETTLED: readonly FindingState[] = ['open', 'reported'];

/** Takes a step of the state table, or refuses one that the current state does not allow. */
export function decideFindingStep(state: FindingState, action: FindingAction): Decision<FindingState> {
  const step = transitionOf<FindingState, FindingAction>(FINDING_MACHINE, state, action);
  return step === undefined ? refuse('reviews/step-not-open', { state, action }) : accept(step.to);
}

export type FindingDraft = {
  readonly obligationIds: readonly string[];
  readonly evidenceIds: readonly string[];
  /** True where the finding is that nothing was reported. There is then no evidence item to cite, and the text must say so. */
  readonly citesAbsence: boolean;
  readonly due: Day;
};

/**
 * Checks a finding: it names obligations of the party, a future due date, and its basis. The basis is evidence items of that party, or the statement that there
 * is none.
 */
export function decideFinding(
  draft: FindingDraft,
  owed: ReadonlySet<string>,
  known: ReadonlySet<string>,
  today: Day,
): Decision<FindingDraft> {
  const alien = draft.obligationIds.find((id) => !owed.has(id));
  if (draft.obligationIds.length === 0 || alien !== undefined)
    return refuse('reviews/not-asked', { obligationId: alien ?? null, field: 'obligationIds' });
  if (draft.evidenceIds.length === 0 && !draft.citesAbsence) return refuse('reviews/evidence-needed', { field: 'evidenceIds' });
  const unknown = draft.evidenceIds.find((id) => !known.has(id));
  if (unknown !== undefined) return refuse('reviews/unknown-evidence', { itemId: unknown });
  if (draft.due <= today) return refuse('reviews/date-past', { day: draft.due, field: 'due' });
  return accept(draft);
}

export type VerifyFacts = {
  readonly state: FindingState;
  /** All persons who reported progress on this finding. */
  readonly reporters: readonly string[];
  readonly verifier: string;
  /** One person alone runs this installation. That person may then both report and verify, and the record says so. */
  readonly onePersonMode: boolean;
  readonly settled: boolean;
  readonly reason: string;
};

/** Decides whether a second person verifies. In one-person mode the same person may, and `samePerson` is recorded. */
export function decideVerify(facts: VerifyFacts): Decision<{ to: FindingState; samePerson: boolean }> {
  const step = decideFindingStep(facts.state, facts.settled ? 'close' : 'refuse');
  if (!step.accepted) return step;
  if (facts.reason.trim() === '') return refuse('reviews/reason-needed');
  const second = decideSecondPerson(facts);
  return second.accepted ? accept({ to: step.value, ...second.value }) : second;
}

/** A person who reported on a finding does not verify it, except in one-person mode. */
export function decideSecondPerson({
  reporters,
  verifier,
  onePersonMode,
}: Pick<VerifyFacts, 'reporters' | 'verifier' | 'onePersonMode'>): Decision<{ samePerson: boolean }> {
  const samePerson = reporters.includes(verifier);
  return samePerson && !onePersonMode ? refuse('reviews/second-person') : accept({ samePerson });
}

/** A finding can be carried over only into a later round that is not adopted and includes the party. */
export function decideCarryOver(
  state: FindingState,
  target: { readonly state: string; readonly plannedAt: string; readonly hasParty: boolean },
  sourcePlannedAt: string,
  reason: string,
): Decision<FindingState> {
  const step = decideFindingStep(state, 'carry-over');
  if (!step.accepted) return step;
  if (reason.trim() === '') return refuse('reviews/reason-needed');
  if (target.state !== 'open' || target.plannedAt <= sourcePlannedAt || !target.hasParty) return refuse('reviews/no-next-round');
  return accept(step.value);
}
