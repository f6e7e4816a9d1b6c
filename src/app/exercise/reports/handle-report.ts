import { randomUUID } from 'node:crypto';
import { sha256 } from '@noble/hashes/sha2.js';
import { encode } from '#rooms/reports/crypto/bytes.ts';
import { type Mailbox, mailboxOf, newCode } from '#rooms/reports/crypto/code.ts';
import { publicOf } from '#rooms/reports/crypto/keys.ts';
import { encryptNote, type NoteContent } from '#rooms/reports/crypto/note.ts';
import { encryptReport, type OpenedReport, openReport, unwrapKey } from '#rooms/reports/crypto/report.ts';
import { type EncryptedMessage, encryptMessage, type MessageContent, type ThreadAddress } from '#rooms/reports/crypto/thread.ts';
import { addReportNote } from '#rooms/reports/desk/add-report-note.command.ts';
import { answerReport } from '#rooms/reports/desk/answer-report.command.ts';
import { closeReport } from '#rooms/reports/desk/close-report.command.ts';
import { passOnReport } from '#rooms/reports/desk/pass-on-report.command.ts';
import { reopenReport } from '#rooms/reports/desk/reopen-report.command.ts';
import { type ClosedAs, REPORTER_STATES } from '#rooms/reports/desk/report-state.rules.ts';
import { takeReport } from '#rooms/reports/desk/take-report.command.ts';
import { triageReport } from '#rooms/reports/desk/triage-report.command.ts';
import { acceptMessage } from '#rooms/reports/intake/accept-message.command.ts';
import { acceptReport } from '#rooms/reports/intake/accept-report.command.ts';
import { randomBelow, readersFor } from '#rooms/reports/manifest/readers.rules.ts';
import { encode64 } from '#rooms/reports/reporter/browser/base64.ts';
import { contentOf, type Draft } from '#rooms/reports/reporter/browser/draft.ts';
import { isDangerNow } from '#rooms/reports/reporter/questions.ts';
import { type ExerciseContext, runAs, sendUnnamed } from '../context.ts';
import type { ExerciseChannel } from './open-channel.ts';
import { numberOf } from './readers.ts';

/** A report that was sent, with what its reporter and its readers can do with it. */
export type SentReport = {
  channel: ExerciseChannel;
  address: ThreadAddress;
  mailbox: Mailbox;
  /** What later messages and notes are encrypted to: the key of the report, and the keys of its reporter. */
  recipient: string;
  reporter: OpenedReport['reporter'];
  stored: EncryptedMessage[];
  version: number;
};

/** Sends a report as the browser of its reporter does, and opens it as the browser of a reader does. */
export async function sendReport(
  context: ExerciseContext,
  channel: ExerciseChannel,
  { draft, when, code = newCode() }: { draft: Draft; when: Date; code?: string | undefined },
): Promise<SentReport> {
  const { manifest, channelKey } = channel;
  const readers = readersFor(manifest, draft.about, { duty: null, next: null }, randomBelow);
  if (readers === null) throw new Error('A report of the exercise leaves out too many readers.');
  const mailbox = mailboxOf(code);
  const address = { channel: channel.id, report: randomUUID() };
  const made = await encryptReport(address, {
    ...{ content: contentOf(draft), files: [], readers, mailbox, channelKey, manifest: manifest.number },
  });
  if (typeof made === 'string') throw new Error(`A report of the exercise cannot be encrypted: ${made}.`);
  const wraps = made.wraps.map(({ reader, bytes }) => ({ reader, bytes: encode64(bytes) }));
  const { idHash, verifyKey, letter } = made.mailbox;
  await sendUnnamed(context, when, acceptReport, {
    ...{ ...address, manifest: manifest.number, body: encode64(made.body), wraps, danger: isDangerNow(draft.answers) },
    mailbox: { idHash: encode(idHash), verifyKey: encode(verifyKey), letter: encode64(letter) },
  });
  const [wrap] = made.wraps;
  const identity = await unwrapKey(address, wrap!.bytes, channel.keys[wrap!.reader - 1]!.identity);
  const { reporter } = await openReport(address, made.body, identity);
  const { recipient } = await publicOf({ identity, signingKey: mailbox.signingKey });
  const body = new Uint8Array(sha256(made.body));
  return { channel, address: { ...address, body }, mailbox, recipient, reporter, stored: [], version: 1 };
}

