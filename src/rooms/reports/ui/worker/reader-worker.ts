import { channelCalls } from './channel-calls.ts';
import { KeysLocked, OpenKeys } from './open-keys.ts';
import { ReportOpening } from './opening.ts';
import type { ReaderAnswer, ReaderCalls, ReaderRequest } from './protocol.ts';

// The keys of the reader are in this worker and nowhere else. The page ends it to lock them.
const keys = new OpenKeys();
const opening = new ReportOpening(keys);
const CHECK_EVERY_MS = 1_000;

type Handlers = {
  [Call in keyof ReaderCalls]: (
    input: Parameters<ReaderCalls[Call]>[0],
  ) => ReturnType<ReaderCalls[Call]> | Promise<ReturnType<ReaderCalls[Call]>>;
};

const HANDLERS: Handlers = {
  unlock: (input) => {
    opening.forget();
    return keys.unlock(input);
  },
  openReports: (input) => opening.openReports(input),
  openThread: (input) => opening.openThread(input),
  encryptAnswer: (input) => opening.encryptAnswer(input),
  encryptNote: (input) => opening.encryptNote(input),
  ...channelCalls((channel) => keys.of(channel)),
};

let wasOpen = false;
setInterval(() => {
  const isOpen = !keys.lockIfIdle();
  if (!isOpen) opening.forget();
  if (wasOpen && !isOpen) postMessage('locked' satisfies ReaderAnswer);
  wasOpen = isOpen;
}, CHECK_EVERY_MS);

addEventListener('message', async ({ data }: MessageEvent<ReaderRequest>) => {
  if (data === 'touch') return keys.touch();
  const { id, call, input } = data;
  let answer: ReaderAnswer;
  try {
    answer = { id, value: await (HANDLERS[call] as (input: unknown) => unknown)(input) };
    wasOpen ||= !keys.lockIfIdle();
  } catch (error) {
    // No text of the fault: it might name what was read.
    answer = { id, failure: error instanceof KeysLocked ? 'locked' : 'failed' };
  }
  postMessage(answer);
});
