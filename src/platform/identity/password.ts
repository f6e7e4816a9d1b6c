import { Worker } from 'node:worker_threads';
import type { Place } from '../work-queue.ts';
import type { Derivation } from './password-worker.ts';
import { passwordQueues } from './sign-in-queues.ts';

/**
 * 46 MiB, two passes, one lane: above the OWASP floor for Argon2id. One derivation at a time keeps memory bounded on a small machine. Only tests on a database lower it,
 * because they derive hundreds of passwords (`test/database/harness.ts`).
 */
export const PASSWORD_COST = { memoryKib: 46 * 1024, passes: 2 };

/**
 * Argon2id of a password: 32 bytes. The database compares its SHA-256 and never returns a hash. Waits in `place`, or takes a place in the queue of known
 * people. Throws platform/passwords-busy if that queue is full, or the reason of `signal` if it is aborted before the derivation begins.
 */
export async function derivePassword(
  password: string,
  salt: Buffer,
  place: Place = passwordQueues.known.takePlace(),
  signal?: AbortSignal,
): Promise<Buffer> {
  return place.run(async () => {
    const began = performance.now();
    const derived = await argon2id(password, salt);
    tookMs = performance.now() - began;
    return derived;
  }, signal);
}

/** How long the last password took to derive, in milliseconds. */
let tookMs: number | undefined;

/** The longest wait in this queue in seconds, estimated from the last password; undefined where that is unknown or the queue is empty. */
export function longestWait(queue: keyof typeof passwordQueues): number | undefined {
  const { placesTaken } = passwordQueues[queue];
  if (tookMs === undefined || placesTaken === 0) return undefined;
  const inUse = Object.values(passwordQueues).filter((one) => one.placesTaken > 0).length;
  return (placesTaken * inUse * tookMs) / 1000;
}

let worker: Worker | undefined;

// One at a time (the queue ensures this), so the next message answers the last request. The worker keeps the process alive only while it derives.
function argon2id(password: string, salt: Buffer): Promise<Buffer> {
  worker ??= new Worker(new URL('./password-worker.ts', import.meta.url), { execArgv: [], env: {} });
  const own = worker;
  const derivation: Derivation = {
    message: password.normalize('NFKC'),
    nonce: salt,
    parallelism: 1,
    tagLength: 32,
    memory: PASSWORD_COST.memoryKib,
    passes: PASSWORD_COST.passes,
  };
  return new Promise<Buffer>((resolve, reject) => {
    const release = () => own.off('message', answer).off('error', fail).off('exit', fail).unref();
    const answer = (derived: Uint8Array) => {
      release();
      resolve(Buffer.from(derived));
    };
    const fail = (cause: unknown) => {
      release();
      // The next password gets a new thread.
      worker = undefined;
      reject(new Error('The thread that derives passwords ended.', { cause }));
    };
    own.on('message', answer).on('error', fail).on('exit', fail).ref();
    own.postMessage(derivation);
  });
}
