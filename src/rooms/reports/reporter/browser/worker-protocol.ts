import type { z } from 'zod';
import type { Bytes } from '../../crypto/bytes.ts';
import type { CodeFault } from '../../crypto/code.ts';
import type { EncryptionFault } from '../../crypto/report.ts';
import type { MessageContent, ThreadFault } from '../../crypto/thread.ts';
import type { Challenge } from '../../intake/flood/work.ts';
import type { Mailbox, PublicChannel, SendMessage, SendReport } from '../../intake/intake.schema.ts';
import type { ManifestFault, ReaderFunction } from '../../manifest/manifest.ts';
import type { About, OnDuty } from '../../manifest/readers.rules.ts';
import type { CheckedProof } from '../../proof/check-proof.ts';
import type { ChannelProof } from '../../proof/proof.schema.ts';
import type { ListFault } from './checked-list.ts';

/** The next message of the reporter as it is sent. */
export type OwnMessage = z.infer<typeof SendMessage>;

/** A reader as the form shows them. */
export type ShownReader = {
  readonly number: number;
  readonly function: ReaderFunction;
  readonly nation: string;
  readonly unit: readonly string[];
};

/** The result of checking a channel: whom a report would go to, whether a poster named the key that signed the list, and how the log proves it. */
export type CheckedChannel = {
  /** The channel above, offered where fewer than two readers are left; null where there is none. */
  readonly parent: string | null;
  /** What a legal adviser of the channel stated: the word of the server, like `parent`. A list kept by an earlier version has none. */
  readonly limits?: PublicChannel['limits'];
  readonly poster: boolean;
  /** Whether it was kept on this phone. Then nothing is sent before the present list was checked. */
  readonly isKept: boolean;
  /** The fingerprint of the key that signed the list. */
  readonly fingerprint: string;
  readonly proof: CheckedProof;
  readonly number: number;
  readonly readers: readonly ShownReader[];
  readonly onDuty: OnDuty;
  readonly clocks: PublicChannel['clocks'];
};

/** A message of the thread as the page shows it. `content` is null for the reporter's own: their code does not open it. */
export type ShownMessage = {
  readonly direction: 'to-reader' | 'to-reporter';
  readonly place: number;
  readonly day: string;
  readonly content: MessageContent | null;
};

/** An opened mailbox. `state`: the newest state that a reader signed, null while there is none. */
export type OpenedMailbox = {
  readonly state: { readonly name: string; readonly day: string } | null;
  readonly messages: readonly ShownMessage[];
  readonly faults: readonly ThreadFault[];
  /** Whether the log names the readers who signed, as the form demands it of the list; true also where nobody signed yet. */
  readonly isProven: boolean;
  /** The channel is closed: answers can be read, and nothing can be written. */
  readonly isClosed: boolean;
  /** The list of readers is outside of its days by the clock of this phone. Answers are shown all the same. */
  readonly isLate: boolean;
};

/** An encrypted message of a mailbox as it was fetched; empty where only its place counts. */
export type FetchedMessage = {
  readonly direction: 'to-reader' | 'to-reporter';
  readonly place: number;
  readonly day: string;
  readonly encrypted: string;
};

/** How a file was prepared: redrawn, cut, or left as it is because nothing here knows its type. */
export type Preparation = 'drawn' | 'cut' | 'unchanged';
/** A file that was chosen, as the page shows it. */
export type ChosenFile = { readonly id: number; readonly how: Preparation; readonly bytes: number };

/** The calls of the worker. It holds every key; the page holds what is typed and the code that it shows. */
export type WorkerCalls = {
  checkChannel: (input: {
    channel: PublicChannel;
    proof: ChannelProof;
    fingerprint: string | null;
    isKept: boolean;
    today: string;
    now: number;
  }) => CheckedChannel | ListFault;
  makeCode: (input: null) => readonly string[];
  /** The code as a QR, row by row: 1 is black. */
  drawCode: (input: null) => readonly string[];
  encryptReport: (input: {
    answers: Readonly<Record<string, unknown>>;
    text: string;
    about: About;
    danger: boolean;
    now: number;
  }) => SendReport | EncryptionFault | 'proof-late';
  /** Prepares a file of the report, and keeps it. */
  addFile: (input: { name: string; file: Blob }) => ChosenFile;
  removeFile: (input: { id: number }) => null;
  /** An unchanged file goes with the report all the same. */
  allowFile: (input: { id: number }) => null;
  /** How many bytes the files that go with the report have. */
  fileBytes: (input: null) => number;
  /** The upload ticket of the files of the report that was encrypted last, and the number of their chunks; null where it has none. */
  upload: (input: null) => { ticket: string; chunks: number } | null;
  chunk: (input: { place: number }) => Bytes;
  /** Proof of work for this report. It takes a second or more. */
  solveWork: (input: { report: SendReport; challenge: Challenge }) => NonNullable<SendReport['work']>;
  /** The mailbox id of the code that was made on this page. */
  ownMailbox: (input: null) => string;
  readCode: (input: { typed: string }) => { mailbox: string } | CodeFault;
  openMailbox: (input: {
    found: NonNullable<Mailbox['found']>;
    channel: PublicChannel;
    /** Null where the server gave none. */
    proof: ChannelProof | null;
    today: string;
    now: number;
    messages: readonly FetchedMessage[];
  }) => OpenedMailbox | ManifestFault | 'closed' | 'letter';
  encryptMessage: (input: { content: MessageContent }) => OwnMessage | 'text-too-long';
};

/** A call on its way, and its answer. */
export type WorkerRequest = { readonly id: number; readonly call: keyof WorkerCalls; readonly input: unknown };
export type WorkerAnswer = { readonly id: number; readonly value: unknown } | { readonly id: number; readonly failed: true };
