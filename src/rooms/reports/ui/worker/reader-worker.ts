import { decode } from '../../crypto/bytes.ts';
import { envelopeHash, solveWork } from '../../intake/flood/work.ts';
import { ReportInProgress } from '../../reporter/browser/encrypting.ts';
import { channelCalls } from './channel-calls.ts';
import { draftCalls } from './draft-calls.ts';
import type { DeskCalls } from './entry-protocol.ts';
import { interpreterCalls } from './interpreter-calls.ts';
import { KeysLocked, OpenKeys } from './open-keys.ts';
import { ReportOpening } from './opening.ts';
import type { ReaderAnswer, ReaderRequest } from './protocol.ts';
import { shiftNoteCalls } from './shift-notes.ts';
import { successionCalls } from './succession-calls.ts';

// The keys of the reader are in this worker and nowhere else. The page ends it to lock them.
const keys = new OpenKeys();
const opening = new ReportOpening(keys);
// A report that an operator enters, written by the code of reporters. The page uses a worker of its own for it.
let entry = new ReportInProgress();
const CHECK_EVERY_MS = 1_000;

type Handlers = {
  [Call in keyof DeskCalls]: (input: Parameters<DeskCalls[Call]>[0]) => ReturnType<DeskCalls[Call]> | Promise<ReturnType<DeskCalls[Call]>>;
};

const HANDLERS: Handlers = {
  unlock: (input) => {
    opening.forget();
    return keys.unlock(input);
  },
  openReports: (input) => opening.openReports(input),
  openThread: (input) => opening.openThread(input),
  openFiles: (input) => opening.openFiles(input),
  takeFile: (input) => opening.takeFile(input),
  encryptAnswer: (input) => opening.encryptAnswer(input),
  encryptNote: (input) => opening.encryptNote(input),
  ...draftCalls((channel) => keys.of(channel)),
  ...channelCalls((channel) => keys.of(channel)),
  ...interpreterCalls((channel) => keys.of(channel)),
  ...shiftNoteCalls((channel) => keys.of(channel)),
  ...successionCalls((channel) => keys.of(channel)),
  checkChannel: (input) => entry.checkChannel(input),
  makeCode: () => entry.makeCode(),
  encryptReport: (input) => entry.encrypt(input),
  forgetReport: () => {
    entry = new ReportInProgress();
    return null;
  },
  solveWork: ({ report, challenge: { hour, challenge } }) => ({ hour, answers: solveWork(decode(challenge), envelopeHash(report)) }),
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
