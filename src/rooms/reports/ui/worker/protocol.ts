import type { Day } from '#kernel/day.ts';
import type { NoteContent, OpenedNote } from '../../crypto/note.ts';
import type { AnnouncedFiles } from '../../crypto/report.ts';
import type { EncryptedMessage, Message, MessageContent, ThreadFault } from '../../crypto/thread.ts';
import type { ReaderFunction } from '../../manifest/manifest.ts';
import type { ChannelCalls, HeldReport, SuccessionCalls } from './channel-protocol.ts';

/** A reader's own keys as the server keeps them, locked (base64), and the channel that they are for. */
export type LockedKeys = { readonly channel: string; readonly locked: string };

/** A report as it was fetched: its text and the reader's wrap (base64). */
export type FetchedReport = { readonly report: string; readonly body: string; readonly wrap: string };

/** Why a report cannot be opened: the wrap is for other keys than these, something was changed, or it is that of another report. */
export type OpenFault = 'other-keys' | 'damaged' | 'other-report';
export type ReportWords = { readonly answers: Readonly<Record<string, unknown>>; readonly text: string };
export type OpenedReport = { readonly report: string } & (ReportWords | { readonly fault: OpenFault });

/** What the list of readers of a channel is checked with (base64): the keys of the channel, and the newest signed list. */
export type SignedList = { readonly first: string; readonly successors: readonly string[]; readonly manifest: string | null };

/** A thread as it was fetched (base64). */
export type FetchedThread = {
  readonly messages: readonly (Pick<EncryptedMessage, 'direction' | 'place'> & { readonly encrypted: string })[];
  readonly notes: readonly { readonly id: string; readonly encrypted: string }[];
};

/**
 * An opened report with its thread. `mayWrite`: the list of readers names these very keys, so that the reporter can check what is signed with them. `announced`: the
 * files that the text says follow it; null where it does not say.
 */
export type OpenedThread = ReportWords & {
  readonly announced: AnnouncedFiles | null;
  readonly listChecked: boolean;
  readonly mayWrite: boolean;
  readonly messages: readonly Pick<Message, 'direction' | 'place' | 'seen' | 'reader' | 'content'>[];
  readonly faults: readonly ThreadFault[];
  /** In the order in which they came; null where a note cannot be opened, or neither a reader of the list nor an interpreter of this report signed it. */
  readonly notes: readonly ((OpenedNote & { readonly isInterpreter: boolean }) | null)[];
};

/** A file of a report as the page lists it. `isThere`: it was opened whole; else it is damaged or has not arrived. */
export type ListedFile = { readonly name: string; readonly type: string; readonly size: number; readonly isThere: boolean };

/** The calls of the worker that holds a reader's keys. A call gives it ciphertext and gets back content or ciphertext: no answer ever holds a key. */
export type ReaderCalls = {
  /** Opens the keys of one channel. Those of another that were open before are dropped. */
  unlock: (input: LockedKeys & { passphrase: string }) => 'unlocked' | 'wrong-passphrase';
  /** Encrypts what is being written to the reader's own keys, so that the page may keep it while they are locked. */
  encryptDraft: (input: { channel: string; text: string }) => Uint8Array;
  /** Such a draft; null where it is for other keys. */
  openDraft: (input: { channel: string; encrypted: Uint8Array }) => string | null;
  openReports: (input: { channel: string; reports: readonly FetchedReport[] }) => readonly OpenedReport[];
  /** Opens one report with its thread, which the next two calls continue. */
  openThread: (input: {
    channel: string;
    number: number;
    /** The caller interprets it: notes that they signed themselves are shown. */
    asInterpreter?: boolean;
    report: FetchedReport;
    thread: FetchedThread;
    list: SignedList;
  }) => OpenedThread | { readonly fault: OpenFault };
  /**
   * Opens the files of the report on the page. They stay in the worker until the keys are locked or another report is opened. `areOthers`: the text announces another
   * container.
   */
  openFiles: (input: {
    report: string;
    container: Uint8Array;
  }) => { readonly files: readonly ListedFile[]; readonly areOthers: boolean } | 'damaged';
  /** The content of one of these files, to save or show it; null where it is not there. */
  takeFile: (input: { report: string; place: number }) => Uint8Array<ArrayBuffer> | null;
  /** The first answer of a thread has one small size: a longer one goes in parts. */
  encryptAnswer: (input: {
    report: string;
    content: MessageContent;
  }) => { readonly place: number; readonly encrypted: string } | 'text-too-long' | 'first-too-long';
  encryptNote: (input: {
    report: string;
    id: string;
    content: NoteContent;
  }) => { readonly id: string; readonly encrypted: string } | 'text-too-long';
} & ChannelCalls &
  SuccessionCalls &
  InterpreterCalls &
  ShiftNoteCalls;

/** The calls of a reporter's worker that a report needs which an operator enters (entry-protocol.ts). */
export type EntryCallName = 'checkChannel' | 'makeCode' | 'encryptReport' | 'solveWork' | 'forgetReport';

/** An interpreter as the register of the channel has them (base64). No signed list names these keys, so their check number is compared. */
export type InterpreterKeys = {
  readonly number: number;
  readonly unit: readonly string[];
  readonly recipient: string;
  readonly verifyKey: string;
};

/** The calls about interpreters. */
export type InterpreterCalls = {
  /** The check number of the reader's own keys: the interpreter reads it to the reader who gives them a report. */
  ownCheckNumber: (input: { channel: string }) => string;
  /** Wraps the key of a report for an interpreter, if the check number that they said is that of these keys and the report leaves nobody of their unit out. */
  wrapForInterpreter: (input: {
    channel: string;
    report: HeldReport;
    interpreter: InterpreterKeys;
    check: string;
  }) => { readonly wrap: string } | 'other-keys' | 'excluded' | 'damaged';
};

/** A note for the next shift as it was fetched (base64). */
export type FetchedShiftNote = { readonly id: string; readonly reader: number; readonly encrypted: string };

/** The calls about notes for the next shift. A note is encrypted to the readers of a list that is valid today and that the channel key signed. */
export type ShiftNoteCalls = {
  encryptShiftNote: (input: {
    channel: string;
    number: number;
    id: string;
    text: string;
    list: SignedList;
    today: string;
  }) => { readonly manifest: number; readonly encrypted: string } | 'text-too-long' | 'list-refused' | 'other-keys';
  /** The text, the day that its writer signed, and the writer's function by the list; null where they read no more. */
  openShiftNote: (input: {
    channel: string;
    note: FetchedShiftNote;
    list: SignedList;
  }) => { readonly text: string; readonly day: Day; readonly function: ReaderFunction | null } | 'damaged';
};

/** A call on its way. `touch` says that the reader is still there; it has no answer. */
export type ReaderRequest = { readonly id: number; readonly call: keyof ReaderCalls | EntryCallName; readonly input: unknown } | 'touch';

/** Why a call has no value: the keys were locked meanwhile, or it failed. */
export type ReaderFailure = 'locked' | 'failed';

/** An answer; `locked` is sent unasked once nobody has touched the page for five minutes. */
export type ReaderAnswer =
  | { readonly id: number; readonly value: unknown }
  | { readonly id: number; readonly failure: ReaderFailure }
  | 'locked';

/** The time without a touch after which the keys are dropped. */
export const IDLE_LOCK_MS = 5 * 60_000;
