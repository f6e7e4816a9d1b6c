import { newId } from '#kernel/ids.ts';
import { currentLocale } from './language.ts';
import { Problem } from './problem.ts';
import type { Files, Reads, Writes } from './routes.gen.ts';

/** The prefix of every route of the desk. */
export const API = '/desk/api';

/** The input of a route: path parameters, query string or body, and the `version` of an If-Match, in one object as in its schema. */
export type InputOf<Route extends keyof Reads | keyof Writes> = (Reads & Writes)[Route]['input'];

/** The part of the input that a form fills in: without path parameters and `version`. */
export type BodyOf<Route extends keyof Writes> = Without<Writes[Route]['input'], NamesIn<Route> | 'version'>;
type NamesIn<Path extends string> = Path extends `${string}:${infer Name}/${infer Rest}`
  ? Name | NamesIn<Rest>
  : Path extends `${string}:${infer Name}`
    ? Name
    : never;
// Distributes over the members of a union.
type Without<Input, Names extends string> = Input extends unknown ? Omit<Input, Names> : never;

/** The answer of a route. */
export type AnswerOf<Route extends keyof Reads | keyof Writes> = (Reads & Writes)[Route]['answer'];

/**
 * Reads from the API: `get('/parties/:partyId/evidence', { partyId, limit: 50 }, signal)`. Fields that are not in the path go into the query string; empty ones
 * are left out. The server has checked the answer against the schema from which its type is made. Throws Problem.
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
 * Writes to the API: `send('PUT /units/:unitId', { unitId, version, parentId }, key)`. Fields that are not in the path are the body; `version`, the version the
 * person saw, goes into If-Match. Use the same client key when the same command is retried (`useWrite` does). Throws Problem: 412 where the object has changed
 * since.
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

/** The address of a file, or of an answer to save as a file: `fileAddress('/outreach/:outreachId/letter.pdf', { outreachId, lang })`. */
export function fileAddress<Path extends keyof Files | keyof Reads>(path: Path, input: FileInput<Path>): string {
  const { address, rest } = fillPath(path, input);
  return API + address + queryString(rest);
}
type FileInput<Path extends keyof Files | keyof Reads> = (Files & Reads)[Path]['input'];

/** Inserts the fields that a path names (`:partyId`); `rest` are the others. */
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
  const filled = Object.entries(values).filter(([, value]) => value !== undefined && value !== '');
  return filled.length === 0 ? '' : `?${new URLSearchParams(filled as [string, string][])}`;
}

let signedOut = (): void => {};

/** Sets what to do when the server no longer knows the session; the router leads to the sign-in page and back. */
export function whenSignedOut(callback: () => void): void {
  signedOut = callback;
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

/** The Problem of a failed response; also reports a lost session. */
export function refuse(status: number, body: unknown): Problem {
  const problem = new Problem(status, typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {});
  if (problem.code === 'platform/signed-out') signedOut();
  return problem;
}
