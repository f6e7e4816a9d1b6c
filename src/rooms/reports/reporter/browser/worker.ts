import { decode } from '../../crypto/bytes.ts';
import { envelopeHash, solveWork } from '../../intake/flood/work.ts';
import { OpenMailbox } from './code/answering.ts';
import { ReportInProgress } from './encrypting.ts';
import type { WorkerAnswer, WorkerCalls, WorkerRequest } from './worker-protocol.ts';

// Every key of a reporter is in this worker and nowhere else. It ends with the page.
const report = new ReportInProgress();
const mailbox = new OpenMailbox();

type Handlers = {
  [Call in keyof WorkerCalls]: (
    input: Parameters<WorkerCalls[Call]>[0],
  ) => ReturnType<WorkerCalls[Call]> | Promise<ReturnType<WorkerCalls[Call]>>;
};

const HANDLERS: Handlers = {
  checkChannel: (input) => report.checkChannel(input),
  makeCode: () => report.makeCode(),
  drawCode: () => report.drawCode(),
  encryptReport: (input) => report.encrypt(input),
  addFile: (input) => report.files.add(input),
  removeFile: (input) => report.files.remove(input),
  allowFile: (input) => report.files.allow(input),
  fileBytes: () => report.files.bytes(),
  upload: () => report.upload(),
  chunk: ({ place }) => report.chunk(place),
  solveWork: ({ report, challenge: { hour, challenge } }) => ({ hour, answers: solveWork(decode(challenge), envelopeHash(report)) }),
  ownMailbox: () => report.ownMailbox(),
  readCode: (input) => mailbox.readCode(input),
  openMailbox: (input) => mailbox.open(input),
  encryptMessage: (input) => mailbox.encrypt(input),
};

addEventListener('message', async ({ data }: MessageEvent<WorkerRequest>) => {
  const { id, call, input } = data;
  let answer: WorkerAnswer;
  try {
    answer = { id, value: await (HANDLERS[call] as (input: unknown) => unknown)(input) };
  } catch {
    // No text of the fault: it might name what was typed.
    answer = { id, failed: true };
  }
  postMessage(answer);
});
