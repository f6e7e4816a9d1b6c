import { newId } from '#kernel/ids.ts';
import { currentLocale } from './language.ts';
import { Problem } from './problem.ts';

const API = '/desk/api';

/** Takes an answer in: a room's schema, or `answerOf`. */
export type Reader<Answer> = { parse: (said: unknown) => Answer };

/**
 * Takes an answer in as it comes: `get('/matrix', answerOf<Matrix>())`. The server has checked it against the schema this type is made of.
 * For what the first pages read, so that they do not have to carry the schema library.
 */
export function answerOf<Answer>(): Reader<Answer> {
  return { parse: (said) => said as Answer };
}

/** Reads `/desk/api` + path. Throws Problem. */
export async function get<Answer>(path: string, answer: Reader<Answer>, signal?: AbortSignal): Promise<Answer> {
  return answer.parse(await call(path, { signal }));
}

type Sending<Answer> = {
  /** How the answer is taken in; without it nobody looks at it. */
  answer?: Reader<Answer>;
  /** The client key; give the same one when the same act is tried again (`useWrite` does). A new one otherwise. */
  key?: string;
  /** The version the person saw, sent as If-Match. */
  version?: number;
};

/** Writes to `/desk/api` + path. Throws Problem: 412 where somebody changed the thing since `version`. */
export async function send<Answer = unknown>(
  method: 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  body: unknown,
  { answer, key = newId(), version }: Sending<Answer> = {},
): Promise<Answer> {
  const headers: Record<string, string> = { 'idempotency-key': key };
  if (body !== undefined) headers['content-type'] = 'application/json';
  if (version !== undefined) headers['if-match'] = `"${version}"`;
  const said = await call(path, { method, headers, body: body === undefined ? undefined : JSON.stringify(body) });
  return answer === undefined ? (said as Answer) : answer.parse(said);
}

let signedOut = (): void => {};

/** Says what to do when the server no longer knows the session; the router leads to the sign-in page and back. */
export function whenSignedOut(act: () => void): void {
  signedOut = act;
}

async function call(path: string, init: RequestInit & { headers?: Record<string, string> }): Promise<unknown> {
  let response: Response;
  try {
    response = await fetch(`${API}${path}`, { ...init, headers: { 'accept-language': currentLocale(), ...init.headers } });
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
