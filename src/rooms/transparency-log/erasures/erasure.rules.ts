import { accept, type Decision, refuse } from '#kernel/decision.ts';
import { type Machine, type OfferedAction, offeredActions } from '#kernel/machine.ts';

const ERASURE_STATES = ['requested', 'erased', 'refused', 'withdrawn'] as const;
type ErasureState = (typeof ERASURE_STATES)[number];

/** The states of a request to erase the content of an entry. Once it has ended without an erasure, the content can be requested again. */
export const ERASURE_MACHINE = {
  states: ERASURE_STATES,
  start: 'requested',
  derivedBy: 'erasureState',
  actions: {
    // A second person, not even in one-person mode the first.
    'approve-erasure': {
      command: 'transparency-log/approve-erasure',
      permission: 'transparency-log:erase',
      button: 'main',
      next: { requested: 'erased' },
    },
    'refuse-erasure': {
      command: 'transparency-log/refuse-erasure',
      permission: 'transparency-log:erase',
      button: 'plain',
      comment: { field: 'reason', required: true, maxLength: 2000 },
      next: { requested: 'refused' },
    },
    'withdraw-erasure-request': {
      command: 'transparency-log/withdraw-erasure-request',
      permission: 'transparency-log:erase',
      button: 'plain',
      next: { requested: 'withdrawn' },
    },
  },
} as const satisfies Machine<ErasureState>;
export type ErasureAction = keyof typeof ERASURE_MACHINE.actions;

/** The state of a request, from how it ended. */
export function erasureState(request: { approvedAt: unknown; endedAt: unknown; refusal: string | null }): ErasureState {
  if (request.approvedAt !== null) return 'erased';
  if (request.endedAt === null) return 'requested';
  return request.refusal === null ? 'withdrawn' : 'refused';
}

/** Whether a person takes an action as far as it depends on who made the request: only that person withdraws it, and only others decide on it. */
export function decideByRequester(action: ErasureAction, requestedBy: string, person: string): Decision<null> {
  const same = requestedBy === person;
  if (action === 'withdraw-erasure-request') return same ? accept(null) : refuse('transparency-log/request-of-another');
  return same ? refuse('transparency-log/second-person-needed') : accept(null);
}

/** The actions that a person may take on a request. `mayErase`: whether the person may erase this content at all. */
export function actionsOnErasure(
  state: ErasureState,
  requestedBy: string,
  { person, mayErase }: { person: string; mayErase: boolean },
): OfferedAction<ErasureAction>[] {
  return offeredActions<ErasureState, ErasureAction>(
    ERASURE_MACHINE,
    state,
    (_, action) => mayErase && decideByRequester(action, requestedBy, person).accepted,
  );
}
