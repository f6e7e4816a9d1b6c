import { hash } from 'node:crypto';
import type { Raw } from './form.rules.ts';

/** The identifier of an agent or a group, as one text; undefined for an anonymous group. */
export function identityOf(actor: Raw): string | undefined {
  if (typeof actor.mbox === 'string') return `mbox ${actor.mbox}`;
  if (typeof actor.mbox_sha1sum === 'string') return `mbox_sha1sum ${actor.mbox_sha1sum.toLowerCase()}`;
  if (typeof actor.openid === 'string') return `openid ${actor.openid}`;
  const account = actor.account as { homePage: string; name: string } | undefined;
  return account && `account ${account.homePage} ${account.name}`;
}

/**
 * The kinds of key: the actor, other agents named by actor and object, agents named anywhere; the verb; the activity the statement is about, and any other
 * named activity.
 */
export type KeyKind = 'agent' | 'also' | 'related' | 'verb' | 'activity' | 'context';

// Verbs and activities repeat and are cached. Agents are not: there are too many, and a look-up costs as much as the hash.
type Recurring = 'verb' | 'activity' | 'context';
const [MAX_SOURCES, MAX_KNOWN] = [20, 1_000];
const known = new Map<string, Record<Recurring, Map<string, string>>>();

/**
 * The 64-bit key by which statements of a source are found, as sixteen hexadecimal digits: the first bits of SHA-256. The source is part of the hash, so two
 * sources share a key only with a chance of 2^-64, and a source that forces a collision finds only its own statements.
 */
export function keyOf(source: string, kind: KeyKind, value: string): string {
  if (kind !== 'verb' && kind !== 'activity' && kind !== 'context') return digestOf(source, kind, value);
  const ofKind = knownOf(source)[kind];
  const found = ofKind.get(value);
  if (found !== undefined) return found;
  const key = digestOf(source, kind, value);
  if (ofKind.size >= MAX_KNOWN) ofKind.clear();
  ofKind.set(value, key);
  return key;
}

/** A key as the database compares it: the same bits as a signed integer. */
export function numberOf(key: string): string {
  return BigInt.asIntN(64, BigInt(`0x${key}`)).toString();
}

const digestOf = (source: string, kind: KeyKind, value: string) => hash('sha256', `${source} ${kind} ${value}`, 'hex').slice(0, 16);

function knownOf(source: string): Record<Recurring, Map<string, string>> {
  const found = known.get(source);
  if (found !== undefined) return found;
  if (known.size >= MAX_SOURCES) known.clear();
  const cache = { verb: new Map(), activity: new Map(), context: new Map() };
  known.set(source, cache);
  return cache;
}
