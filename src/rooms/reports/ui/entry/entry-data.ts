import { dayOf } from '#kernel/dates.ts';
import type { Challenge } from '../../intake/flood/work.ts';
import type { SendReport } from '../../intake/intake.schema.ts';
import { fetchChannel, fetchProof, RequestFailed, sendReport } from '../../reporter/browser/requests.ts';
import type { CheckedChannel } from '../../reporter/browser/worker-protocol.ts';
import { entryWorker } from '../worker/reader-keys.ts';

/** Why nothing can be entered for a channel now. */
export type CheckFault = 'check.no-list' | 'check.closed' | 'check.no-proof' | 'check.refused';

/** Fetches the list of readers and its proof as a reporter's page does, and checks both in the worker. */
export async function checkForEntry(slug: string): Promise<CheckedChannel | CheckFault> {
  const [channel, proof] = await Promise.all([
    fetchChannel(slug).catch(() => null),
    fetchProof(slug).catch((error: unknown) => (error instanceof RequestFailed ? error.code : '')),
  ]);
  if (channel === null) return 'check.no-list';
  if (channel.state === 'closed') return 'check.closed';
  if (typeof proof === 'string') return proof === 'reports/no-proof' ? 'check.no-proof' : 'check.no-list';
  const now = Date.now();
  const input = { channel, proof, fingerprint: null, isKept: false, today: dayOf(new Date(now)), now };
  const checked = await entryWorker.call('checkChannel', input).catch(() => 'failed' as const);
  return typeof checked === 'string' ? 'check.refused' : checked;
}

/** Why a report was not accepted. `offline`: it may have arrived all the same, so the very same one is sent again. */
export type SendFault = 'write-again' | 'no-room' | 'closed' | 'offline' | 'refused';

const LIST_CHANGED: readonly string[] = ['reports/write-again', 'reports/list-out-of-date', 'reports/reader-not-listed'];

/** Sends an encrypted report to the address of reporters, without the cookie of the desk; with proof of work where the server asks for it. Answers the day. */
export async function deliver(report: SendReport): Promise<{ day: string } | SendFault> {
  try {
    return await sendReport(report);
  } catch (error) {
    if (!(error instanceof RequestFailed)) throw error;
    if (error.code === 'reports/work-required' && report.work === undefined) {
      const { hour, challenge } = error.refusal as Challenge;
      const work = await entryWorker.call('solveWork', { report, challenge: { hour, challenge } }).catch(() => null);
      return work === null ? 'refused' : deliver({ ...report, work });
    }
    if (LIST_CHANGED.includes(error.code)) return 'write-again';
    if (error.code === 'reports/no-room') return 'no-room';
    if (error.code === 'reports/channel-closed') return 'closed';
    return error.why;
  }
}
