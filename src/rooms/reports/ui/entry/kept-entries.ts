import { fetchList } from '../../reporter/browser/form-state.ts';
import { decideKept, type KeptReport } from '../../reporter/browser/offline/kept.rules.ts';
import { deleteKeptReport } from '../../reporter/browser/offline/store.ts';
import { queueWorker } from '../worker/reader-keys.ts';
import { checkIn, deliver, type SendFault } from './entry-data.ts';

/** What became of the reports that waited: how many were received and on which day, and why the first of the others was not. */
export type SentWaiting = { readonly received: number; readonly day: string | null; readonly fault: SendFault | null };

/**
 * Sends reports that waited, one after the other: exactly as they were encrypted, so that each counts once however often it is sent. Before each the present list and
 * its proof are checked, as reporters' pages do. What was received is deleted here; what was not stays.
 */
export async function sendWaiting(waiting: readonly KeptReport[]): Promise<SentWaiting> {
  let sent: SentWaiting = { received: 0, day: null, fault: null };
  for (const kept of waiting) {
    const result = await sendOne(kept);
    if (typeof result === 'string') {
      sent = { ...sent, fault: sent.fault ?? result };
      // Without a network none of the others arrives either.
      if (result === 'offline') break;
    } else {
      // Where it cannot be deleted it is still here at the next visit; sent again it counts once.
      await deleteKeptReport(kept.report.report).catch(() => undefined);
      sent = { ...sent, received: sent.received + 1, day: result.day };
    }
  }
  queueWorker.lock();
  return sent;
}

async function sendOne({ slug, fingerprint, report }: KeptReport): Promise<{ day: string } | SendFault> {
  const list = await fetchList(slug);
  if (list === 'no-list') return 'offline';
  if (typeof list === 'string') return list === 'check.closed' ? 'closed' : 'refused';
  const checked = await checkIn(queueWorker, list, { fingerprint, isKept: false });
  if (checked === null) return 'refused';
  const decided = decideKept(report, checked);
  if (decided !== 'send') return decided === 'older' ? 'refused' : 'write-again';
  return deliver(report, queueWorker);
}
