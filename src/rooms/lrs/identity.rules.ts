import { hash } from 'node:crypto';
import type { Raw } from './form.rules.ts';

/** What an agent or a group is told by, as one text; undefined for an anonymous group. */
export function identityOf(actor: Raw): string | undefined {
  if (typeof actor.mbox === 'string') return `mbox ${actor.mbox}`;
  if (typeof actor.mbox_sha1sum === 'string') return `mbox_sha1sum ${actor.mbox_sha1sum.toLowerCase()}`;
  if (typeof actor.openid === 'string') return `openid ${actor.openid}`;
  const account = actor.account as { homePage: string; name: string } | undefined;
  return account && `account ${account.homePage} ${account.name}`;
}

/** What a key stands for: who did it, who else is named by actor and object, who by anything; the verb; the activity it is about, and one that is named. */
export type KeyKind = 'agent' | 'also' | 'related' | 'verb' | 'activity' | 'context';

const MOST_KNOWN = 20_000;
const known = new Map<string, string>();

/**
 * The number of 64 bits by which statements of a source are found: the first of SHA-256. It holds the source, so that no two sources share one but by a
 * chance of 2^-64; and a source that made one up on purpose would find its own statements only.
 */
export function keyOf(source: string, kind: KeyKind, value: string): string {
  const text = `${source} ${kind} ${value}`;
  const found = known.get(text);
  if (found !== undefined) return found;
  const key = hash('sha256', text, 'buffer').readBigInt64BE().toString();
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(text, key);
  return key;
}
