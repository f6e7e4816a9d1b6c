import { createHash } from 'node:crypto';

/** The work of a challenge is split into this many independent searches, so that its duration varies less. */
const SHARES = 8;
/** The minimum work of a challenge, in bits. */
export const MIN_BITS = 16;
/** From this many places in use, every client must do work; each further four places add one bit. */
const LONG = 4;

/** The bits of work for every sign-in, regardless of its address, while this many places of the queue are in use; 0 while the queue is short. */
export function bitsUnderLoad(inUse: number): number {
  return inUse < LONG ? 0 : MIN_BITS + Math.floor((inUse - LONG) / 4);
}

/** Whether the work of a challenge was done. Computed without the database, which alone knows whether it issued the challenge. */
export function isWorkDone({ challenge, answer }: { challenge: string; answer: string }): boolean {
  const bits = Number(challenge.split('.')[1]);
  const shares = answer.split(',');
  if (!Number.isInteger(bits) || bits < MIN_BITS || bits > 32 || shares.length !== SHARES) return false;
  return shares.every((share, at) => {
    const hash = createHash('sha256')
      .update(`${challenge}:${at + 1}:${share}`)
      .digest();
    return hash.readUInt32BE(0) >>> (35 - bits) === 0;
  });
}
