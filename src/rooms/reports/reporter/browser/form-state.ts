import type { PublicChannel } from '../../intake/intake.schema.ts';
import type { ChannelProof } from '../../proof/proof.schema.ts';
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
  /** Where the reporter says whom to leave out. */
  readonly isAbout?: true;
};

/**
 * What the parts read of each other. `fault`: the text of what is wrong since another poster was scanned into this tab; nothing is sent while there is one.
 * `checkPoster` checks again. `speakToChild` changes the words of every part.
 */
export type FormState = {
  checked: CheckedChannel;
  /** The list on which the reporter last could say whom to leave out. */
  chosenFrom: CheckedChannel;
  /** Shows the part in which the reporter says whom to leave out, and that the list of readers has changed. */
  chooseAgain: () => void;
  fault: string | null;
  readonly checkPoster: () => Promise<void>;
  readonly speakToChild: (isChild: boolean) => void;
  readDraft: () => Draft;
};

/** The list of readers of a channel and its proof from the log, as they were fetched. Nothing in it was checked. */
export type FetchedList = { readonly channel: PublicChannel; readonly proof: ChannelProof };

/** Fetches the list of readers and its proof; the key of the text of a fault. */
export async function fetchList(slug: string): Promise<FetchedList | string> {
  const [channel, proof] = await Promise.all([
    fetchChannel(slug).catch(() => null),
    fetchProof(slug).catch((error: unknown) => (error instanceof RequestFailed ? error.code : '')),
  ]);
  if (channel === null) return 'no-list';
  if (channel.state === 'closed') return 'check.closed';
  if (typeof proof === 'string') return proof === 'reports/no-proof' ? 'proof.none' : 'no-list';
  return { channel, proof };
}

/** Checks a list in the worker, which encrypts to it from then on; the key of the text of a fault. `isKept`: it was kept on this phone, so its proof may be old. */
export async function checkList(
  { worker }: Pick<ReporterPage, 'worker'>,
  list: FetchedList,
  { fingerprint, isKept }: { fingerprint: string | null; isKept: boolean },
): Promise<CheckedChannel | string> {
  const checked = await worker.call('checkChannel', { ...list, fingerprint, isKept, today: today(), now: Date.now() }).catch(() => null);
  if (checked === null) return 'broken';
  if (typeof checked !== 'string') return checked;
  return checked.startsWith('proof.') ? checked : `check.${checked}`;
}

/** Fetches and checks the list of readers and its proof; the key of the text of a fault. Nothing is sent without it. */
export async function checkChannel(context: ReporterPage, fingerprint: string | null): Promise<CheckedChannel | string> {
  const list = await fetchList(context.slug);
  return typeof list === 'string' ? list : checkList(context, list, { fingerprint, isKept: false });
}
