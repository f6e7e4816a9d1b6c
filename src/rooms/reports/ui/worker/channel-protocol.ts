import type { Locale } from '#kernel/languages.ts';
import type { Manifest } from '../../manifest/manifest.ts';

/** A locked file (base64) and the passphrase that was typed for it. */
export type LockedFile = { readonly locked: string; readonly passphrase: string };
/** A file for a holder, with its generated passphrase, which is shown once. */
export type FileForHolder = LockedFile;

/** New keys of a reader: their public half, and the secret one locked under two passphrases. */
export type MadeReader = {
  readonly recipient: string;
  readonly verifyKey: string;
  /** Locked under the reader's own passphrase: what the server stores. */
  readonly own: FileForHolder;
  /** The same keys under a second passphrase: what lies with two holders. */
  readonly recovery: FileForHolder;
};

/** What a channel says of itself in public, as the server gives it (base64). The worker checks it before it uses it. */
export type GivenList = {
  readonly channel: string;
  readonly keys: { readonly first: string; readonly successors: readonly string[] };
  readonly signed: string;
  readonly today: string;
};

/** A report to hand over, as its holder gets it (base64). */
export type HeldReport = { readonly report: string; readonly body: string; readonly wrap: string };
/** What became of it: a wrap for the newcomer, or why there is none. */
export type HandedReport =
  | { readonly report: string; readonly wrap: string }
  | { readonly report: string; readonly kept: 'excluded' | 'damaged' };

/** Wraps that a successor made for themselves, with the signature that the server asks for (base64). `damaged`: reports that could not be opened. */
export type InheritedWraps = {
  readonly wraps: readonly { readonly report: string; readonly bytes: string }[];
  readonly signature: string;
  readonly damaged: number;
};

/** The calls about who takes over the reports of a reader who is gone. */
export type SuccessionCalls = {
  /** Signs whom the reader names as their successor: a reader of the signed list. */
  nameSuccessor: (input: { list: GivenList; successor: number }) => { signed: string } | 'list-refused';
  /**
   * Opens reports with the recovery file of a reader who is gone, and wraps their keys for the unlocked reader. `named`: what the predecessor signed. The list must
   * name the predecessor as a former reader. A report that leaves the successor out is not among the answers, and is not counted.
   */
  inheritReports: (
    input: LockedFile & { list: GivenList; predecessor: number; named: string; reports: readonly HeldReport[] },
  ) => InheritedWraps | 'list-refused' | 'not-named' | 'wrong-passphrase' | 'other-reader';
};

/** The calls about channels of the worker that holds the keys. None of its answers holds a key that is not locked. */
export type ChannelCalls = {
  makeReader: (input: { language: Locale }) => MadeReader;
  /** Whether a recovery file opens and is that of the reader. */
  drillRecovery: (input: LockedFile & { recipient: string }) => 'opens' | 'wrong-passphrase' | 'other-reader';
  /** Opens a recovery file and locks the keys under a new passphrase. */
  recoverKeys: (input: LockedFile & { recipient: string; language: Locale }) => FileForHolder | 'wrong-passphrase' | 'other-reader';
  /** A new channel key: its public half, and two files for two holders. */
  makeChannelKey: (input: { language: Locale }) => { publicKey: string; files: readonly FileForHolder[] };
  /** Signs a list with the present channel key (`key`, base64). */
  signList: (
    input: LockedFile & { key: string; manifest: Omit<Manifest, 'channelKey'> },
  ) => { signed: string } | 'wrong-passphrase' | 'other-key';
  /** Makes the next channel key and signs it with the present one. */
  signSuccessor: (
    input: LockedFile & { key: string; channel: string; language: Locale },
  ) => { signed: string; files: readonly FileForHolder[] } | 'wrong-passphrase' | 'other-key';
  /** Encrypts a test report to every reader of a list, as a reporter's browser does. */
  encryptTest: (input: GivenList) => TestReport | 'list-refused';
  /** Opens a test report with the reader's own keys: the random bytes inside (base64). */
  openTest: (input: { channel: string } & HeldReport) => { answer: string } | 'damaged';
  /** Wraps the keys of reports for a newcomer whom the signed list names. The text of a report is opened to see whom it is about, and stays untouched. */
  handOver: (input: { list: GivenList; newcomer: number; reports: readonly HeldReport[] }) => readonly HandedReport[] | 'list-refused';
};

/** A test report as it is sent. */
export type TestReport = {
  readonly report: string;
  readonly manifest: number;
  readonly body: string;
  readonly wraps: readonly { readonly reader: number; readonly bytes: string }[];
  readonly answerHash: string;
};
