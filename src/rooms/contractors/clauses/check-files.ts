import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { byOcr } from './by-ocr.ts';
import type { CheckedProvision } from './check/check-text.ts';
import type { Rank } from './check/precedence.ts';
import type { DocumentName, Reference } from './check/references.ts';
import { type Loaded, resolve } from './check/resolve.ts';
import { findOcr, type Ocr } from './document/ocr.ts';
import type { UnreadReason } from './document/read-contract.ts';
import type { ClauseSet } from './sets/clause-set.schema.ts';

/** One contract and what a check says of it. Where it is not readable, `reason` says why, and every provision is `not-readable`. */
export type CheckedFile = {
  readonly file: string;
  readonly set: string;
  readonly readable: boolean;
  readonly reason: UnreadReason | null;
  readonly pages: number | null;
  /** Pages that hold pictures and no text. */
  readonly scannedPages: readonly number[];
  /** Pages of pictures that a program of this machine read (OCR): what was found there, and what was not, is to be compared with the page. */
  readonly ocrPages: readonly number[];
  readonly provisions: readonly CheckedProvision[];
};

/** What a worker says of one file. */
export type WorkerAnswer =
  | { readonly unread: UnreadReason }
  | {
      readonly pages: number | null;
      readonly scannedPages: readonly number[];
      readonly ocrPages: readonly number[];
      readonly provisions: readonly CheckedProvision[];
      readonly references: readonly Reference[];
      readonly order: readonly Rank[];
      readonly name: DocumentName;
    };

const WORKER = new URL('./check-worker.ts', import.meta.url);
// A file of 2,000 pages takes some 20 seconds on a slow machine.
const FILE_TIMEOUT_MS = 120_000;
const WORKER_MEMORY_MIB = 768;

/**
 * Checks files against a set, in `workers` threads with a limit of memory and time each: one hostile file costs itself only. `onChecked` is called as each is done.
 * Provisions that a file takes over by reference are looked for in the other files.
 */
export async function checkFiles(
  files: readonly string[],
  set: ClauseSet,
  { workers = availableParallelism(), onChecked }: { workers?: number; onChecked?: (done: number) => void } = {},
): Promise<CheckedFile[]> {
  const folder = await mkdtemp(join(tmpdir(), 'manumit-scans-'));
  const ocr = findOcr(folder);
  const answers: WorkerAnswer[] = new Array(files.length);
  let next = 0;
  let done = 0;
  const work = async () => {
    const thread = new CheckThread(set, ocr);
    try {
      while (next < files.length) {
        const at = next++;
        answers[at] = await thread.check(files[at]!);
        onChecked?.(++done);
      }
    } finally {
      await thread.end();
    }
  };
  try {
    await Promise.all(Array.from({ length: Math.max(1, Math.min(workers, files.length)) }, work));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  const loaded = files.flatMap((file, at): Loaded[] => {
    const answer = answers[at]!;
    return 'unread' in answer ? [] : [{ file, ...answer }];
  });
  return files.map((file, at) => describe(file, answers[at]!, set, loaded));
}

function describe(file: string, answer: WorkerAnswer, set: ClauseSet, loaded: readonly Loaded[]): CheckedFile {
  if ('unread' in answer) {
    const provisions = set.provisions.map(({ id, title }) => unread(id, title.en, answer.unread));
    return { file, set: set.id, readable: false, reason: answer.unread, pages: null, scannedPages: [], ocrPages: [], provisions };
  }
  const { pages, scannedPages, ocrPages } = answer;
  const own: Loaded = { file, ...answer };
  return {
    file,
    set: set.id,
    readable: true,
    reason: null,
    pages,
    scannedPages,
    ocrPages,
    provisions: answer.provisions.map((one) => byOcr(resolve(one, own, loaded).provision, ocrPages)),
  };
}

const unread = (id: string, title: string, reason: UnreadReason): CheckedProvision => ({
  id,
  title,
  state: 'not-readable',
  page: null,
  quote: null,
  confidence: null,
  confirmed: false,
  difference: reason,
  wording: null,
});

/** One thread that checks file after file. It is replaced after a file that took too long or too much memory. */
class CheckThread {
  readonly #set: ClauseSet;
  readonly #ocr: Ocr | null;
  #worker: Worker | null = null;

  constructor(set: ClauseSet, ocr: Ocr | null) {
    this.#set = set;
    this.#ocr = ocr;
  }

  async check(file: string): Promise<WorkerAnswer> {
    this.#worker ??= new Worker(WORKER, {
      workerData: { set: this.#set, ocr: this.#ocr },
      resourceLimits: { maxOldGenerationSizeMb: WORKER_MEMORY_MIB },
      // The thread needs nothing of the settings, among them the address of the database.
      env: {},
    });
    const worker = this.#worker;
    const { promise, resolve: answerWith } = Promise.withResolvers<WorkerAnswer>();
    const timer = setTimeout(() => answerWith({ unread: 'too-slow' }), FILE_TIMEOUT_MS);
    const fail = () => answerWith({ unread: 'damaged' });
    worker.on('message', answerWith).on('error', fail).on('exit', fail);
    worker.postMessage(file);
    const answer = await promise;
    clearTimeout(timer);
    worker.off('message', answerWith).off('error', fail).off('exit', fail);
    if ('unread' in answer && (answer.unread === 'too-slow' || answer.unread === 'damaged')) await this.end();
    return answer;
  }

  async end(): Promise<void> {
    const worker = this.#worker;
    this.#worker = null;
    await worker?.terminate();
  }
}
