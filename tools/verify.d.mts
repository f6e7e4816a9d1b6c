// Types of verify.mjs, for the tests and the command line. The verifier itself stays one file without a build.
export type ReadFile = (path: string) => Promise<Buffer | undefined>;
export type DumpRow =
  | { openings: boolean }
  | { index: number; leaf: string; salt: string | null; detail: string | null }
  | { index: number; padding: { count: number; seed: string } };
export type VerifyFault = { kind: string; index: number; upTo: number; words: string };
export type VerifyResult = {
  holds: boolean;
  size: number;
  checkpoints: number;
  cosignatures: number;
  keysPinned: boolean;
  entries: { entries: number; padding: number; openings: number; erased: number; erasedAgain: number; openingsChecked: boolean } | null;
  fault: VerifyFault | null;
};
export type VerifyInput = {
  read: ReadFile;
  keys?: string[];
  witnesses?: string[];
  quorum?: number;
  saved?: string[];
  mirror?: ReadFile;
  /** Rows in batches; the first row says whether openings are in them. */
  entries?: Iterable<readonly DumpRow[]> | AsyncIterable<readonly DumpRow[]>;
  memo?: { tiles: WeakMap<object, Buffer>; rows?: WeakMap<object, Buffer>; opened?: WeakSet<object> };
};
export function verifyLog(input: VerifyInput): Promise<VerifyResult>;
export function report(result: VerifyResult): string[];
export function reader(place: string): ReadFile;
export function readRows(path: string): AsyncGenerator<DumpRow[]>;
export function parseRow(line: string): DumpRow;
