import { argon2Sync } from 'node:crypto';
import { setPriority } from 'node:os';
import { parentPort } from 'node:worker_threads';

/** One password to derive, with the parameters of Argon2id: memory in KiB. */
export type Derivation = { message: string; nonce: Uint8Array; parallelism: number; tagLength: number; memory: number; passes: number };

// A thread of its own with a low priority: pages are answered first, however many people sign in. On Linux the priority applies to this thread only; elsewhere
// it would apply to the whole process, so it is not changed there.
if (process.platform === 'linux') setPriority(0, 10);

parentPort!.on('message', (derivation: Derivation) => parentPort!.postMessage(argon2Sync('argon2id', derivation)));
