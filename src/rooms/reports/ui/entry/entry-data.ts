import { dayOf } from '#kernel/dates.ts';
import type { Challenge } from '../../intake/flood/work.ts';
import type { SendReport } from '../../intake/intake.schema.ts';
import { type FetchedList, fetchList } from '../../reporter/browser/form-state.ts';
import { RequestFailed, sendReport } from '../../reporter/browser/requests.ts';
import type { CheckedChannel } from '../../reporter/browser/worker-protocol.ts';
import { entryWorker } from '../worker/reader-keys.ts';

/** Why nothing can be entered for a channel now. */
export type CheckFault = 'check.no-list' | 'check.closed' | 'check.no-proof' | 'check.refused';

// The lists of readers that this page fetched, in its memory alone: with one of them an interview goes on where there is no network.
const fetched = new Map<string, FetchedList>();
const FAULTS: Readonly<Record<string, CheckFault>> = { 'check.closed': 'check.closed', 'proof.none': 'check.no-proof' };

/**
 * Fetches the list of readers and its proof as a reporter's page does, and checks both in the worker. `mayBeKept`: where there is no network, the list that this page
 * fetched before is checked in full, but for the age of its proof; nothing is sent to it before the present one was checked.
 */
export async function checkForEntry(
  slug: string,
  { mayBeKept = false }: { mayBeKept?: boolean } = {},
): Promise<CheckedChannel | CheckFault> {
  const list = await fetchList(slug);
  if (typeof list !== 'string') fetched.set(slug, list);
  const used = typeof list !== 'string' ? list : mayBeKept && list === 'no-list' ? fetched.get(slug) : undefined;
  if (used === undefined) return FAULTS[list as string] ?? 'check.no-list';
  const checked = await checkIn(entryWorker, used, { fingerprint: null, isKept: used !== list });
  return checked ?? 'check.refused';
}

/** Checks a list of readers in a worker; null where it is refused. */
export async function checkIn(
  worker: typeof entryWorker,
  list: FetchedList,
  { fingerprint, isKept }: { fingerprint: string | null; isKept: boolean },
): Promise<CheckedChannel | null> {
  const now = Date.now();
  const input = { ...list, fingerprint, isKept, today: dayOf(new Date(now)), now };
  const checked = await worker.call('checkChannel', input).catch(() => 'failed' as const);
  return typeof checked === 'string' ? null : checked;
}

/** Why a report was not accepted. `offline`: it may have arrived all the same, so the very same one is sent again. */
export type SendFault = 'write-again' | 'no-room' | 'closed' | 'offline' | 'refused';

const LIST_CHANGED: readonly string[] = ['reports/write-again', 'reports/list-out-of-date', 'reports/reader-not-listed'];

/** Sends an encrypted report to the address of reporters, without the cookie of the desk; with proof of work where the server asks for it. Answers the day. */
export async function deliver(report: SendReport, worker = entryWorker): Promise<{ day: string } | SendFault> {
  try {
    return await sendReport(report);
  } catch (error) {
    if (!(error instanceof RequestFailed)) throw error;
    if (error.code === 'reports/work-required' && report.work === undefined) {
      const { hour, challenge } = error.refusal as Challenge;
      const work = await worker.call('solveWork', { report, challenge: { hour, challenge } }).catch(() => null);
      return work === null ? 'refused' : deliver({ ...report, work }, worker);
    }
    if (LIST_CHANGED.includes(error.code)) return 'write-again';
    if (error.code === 'reports/no-room') return 'no-room';
    if (error.code === 'reports/channel-closed') return 'closed';
    return error.why;
  }
}
