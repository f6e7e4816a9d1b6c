import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { AppError, type ErrorCode } from '#kernel/errors.ts';
import './errors.ts';

const LARGEST_DOCUMENT = 256 * 1024 * 1024;
const MAY_WAIT = 8;

let busy = false;
const waiting: (() => void)[] = [];

/** A program of this folder: it reads its order as JSON on stdin, writes its result to stdout, complains on stderr and ends. */
export type DocumentProgram = {
  readonly file: URL;
  /** How long it may take, in milliseconds. */
  readonly timeOutMs?: number;
  /** How much it may hold on its heap, in MiB; what needs more is not made. */
  readonly mostMemory?: number;
  /** What is thrown when it fails. */
  readonly failure?: ErrorCode;
};

/**
 * Makes or reads one document in a process of its own that ends with it: its memory never stays in the server, and a file that does harm while it is read
 * meets nothing of the server's settings. One at a time, because a large report takes some 800 MB; others wait. Throws AppError: `documents/busy` when too
 * many wait, `documents/too-slow`, and else the `failure` of the program (its cause says why).
 */
export async function runDocumentProgram(program: DocumentProgram, order: unknown): Promise<Buffer> {
  const text = JSON.stringify(order);
  await takeTurn();
  try {
    return await run(program, text);
  } finally {
    const next = waiting.shift();
    if (next) next();
    else busy = false;
  }
}

async function takeTurn(): Promise<void> {
  if (!busy) {
    busy = true;
    return;
  }
  if (waiting.length >= MAY_WAIT) throw new AppError('documents/busy');
  await new Promise<void>((resolve) => waiting.push(resolve));
}

function run({ file, timeOutMs = 30_000, mostMemory, failure = 'documents/not-made' }: DocumentProgram, order: string): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const options = {
      encoding: 'buffer' as const,
      timeout: timeOutMs,
      killSignal: 'SIGKILL' as const,
      maxBuffer: LARGEST_DOCUMENT,
      // Nothing of the server's settings, among them the way to the database, is for this process.
      env: { SystemRoot: process.env.SystemRoot },
    };
    const bounds = mostMemory === undefined ? [] : [`--max-old-space-size=${mostMemory}`];
    const child = execFile(process.execPath, [...bounds, fileURLToPath(file)], options, (error, made, complaint) => {
      if (error === null) return resolve(made);
      const failed = new AppError(error.killed ? 'documents/too-slow' : failure);
      failed.cause = new Error(complaint.toString('utf8') || error.message);
      reject(failed);
    });
    // A process that ended early closes the pipe; the callback above then says why.
    child.stdin!.on('error', () => {});
    child.stdin!.end(order);
  });
}
