import { newId } from '#kernel/ids.ts';
import { currentLocale } from './language.ts';
import { Problem } from './problem.ts';
import type { Files, Reads, Writes } from './routes.gen.ts';

/** Where every route of the desk begins. */
export const API = '/desk/api';

/** What a route takes: path parameters, query string or body, and the `version` of an If-Match, in one object as its schema has them. */
export type InputOf<Route extends keyof Reads | keyof Writes> = (Reads & Writes)[Route]['input'];

/** What of it a form fills in: the input without what the path names and without `version`. */
export type BodyOf<Route extends keyof Writes> = Without<Writes[Route]['input'], NamesIn<Route> | 'version'>;
type NamesIn<Path extends string> = Path extends `${string}:${infer Name}/${infer Rest}`
  ? Name | NamesIn<Rest>
  : Path extends `${string}:${infer Name}`
    ? Name
    : never;
// Of each member of a union for itself.
type Without<Input, Names extends string> = Input extends unknown ? Omit<Input, Names> : never;

/** What a route answers. */
export type AnswerOf<Route extends keyof Reads | keyof Writes> = (Reads & Writes)[Route]['answer'];

/**
 * Reads from the API: `get('/parties/:partyId/evidence', { partyId, limit: 50 }, signal)`. What the path does not name goes into the query string; what is
 * empty is left out. The answer has been checked by the server against the schema its type is made of. Throws Problem.
 */
export async function get<Path extends keyof Reads>(
  path: Path,
  input: Reads[Path]['input'],
  signal?: AbortSignal,
): Promise<AnswerOf<Path>> {
  const { address, rest } = fillPath(path, input);
  return (await call(address + queryString(rest), { signal })) as AnswerOf<Path>;
}

/**
 * Writes to the API: `send('PUT /units/:unitId', { unitId, version, parentId }, key)`. What the path does not name is the body; `version`, the one the person
 * saw, goes into If-Match. Give the same client key when the same act is tried again (`useWrite` does). Throws Problem: 412 where somebody changed the thing since.
 */
export async function send<Route extends keyof Writes>(
  route: Route,
  input: Writes[Route]['input'],
  key = newId(),
): Promise<AnswerOf<Route>> {
  const [method, path] = route.split(' ') as [string, string];
  const { address, rest } = fillPath(path, input);
  const { version, ...fields } = rest;
  const body = JSON.stringify(fields);
  const headers = {
    'idempotency-key': key,
    ...(version !== undefined && { 'if-match': `"${version}"` }),
    ...(body !== '{}' && { 'content-type': 'application/json' }),
  };
  return (await call(address, { method, headers, body: body === '{}' ? undefined : body })) as AnswerOf<Route>;
}

/** The address of a file, or of an answer to keep as one: `fileAddress('/outreach/:outreachId/letter.pdf', { outreachId, lang })`. */
export function fileAddress<Path extends Files | keyof Reads>(path: Path, input: FileInput<Path>): string {
  const { address, rest } = fillPath(path, input);
  return API + address + queryString(rest);
}
type FileInput<Path extends string> = Record<NamesIn<Path>, string> & Record<string, string | number | undefined>;

/** Puts the fields that a path names (`:partyId`) in their places; `rest` are the others. */
export function fillPath(path: string, input: object): { address: string; rest: Record<string, unknown> } {
  const { ...rest } = input as Record<string, unknown>;
  const address = path.replace(/:(\w+)/g, (_, name: string) => {
    const value = encodeURIComponent(rest[name] as string);
    delete rest[name];
    return value;
  });
  return { address, rest };
}

/** The values that are not empty as a query string, with its question mark. */
export function queryString(values: Record<string, unknown>): string {
  const kept = Object.entries(values).filter(([, value]) => value !== undefined && value !== '');
  return kept.length === 0 ? '' : `?${new URLSearchParams(kept as [string, string][])}`;
}

let signedOut = (): void => {};

/** Says what to do when the server no longer knows the session; the router leads to the sign-in page and back. */
export function whenSignedOut(act: () => void): void {
  signedOut = act;
}

async function call(address: string, init: RequestInit & { headers?: Record<string, string> }): Promise<unknown> {
  let response: Response;
  try {
    response = await fetch(`${API}${address}`, { ...init, headers: { 'accept-language': currentLocale(), ...init.headers } });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new Problem(0, { code: 'desk/unreachable' });
  }
  const body: unknown = await response.json().catch(() => null);
  if (response.ok && body !== null) return body;
  throw refuse(response.status, body);
}

/** The Problem of an answer that is none; a lost session is reported on the way. */
export function refuse(status: number, body: unknown): Problem {
  const problem = new Problem(status, typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {});
  if (problem.code === 'platform/signed-out') signedOut();
  return problem;
}
