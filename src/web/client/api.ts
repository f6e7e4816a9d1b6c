import type { z } from 'zod';
import { newId } from '#kernel/ids.ts';
import { currentLocale } from './language.ts';
import { Problem } from './problem.ts';

const API = '/desk/api';

/** Reads `/desk/api` + path and checks the answer against its schema. Throws Problem. */
export async function get<Answer extends z.ZodType>(path: string, answer: Answer, signal?: AbortSignal): Promise<z.output<Answer>> {
  return answer.parse(await call(path, { signal }));
}

type Sending<Answer extends z.ZodType> = {
  /** Schema of the answer; without it the answer is not looked at. */
  answer?: Answer;
  /** The client key; give the same one when the same act is tried again (`useWrite` does). A new one otherwise. */
  key?: string;
  /** The version the person saw, sent as If-Match. */
  version?: number;
};

/** Writes to `/desk/api` + path. Throws Problem: 412 where somebody changed the thing since `version`. */
export async function send<Answer extends z.ZodType = z.ZodUnknown>(
  method: 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  body: unknown,
  { answer, key = newId(), version }: Sending<Answer> = {},
): Promise<z.output<Answer>> {
  const headers: Record<string, string> = { 'idempotency-key': key };
  if (body !== undefined) headers['content-type'] = 'application/json';
  if (version !== undefined) headers['if-match'] = `"${version}"`;
  const said = await call(path, { method, headers, body: body === undefined ? undefined : JSON.stringify(body) });
  return (answer === undefined ? said : answer.parse(said)) as z.output<Answer>;
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
