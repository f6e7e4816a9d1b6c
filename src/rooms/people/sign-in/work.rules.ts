import { createHash } from 'node:crypto';

/** The work of a challenge is done in so many shares, each a search of its own: then nobody is very unlucky. */
const SHARES = 8;
/** Bits every challenge asks for at least. */
export const LEAST_BITS = 16;
/** From so many places taken on, everybody is asked for work; one more bit for each further four. */
const LONG = 4;

/** The work asked of every sign-in, whatever its address, while so many places of the queue are taken; 0 while it is short. */
export function bitsWhile(taken: number): number {
  return taken < LONG ? 0 : LEAST_BITS + Math.floor((taken - LONG) / 4);
}

/** Whether work was done, whoever made its challenge: told without asking the database, which alone knows a challenge of its own. */
export function isWorkDone({ challenge, answer }: { challenge: string; answer: string }): boolean {
  const bits = Number(challenge.split('.')[1]);
  const shares = answer.split(',');
  if (!Number.isInteger(bits) || bits < LEAST_BITS || bits > 32 || shares.length !== SHARES) return false;
  return shares.every((share, at) => {
    const hash = createHash('sha256')
      .update(`${challenge}:${at + 1}:${share}`)
      .digest();
    return hash.readUInt32BE(0) >>> (35 - bits) === 0;
  });
}
