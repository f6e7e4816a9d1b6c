import { newId } from '#kernel/ids.ts';
import { get, send } from '#web/client/api.ts';
import { Problem } from '#web/client/problem.ts';
import { REPORTER_STATES } from '../../../desk/report-state.rules.ts';
import type { SignedList } from '../../worker/protocol.ts';
import { readerKeys } from '../../worker/reader-keys.ts';
import { encryptNoteFor } from '../encrypt-note.ts';

/** Closing as junk, and taking that back. */
export type SeveralAction = 'close' | 'reopen';

/** Why a report was left as it is: another person changed it since, it cannot be opened, the keys were locked, or the server could not be reached. */
export type LeftReason = 'changed' | 'unopened' | 'locked' | 'failed';

const NEXT = { close: 'closed', reopen: 'reopened' } as const;

/**
 * Does one act with one report after another, each as it is done with a single one: a note with the reason, and the new state signed for its reporter. So each has a
 * state of its own, and a report that another person changed since is left as it is. Stops where the keys are locked. `tell` is called after each.
 */
export async function handleSeveral(
  action: SeveralAction,
  ids: readonly string[],
  { channel, list, why, tell }: { channel: string; list: SignedList; why: string; tell: (id: string, left: LeftReason | null) => void },
): Promise<void> {
  for (const [at, id] of ids.entries()) {
    const left = await handleOne(action, id, { channel, list, why });
    tell(id, left);
    if (left === 'locked') {
      for (const rest of ids.slice(at + 1)) tell(rest, 'locked');
      return;
    }
  }
}

async function handleOne(
  action: SeveralAction,
  reportId: string,
  { channel, list, why }: { channel: string; list: SignedList; why: string },
): Promise<LeftReason | null> {
  try {
    const { number, ciphertext, messages, notes, state, version } = await get('/reports/:reportId', { reportId });
    if ((state === 'closed') === (action === 'close')) return 'changed';
    const input = { channel, number, report: { report: reportId, ...ciphertext }, thread: { messages, notes }, list };
    const opened = await readerKeys.call('openThread', input);
    if ('fault' in opened) return 'unopened';
    const told = { report: reportId, content: { state: REPORTER_STATES[NEXT[action]] } };
    const answer = opened.mayWrite ? await readerKeys.call('encryptAnswer', told) : null;
    const note = await encryptNoteFor(reportId, { kind: action, ...(action === 'close' && { choice: 'junk' }), text: why });
    if (typeof note === 'string') return note === 'reply.locked' ? 'locked' : 'failed';
    if (typeof answer === 'string') return 'failed';
    const change = { reportId, version, answer, note };
    if (action === 'close') await send('POST /reports/:reportId/closing', { ...change, closedAs: 'junk' }, newId());
    else await send('POST /reports/:reportId/reopening', change, newId());
    return null;
  } catch (error) {
    if (error instanceof Problem) return error.status >= 500 || error.status === 429 ? 'failed' : 'changed';
    return readerKeys.state === null ? 'locked' : 'failed';
  }
}
