import type { Subject } from './subject.ts';
import { hashOfToken } from './token.ts';

/**
 * The function of the database that turns a token into claims, for whoever does not come with a session: called with the token alone it opens them and
 * answers them, or null; called with claims as they were remembered it opens those, or fails. A session's is `identity.open`.
 */
export type Way = `${string}.${string}`;
/** Somebody's session. */
export const SESSION: Way = 'identity.open';

/** A subject as this process last saw it: the text of its claims is what the database compares. */
export type Assumed = { readonly subject: Subject; readonly claims: string };

const MOST_REMEMBERED = 10_000;
const remembered = new Map<string, Assumed>();

/** Remembers it. */
export function rememberSubject(token: string, way: Way, assumed: Assumed): void {
  if (remembered.size >= MOST_REMEMBERED) remembered.clear();
  remembered.set(nameOf(token, way), assumed);
}

// A session's token is none of another way, whatever it says.
function nameOf(token: string, way: Way): string {
  return `${way} ${hashOfToken(token)}`;
}

/** The subject of a session as this process last saw it. It opens nothing by itself: the database compares. */
export function recallSubject(token: string | null, way: Way = SESSION): Assumed | undefined {
  return token === null ? undefined : remembered.get(nameOf(token, way));
}

/** Forgets it, once it turned out to be out of date. */
export function forgetSubject(token: string | null, way: Way = SESSION): void {
  if (token !== null) remembered.delete(nameOf(token, way));
}
