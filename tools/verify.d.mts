// Types of verify.mjs, for the tests and the command line. The verifier itself stays one file without a build.
export type ReadFile = (path: string) => Promise<Buffer | undefined>;
export type VerifyFault = { kind: string; index: number; upTo: number; words: string };
export type EntryCounts = {
  entries: number;
  padding: number;
  openings: number;
  erased: number;
  erasedAgain: number;
  openingsChecked: boolean;
};
/** What the log names of the code of reporters; `detail` is null where two persons erased it. `files`: SHA-256 by name, hex. */
export type RecordedCode = { index: number; at: string; detail: { build: string; files: Record<string, string> } | null };
export type VerifyResult = {
  holds: boolean;
  size: number;
  checkpoints: number;
  cosignatures: number;
  keysPinned: boolean;
  entries: EntryCounts | null;
  code: RecordedCode[];
  fault: VerifyFault | null;
};
export type VerifyInput = {
  read: ReadFile;
  keys?: string[];
  witnesses?: string[];
  quorum?: number;
  saved?: string[];
  mirror?: ReadFile;
  /** A dump, as byte chunks of any length. */
  entries?: Iterable<Buffer> | AsyncIterable<Buffer>;
  memo?: { tiles: WeakMap<object, string> };
};
export function verifyLog(input: VerifyInput): Promise<VerifyResult>;
export function report(result: VerifyResult): string[];
export function reader(place: string): ReadFile;
/** A fault, thrown. */
export class Fault extends Error {
  readonly kind: string;
  readonly index: number;
  readonly upTo: number;
}
/** Compares the lines of a dump, without their line ends, with the leaves, given as tiles of 256. Both throw Fault. */
export class EntryCheck {
  constructor(leaves: readonly Buffer[], size: number);
  readonly index: number;
  take(line: Buffer): void;
  end(): EntryCounts;
}
