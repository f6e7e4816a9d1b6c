import type { Statement } from '../db/pipeline.ts';
import { hashOfToken } from './token.ts';

const TOUCH_EVERY_MS = 60_000;
const MAX_TOUCHED = 10_000;
const touched = new Map<string, number>();

/**
 * Notes that a session was used, so that it does not count as idle. At most once a minute, so that reads rarely write. A transaction of its own. Null where no
 * note is due.
 */
export function touchIfDue(send: (touch: Statement) => Promise<unknown>, token: string): Promise<unknown> | null {
  const hash = hashOfToken(token);
  const now = performance.now();
  if (now - (touched.get(hash) ?? -TOUCH_EVERY_MS) < TOUCH_EVERY_MS) return null;
  if (touched.size >= MAX_TOUCHED) touched.clear();
  touched.set(hash, now);
  return send({ text: 'select identity.touch($1)', values: [token], describe: false });
}
