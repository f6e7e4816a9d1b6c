import type { Subject } from './subject.ts';
import { hashOfToken } from './token.ts';

/**
 * The kind of a credential, named by the database function that opens its claims. Called with the token alone, the function opens the claims and returns them, or
 * null. Called with the token and cached claims, it opens these, or fails with SQLSTATE MA002 where they have changed.
 */
export type CredentialKind = `${string}.${string}`;
/** The credential of a browser session. */
export const SESSION: CredentialKind = 'identity.open';

/** The claims of a subject as this process last read them. `claims` is the text that the database compares. */
export type CachedClaims = { readonly subject: Subject; readonly claims: string };

const MAX_CACHED = 10_000;
const cache = new Map<string, CachedClaims>();

/** Caches claims. They grant nothing by themselves: the database compares them each time they are used. */
export function cacheClaims(token: string, kind: CredentialKind, claims: CachedClaims): void {
  if (cache.size >= MAX_CACHED) cache.clear();
  cache.set(keyOf(token, kind), claims);
}

/** The cached claims of a token, or undefined. */
export function findCachedClaims(token: string | null, kind: CredentialKind = SESSION): CachedClaims | undefined {
  return token === null ? undefined : cache.get(keyOf(token, kind));
}

/** Drops cached claims that turned out to be out of date. */
export function evictClaims(token: string | null, kind: CredentialKind = SESSION): void {
  if (token !== null) cache.delete(keyOf(token, kind));
}

// A token of one kind is never found under another kind.
function keyOf(token: string, kind: CredentialKind): string {
  return `${kind} ${hashOfToken(token)}`;
}
