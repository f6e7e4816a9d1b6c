import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { AppError, type ErrorCode } from '#kernel/errors.ts';
import { inTurn, type QueueName } from './document-queue.ts';
import { TIME_LIMIT_FACTOR } from './time-limit-factor.ts';

/** The usual time limit of a document program, in milliseconds. */
export const DOCUMENT_TIMEOUT_MS = 30_000 * TIME_LIMIT_FACTOR;
const MAX_PRINT_BYTES = 256 * 1024 * 1024;

/** A program of this folder: it reads its job as JSON on stdin, writes its result to stdout, reports faults on stderr and ends. */
export type DocumentProgram = {
  readonly file: URL;
  /** The queue it waits in: reading uploads never delays printing. */
  readonly queue?: QueueName;
  /** The time limit, in milliseconds. */
  readonly timeoutMs?: number;
  /** The heap limit, in MiB; a document that needs more is not made. */
  readonly maxMemoryMib?: number;
  /** The largest result in bytes; beyond it the process is ended. */
  readonly maxBytes?: number;
  /** The error thrown when it fails. */
  readonly failure?: ErrorCode;
};

/**
 * Makes or reads one document in a process of its own that ends with it: its memory is returned to the machine, and a hostile file cannot reach the server's
 * settings. One at a time in each queue, because a large report takes some 800 MB; others wait. Throws AppError: what `inTurn` throws, `documents/too-slow`,
 * and otherwise the `failure` of the program (its cause says why).
 */
export function runDocumentProgram(program: DocumentProgram, order: unknown): Promise<Buffer> {
  const text = JSON.stringify(order);
  return inTurn(program.queue ?? 'printing', () => run(program, text));
}

function run(
  { file, timeoutMs = DOCUMENT_TIMEOUT_MS, maxMemoryMib, maxBytes = MAX_PRINT_BYTES, failure = 'documents/not-made' }: DocumentProgram,
  order: string,
): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const options = {
      encoding: 'buffer' as const,
      timeout: timeoutMs,
      killSignal: 'SIGKILL' as const,
      maxBuffer: maxBytes,
      // The process gets none of the server's settings, which include the database address. Where code is compiled once for all processes, loading it
      // takes 0.07 s and not 0.17 s.
      env: { SystemRoot: process.env.SystemRoot, NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE },
    };
    const flags = maxMemoryMib === undefined ? [] : [`--max-old-space-size=${maxMemoryMib}`];
    const child = execFile(process.execPath, [...flags, fileURLToPath(file)], options, (error, output, stderr) => {
      if (error === null) return resolve(output);
      // A process that returns too much is ended too, but that is not a timeout.
      const isTimedOut = error.killed && error.code !== 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER';
      const failed = new AppError(isTimedOut ? 'documents/too-slow' : failure);
      failed.cause = new Error(stderr.toString('utf8') || error.message);
      reject(failed);
    });
    // A process that ended early closes the pipe; the callback above then says why.
    child.stdin!.on('error', () => {});
    child.stdin!.end(order);
  });
}
