import { newId } from '#kernel/ids.ts';
import { get, send } from '#web/client/api.ts';
import { Problem } from '#web/client/problem.ts';
import { REPORTER_STATES } from '../../../desk/report-state.rules.ts';
import type { SignedList } from '../../worker/protocol.ts';
import { readerKeys } from '../../worker/reader-keys.ts';
import { encryptNoteFor } from '../encrypt-note.ts';

/** Closing as junk, closing what cannot be opened as not readable, and opening again. */
export type SeveralAction = 'close' | 'close-unopened' | 'reopen';

/** A report as the reader ticked it. */
export type Ticked = { readonly id: string; readonly version: number; readonly unanswered: boolean };

/** Why a report was left as it is: it changed since it was ticked, it cannot be opened, the keys were locked, or the server could not be reached. */
export type LeftReason = 'changed' | 'unopened' | 'locked' | 'failed';

type Given = { channel: string; list: SignedList; why: string };

/**
 * Does one act with one report after another, each as it is done with a single one: a note with the reason, and the new state signed for its reporter. What cannot be
 * opened is left, or closed without both: their keys are inside. A report that another person changed since it was ticked is left, and so is one whose reporter wrote
 * since, unless a message was unanswered already. Stops where the keys are locked. `tell` is called after each, with the report as it is then.
 */
export async function handleSeveral(
  action: SeveralAction,
  reports: readonly Ticked[],
  { tell, ...given }: Given & { tell: (report: Ticked, left: LeftReason | null) => void },
): Promise<void> {
  for (const [at, report] of reports.entries()) {
    const outcome = await handleOne(action, report, given);
    if (typeof outcome === 'string') tell(report, outcome);
    // Undo is possible whatever its reporter wrote meanwhile.
    else tell({ id: report.id, version: outcome, unanswered: true }, null);
    if (outcome === 'locked') {
      for (const rest of reports.slice(at + 1)) tell(rest, 'locked');
      return;
    }
  }
}

/** The version in which it left the report, or why it left it alone. */
async function handleOne(action: SeveralAction, ticked: Ticked, { channel, list, why }: Given): Promise<LeftReason | number> {
  try {
    const reportId = ticked.id;
    const { number, ciphertext, messages, notes, state, version, unanswered } = await get('/reports/:reportId', { reportId });
    const isChanged = version !== ticked.version || (unanswered && !ticked.unanswered);
    if (isChanged || (state === 'closed') === (action !== 'reopen')) return 'changed';
    const input = { channel, number, report: { report: reportId, ...ciphertext }, thread: { messages, notes }, list };
    const opened = await readerKeys.call('openThread', input);
    if ('fault' in opened) {
      if (action !== 'close-unopened') return 'unopened';
      const unreadable = { reportId, version, answer: null, note: null, closedAs: 'unreadable' } as const;
      return (await send('POST /reports/:reportId/closing', unreadable, newId())).version;
    }
    if (action === 'close-unopened') return 'changed';
    const told = { report: reportId, content: { state: REPORTER_STATES[action === 'close' ? 'closed' : 'reopened'] } };
    const answer = opened.mayWrite ? await readerKeys.call('encryptAnswer', told) : null;
    const note = await encryptNoteFor(reportId, { kind: action, ...(action === 'close' && { choice: 'junk' }), text: why });
    if (typeof note === 'string') return note === 'reply.locked' ? 'locked' : 'failed';
    if (typeof answer === 'string') return 'failed';
    const change = { reportId, version, answer, note };
    if (action === 'reopen') return (await send('POST /reports/:reportId/reopening', change, newId())).version;
    return (await send('POST /reports/:reportId/closing', { ...change, closedAs: 'junk' }, newId())).version;
  } catch (error) {
    if (error instanceof Problem) return error.status >= 500 || error.status === 429 ? 'failed' : 'changed';
    return readerKeys.state === null ? 'locked' : 'failed';
  }
}
