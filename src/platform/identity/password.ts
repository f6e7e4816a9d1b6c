import { Worker } from 'node:worker_threads';
import { AppError } from '#kernel/errors.ts';
import type { Derivation } from './password-worker.ts';

// 46 MiB, two passes, one lane: above the OWASP floor for Argon2id. One derivation at a time keeps memory bounded on a small machine.
const MEMORY_KIB = 46 * 1024;
const PASSES = 2;

/**
 * How many may wait in each queue. They are served in turn, one of each, so that a crowd in one makes the others wait twice as long and no longer. `known`: people with a
 * session or a one-time link; `sign-in`: strangers at the desk; `class`: learners with a slip, of whom a whole class comes at once.
 */
export const PASSWORD_QUEUES = { known: 64, 'sign-in': 16, class: 64 };
export type PasswordQueue = keyof typeof PASSWORD_QUEUES;

/** A place in a queue: derives one password, or is left. */
export type Place = { derive: (password: string, salt: Buffer) => Promise<Buffer>; leave: () => void };

const names = Object.keys(PASSWORD_QUEUES) as PasswordQueue[];
const taken: Record<PasswordQueue, number> = { known: 0, 'sign-in': 0, class: 0 };
const waiting: Record<PasswordQueue, (() => Promise<void>)[]> = { known: [], 'sign-in': [], class: [] };
let turn = 0;
let running = false;
/** How long the last password took to derive, in milliseconds. */
let tookMs: number | undefined;

/** How many places of a queue are taken now. */
export const placesTaken = (queue: PasswordQueue): number => taken[queue];

/** How many seconds somebody in this queue waits at most, by how long the last password took; undefined where that is not known, or nobody waits. */
export function longestWait(queue: PasswordQueue): number | undefined {
  if (tookMs === undefined || taken[queue] === 0) return undefined;
  const inUse = names.filter((name) => taken[name] > 0).length;
  return (taken[queue] * inUse * tookMs) / 1000;
}

/** Takes a place; throws platform/passwords-busy where the queue is full. It is given back when the password is derived, or the place left. */
export function takePlace(queue: PasswordQueue): Place {
  if (taken[queue] >= PASSWORD_QUEUES[queue]) throw new AppError('platform/passwords-busy');
  taken[queue] += 1;
  let held = true;
  const leave = () => {
    if (held) taken[queue] -= 1;
    held = false;
  };
  return {
    leave,
    derive: (password, salt) =>
      new Promise((resolve, reject) => {
        waiting[queue].push(() => argon2id(password, salt).then(resolve, reject).finally(leave));
        void run();
      }),
  };
}

/** Argon2id of a password: 32 bytes. The database compares SHA-256 of it and never gives a hash out. Waits in the queue of people who are known, unless another is named. */
export async function derivePassword(password: string, salt: Buffer, queue: PasswordQueue = 'known'): Promise<Buffer> {
  return takePlace(queue).derive(password, salt);
}

async function run(): Promise<void> {
  if (running) return;
  running = true;
  for (;;) {
    const at = names.findIndex((_, step) => waiting[names[(turn + step) % names.length]!].length > 0);
    if (at < 0) break;
    const queue = names[(turn + at) % names.length]!;
    turn = (turn + at + 1) % names.length;
    const began = performance.now();
    await waiting[queue].shift()!();
    tookMs = performance.now() - began;
  }
  running = false;
}

let worker: Worker | undefined;

// One at a time (`run` sees to that), so the next message answers the last. The worker keeps the process alive only while it derives.
function argon2id(password: string, salt: Buffer): Promise<Buffer> {
  worker ??= new Worker(new URL('./password-worker.ts', import.meta.url), { execArgv: [], env: {} });
  const own = worker;
  const derivation: Derivation = {
    message: password.normalize('NFKC'),
    nonce: salt,
    parallelism: 1,
    tagLength: 32,
    memory: MEMORY_KIB,
    passes: PASSES,
  };
  return new Promise<Buffer>((resolve, reject) => {
    const release = () => own.off('message', answer).off('error', fail).off('exit', fail).unref();
    const answer = (derived: Uint8Array) => {
      release();
      resolve(Buffer.from(derived));
    };
    const fail = (cause: unknown) => {
      release();
      // The next password gets another thread.
      worker = undefined;
      reject(new Error('The thread that derives passwords ended.', { cause }));
    };
    own.on('message', answer).on('error', fail).on('exit', fail).ref();
    own.postMessage(derivation);
  });
}
