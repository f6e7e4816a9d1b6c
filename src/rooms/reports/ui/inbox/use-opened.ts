import { useEffect, useState } from 'react';
import type { OpenedReport, OpenedThread, OpenFault } from '../worker/protocol.ts';
import { readerKeys, useKeysState } from '../worker/reader-keys.ts';
import { type DeskReport, type InboxItem, listOf } from './inbox-data.ts';

type Opened = ReadonlyMap<string, OpenedReport>;
type ThreadOf = Pick<DeskReport, 'channelId' | 'number' | 'id' | 'ciphertext' | 'messages' | 'notes'>;

/** The reports of a list as the worker opened them. They are gone from the page once the keys are locked. */
export function useOpenedReports(channel: string, items: readonly InboxItem[]): Opened {
  const open = useKeysState()?.channel === channel;
  const [opened, setOpened] = useState<Opened>(new Map());
  const waiting = items.filter(({ id, ciphertext }) => ciphertext !== null && !opened.has(id));
  const waitingIds = waiting.map(({ id }) => id).join(' ');
  // biome-ignore lint/correctness/useExhaustiveDependencies: what waits is named by its ids
  useEffect(() => {
    if (!open) return setOpened(new Map());
    if (waiting.length === 0) return;
    const reports = waiting.map(({ id, ciphertext }) => ({ report: id, ...ciphertext! }));
    readerKeys.call('openReports', { channel, reports }).then(
      (found) => setOpened((before) => new Map([...before, ...found.map((one) => [one.report, one] as const)])),
      () => {},
    );
  }, [open, channel, waitingIds]);
  return opened;
}

/** One report with its thread as the worker opened it; null while it is locked or on its way. */
export function useOpenedThread(
  report: ThreadOf | undefined,
  keys: Parameters<typeof listOf>[0] | undefined,
  asInterpreter = false,
): OpenedThread | { fault: OpenFault } | null {
  const open = useKeysState()?.channel === report?.channelId;
  const [opened, setOpened] = useState<OpenedThread | { fault: OpenFault } | null>(null);
  useEffect(() => {
    if (!open || report === undefined || keys === undefined) return setOpened(null);
    const { channelId: channel, number, id, ciphertext, messages, notes } = report;
    let isCurrent = true;
    const input = {
      channel,
      number,
      asInterpreter,
      report: { report: id, ...ciphertext },
      thread: { messages, notes },
      list: listOf(keys),
    };
    readerKeys.call('openThread', input).then(
      (found) => isCurrent && setOpened(found),
      () => isCurrent && setOpened(null),
    );
    return () => {
      isCurrent = false;
    };
  }, [open, report, keys, asInterpreter]);
  return opened;
}
