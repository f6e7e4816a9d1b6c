import type { Child } from './dom.ts';
import type { Draft } from './draft.ts';
import type { ReporterPage } from './page-context.ts';
import { fetchChannel } from './requests.ts';
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

/** Fetches and checks the list of readers; the key of the text of a fault. */
export async function checkChannel({ slug, worker }: ReporterPage, fingerprint: string | null): Promise<CheckedChannel | string> {
  const channel = await fetchChannel(slug).catch(() => null);
  if (channel === null) return 'no-list';
  const checked = await worker.call('checkChannel', { channel, fingerprint, today: today() }).catch(() => null);
  if (checked === null) return 'broken';
  return typeof checked === 'string' ? `check.${checked}` : checked;
}
