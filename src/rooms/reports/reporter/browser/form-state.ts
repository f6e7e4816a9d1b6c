import type { Child } from './dom.ts';
import type { Draft } from './draft.ts';
import type { ReporterPage } from './page-context.ts';
import { fetchChannel, fetchProof, RequestFailed } from './requests.ts';
import { today } from './words.ts';
import type { CheckedChannel } from './worker-protocol.ts';

/** One part of the form. `onShow` runs each time it is shown; `isDone` says whether the way goes on, and puts the reason on the page where it does not. */
export type Part = {
  readonly title: Child;
  readonly nodes: readonly Node[];
  readonly onShow?: () => void;
  readonly isDone?: () => boolean;
};

/** What the parts read of each other. */
export type FormState = { checked: CheckedChannel; readDraft: () => Draft };

/** Fetches and checks the list of readers and its proof from the log; the key of the text of a fault. */
export async function checkChannel({ slug, worker }: ReporterPage, fingerprint: string | null): Promise<CheckedChannel | string> {
  const [channel, proof] = await Promise.all([
    fetchChannel(slug).catch(() => null),
    fetchProof(slug).catch((error: unknown) => (error instanceof RequestFailed ? error.code : '')),
  ]);
  if (channel === null) return 'no-list';
  if (channel.state === 'closed') return 'check.closed';
  if (typeof proof === 'string') return proof === 'reports/no-proof' ? 'proof.none' : 'no-list';
  const checked = await worker.call('checkChannel', { channel, proof, fingerprint, today: today(), now: Date.now() }).catch(() => null);
  if (checked === null) return 'broken';
  if (typeof checked !== 'string') return checked;
  return checked.startsWith('proof.') ? checked : `check.${checked}`;
}
