import { Worker } from 'node:worker_threads';
import { AppError } from '#kernel/errors.ts';
import { TIME_LIMIT_FACTOR } from '#platform/documents/time-limit-factor.ts';
import type { ProvisionState } from '../clauses/check/check-text.ts';
import type { UnreadReason } from '../clauses/document/read-contract.ts';
import type { ClauseSet } from '../clauses/sets/clause-set.schema.ts';
import type { DocumentLinks } from './links.rules.ts';
import type { Passage } from './passage.rules.ts';
import '../errors.ts';

/** A file to read, with the numbers of the contracts it may belong to and the set that each owes. */
export type ToRead = {
  readonly path: string;
  readonly name: string;
  readonly contracts: readonly (readonly [number: string, setId: string])[];
  /** The loaded sets among those; the thread knows the ones that ship. */
  readonly sets: readonly ClauseSet[];
  /** It is opened and its pages are counted; nothing in it is read or checked. */
  readonly isOnlyOpened?: boolean;
  /** It was tried and not read: why. */
  readonly unread?: UnreadReason;
};

/** What is found of one provision. */
export type ReadFinding = {
  readonly provision: string;
  readonly state: ProvisionState;
  readonly page: number | null;
  readonly quote: string | null;
  readonly confidence: number | null;
  readonly wording: string | null;
  readonly difference: string | null;
  readonly alike: boolean;
  readonly passage: Passage | null;
};

/** What the thread says of one file. `unread`: why it was not read. `named`: the contracts whose number it has. */
export type ReadAnswer = {
  readonly unread: UnreadReason | null;
  readonly title: string | null;
  readonly dated: string | null;
  readonly pages: number | null;
  readonly scanned: number;
  readonly ocrPages: readonly number[];
  readonly links: DocumentLinks | null;
  readonly named: readonly string[];
  readonly checks: readonly { readonly setId: string; readonly version: string; readonly findings: readonly ReadFinding[] }[];
};

const WORKER = new URL('./read-worker.ts', import.meta.url);
const FILE_TIMEOUT_MS = 120_000 * TIME_LIMIT_FACTOR;
const WORKER_MEMORY_MIB = 768;
// The browser of one person sends two files at a time.
const MAX_WAITING = 24;
const IDLE_MS = 30_000;

let worker: Worker | null = null;
let waiting = 0;
let last: Promise<unknown> = Promise.resolve();
let idle: NodeJS.Timeout | undefined;

/**
 * Reads and checks a file in the one reading thread of this process, with a limit of memory and time: one hostile file costs itself only, and other requests go
 * on meanwhile. Files wait for each other; the thread ends when there is none. Throws where too many wait.
 */
export function readInThread(file: ToRead): Promise<ReadAnswer> {
  if (waiting >= MAX_WAITING) throw new AppError('contractors/reading-busy');
  waiting++;
  const turn = last.then(() => read(file));
  last = turn.catch(() => undefined).finally(() => waiting--);
  return turn;
}

async function read(file: ToRead): Promise<ReadAnswer> {
  clearTimeout(idle);
  worker ??= new Worker(WORKER, {
    resourceLimits: { maxOldGenerationSizeMb: WORKER_MEMORY_MIB },
    // The thread needs nothing of the settings, among them the address of the database; only where programs are, such as tesseract.
    env: { PATH: process.env.PATH },
  });
  const { promise, resolve } = Promise.withResolvers<ReadAnswer | 'too-slow' | 'damaged'>();
  const timer = setTimeout(() => resolve('too-slow'), FILE_TIMEOUT_MS);
  const fail = () => resolve('damaged');
  worker.ref();
  worker.on('message', resolve).on('error', fail).on('exit', fail);
  worker.postMessage(file);
  const answer = await promise;
  clearTimeout(timer);
  worker.off('message', resolve).off('error', fail).off('exit', fail);
  worker.unref();
  if (answer === 'too-slow' || answer === 'damaged') {
    await end();
    if (file.unread !== undefined) throw new Error('The thread that reads files does not run.');
    return read({ ...file, unread: answer });
  }
  idle = setTimeout(() => void end(), IDLE_MS).unref();
  return answer;
}

async function end(): Promise<void> {
  const ended = worker;
  worker = null;
  await ended?.terminate();
}