/** The reporter writes again, by the code. */
export async function writeAgain(context: ExerciseContext, report: SentReport, when: Date, content: MessageContent): Promise<void> {
  const { place, encrypted } = await add(report, { direction: 'to-reader', reader: null, content, recipients: [report.recipient] });
  await sendUnnamed(context, when, acceptMessage, { mailbox: encode(report.mailbox.id), place, encrypted });
}

/** What a reader does with a report. */
export type ReaderAction =
  | { do: 'take' }
  | { do: 'triage' | 'pass-on' | 'reopen'; why: string; choice?: string }
  | { do: 'close'; why: string; choice: ClosedAs }
  | ({ do: 'answer' } & MessageContent)
  | { do: 'note'; text: string };

/** Does it with the reader's own account and keys. */
export async function handle(
  context: ExerciseContext,
  report: SentReport,
  reader: string,
  when: Date,
  action: ReaderAction,
): Promise<void> {
  const [reportId, version] = [report.address.report, report.version];
  if (action.do === 'note') {
    await runAs(context, reader, when, addReportNote, { reportId, ...(await noteOf(report, reader, { kind: 'note', text: action.text })) });
    return;
  }
  if (action.do === 'answer') {
    const { do: _, ...content } = action;
    await runAs(context, reader, when, answerReport, { reportId, ...(await answerOf(report, reader, content)) });
    return;
  }
  report.version += 1;
  if (action.do === 'take') {
    await runAs(context, reader, when, takeReport, { reportId, version });
    return;
  }
  const { do: kind, why, choice } = action;
  const state = REPORTER_STATES[NEXT[kind]];
  const change = {
    ...{ reportId, version, answer: await answerOf(report, reader, { state }) },
    note: await noteOf(report, reader, { kind, text: why, ...(choice !== undefined && { choice }) }),
  };
  if (kind === 'close') await runAs(context, reader, when, closeReport, { ...change, closedAs: action.choice });
  else if (kind === 'triage') await runAs(context, reader, when, triageReport, change);
  else await runAs(context, reader, when, kind === 'reopen' ? reopenReport : passOnReport, change);
}

const NEXT = { triage: 'triaged', 'pass-on': 'passed-on', close: 'closed', reopen: 'reopened' } as const;

async function answerOf(report: SentReport, reader: string, content: MessageContent): Promise<{ place: number; encrypted: string }> {
  const recipients = [report.reporter.recipient, report.recipient];
  return add(report, { direction: 'to-reporter', reader: numberOf(reader), content, recipients });
}

async function noteOf(report: SentReport, key: string, content: NoteContent): Promise<{ id: string; encrypted: string }> {
  const [id, reader] = [randomUUID(), numberOf(key)];
  const { signingKey } = report.channel.keys[reader - 1]!;
  const made = await encryptNote(report.address, { id, reader, content, recipient: report.recipient, signingKey });
  if (made === null) throw new Error('A note of the exercise is too long.');
  return { id, encrypted: encode64(made) };
}

async function add(
  { address, channel, mailbox, stored }: SentReport,
  {
    reader,
    ...message
  }: { direction: EncryptedMessage['direction']; reader: number | null; content: MessageContent; recipients: readonly string[] },
): Promise<{ place: number; encrypted: string }> {
  const signingKey = reader === null ? mailbox.signingKey : channel.keys[reader - 1]!.signingKey;
  const made = await encryptMessage(address, { ...message, reader, stored, signingKey });
  if (made === null) throw new Error('A message of the exercise is too long.');
  stored.push(made);
  return { place: made.place, encrypted: encode64(made.encrypted) };
}
