import type { Mailbox } from '../../../intake/intake.schema.ts';
import type { ReporterPage } from '../page-context.ts';
import { fetchChannel, fetchMailbox, fetchMessage, fetchProof, RequestFailed } from '../requests.ts';
import { today } from '../words.ts';
import type { FetchedMessage, OpenedMailbox } from '../worker-protocol.ts';
import type { KeepingClocks } from './kept-period.ts';

/** Why a code opened nothing: the key of its text. */
export type MailboxFault = { readonly key: string; readonly values?: Readonly<Record<string, number>> };
/** What a code opened. `typed` stays in memory, so that the thread can be fetched again. */
export type OpenedCode = {
  readonly typed: string;
  readonly day: string;
  readonly slug: string;
  readonly untaken: boolean;
  readonly held: boolean;
  readonly until: string | null;
  /** How long a report is kept. */
  readonly clocks: KeepingClocks;
  readonly opened: OpenedMailbox;
};

export const isMailboxFault = (one: OpenedCode | MailboxFault): one is MailboxFault => 'key' in one;

/** Reads a typed code, fetches its mailbox and opens it. */
export async function openWith({ worker }: ReporterPage, typed: string): Promise<OpenedCode | MailboxFault> {
  try {
    const read = await worker.call('readCode', { typed });
    if ('fault' in read) return read.fault === 'digits' ? { key: 'digits', values: { count: read.count } } : { key: 'check' };
    const { found } = await fetchMailbox(read.mailbox);
    if (found === null) return { key: 'unknown' };
    const [channel, proof, messages] = await Promise.all([
      fetchChannel(found.slug),
      fetchProof(found.slug).catch(() => null),
      fetchMessages(read.mailbox, found),
    ]);
    const opened = await worker.call('openMailbox', { found, channel, proof, today: today(), now: Date.now(), messages });
    if (typeof opened === 'string') return { key: opened === 'letter' ? 'letter' : `check.${opened}` };
    const { day, untaken, held, until } = found;
    return { typed, day, slug: found.slug, untaken, held, until, clocks: channel.clocks, opened };
  } catch (error) {
    if (error instanceof RequestFailed) return { key: error.why };
    return { key: 'failed' };
  }
}

/** All answers of the readers, and the last message of the reporter, on which the next one builds. Of the others only the place counts. */
async function fetchMessages(mailbox: string, { messages, newest }: NonNullable<Mailbox['found']>): Promise<FetchedMessage[]> {
  const lastOf = (direction: FetchedMessage['direction']) =>
    Math.max(-1, ...messages.filter((one) => one.direction === direction).map(({ place }) => place));
  const [lastAnswer, lastOwn] = [lastOf('to-reporter'), lastOf('to-reader')];
  return Promise.all(
    messages.map(async ({ direction, place, day }): Promise<FetchedMessage> => {
      const isNeeded = direction === 'to-reporter' || place === lastOwn;
      if (!isNeeded) return { direction, place, day, encrypted: '' };
      if (direction === 'to-reporter' && place === lastAnswer && newest !== null) return { direction, place, day, encrypted: newest };
      const { encrypted } = await fetchMessage({ mailbox, direction, place });
      // Without it the next message of the reporter could not continue the chain.
      if (encrypted === null && direction === 'to-reader') throw new RequestFailed('refused');
      // A message that is listed and not given is shown as damaged.
      return { direction, place, day, encrypted: encrypted ?? '' };
    }),
  );
}
