import { argon2Sync } from 'node:crypto';
import { setPriority } from 'node:os';
import { parentPort } from 'node:worker_threads';

/** One password to derive, with the parameters of Argon2id: memory in KiB. */
export type Derivation = { message: string; nonce: Uint8Array; parallelism: number; tagLength: number; memory: number; passes: number };

// A thread of its own with a low priority: pages are answered first, however many sign in. On Linux a priority set here is this thread's alone; elsewhere it would
// be the whole process's, so there it is left as it is.
if (process.platform === 'linux') setPriority(0, 10);

parentPort!.on('message', (derivation: Derivation) => parentPort!.postMessage(argon2Sync('argon2id', derivation)));
