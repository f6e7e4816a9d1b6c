import { randomBytes, randomUUID } from 'node:crypto';
import { newKey, runCommand } from '#platform/command.ts';
import type { TestBed } from '#test/database/harness.ts';
import { giveCredential } from './credentials/give-credential.command.ts';

/** A credential of a source, issued by the installation as the command line does. */
export async function givenCredential(bed: TestBed, partyId: string, source: string): Promise<{ key: string; secret: string }> {
  const token = await installationToken(bed);
  return runCommand(bed.platform, giveCredential, { token, key: newKey(), input: { partyId, source } });
}

/** A session of the installation itself. */
export async function installationToken({ deployer }: Pick<TestBed, 'deployer'>): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  await deployer.query('select identity.installation_session($1, $2)', [randomUUID(), token]);
  return token;
}

export type Sender = { key: string; secret: string };
type Call = { version?: string | null; headers?: Record<string, string>; body?: unknown };
// biome-ignore lint/suspicious/noExplicitAny: a test inspects any response.
type Answer = { status: number; headers: Record<string, unknown>; body: any; text: string };

/** Calls the interface as a sender, or without a credential. */
export async function send(
  { server }: Pick<TestBed, 'server'>,
  sender: Sender | null,
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  url: string,
  { version = '1.0.3', headers = {}, body }: Call = {},
): Promise<Answer> {
  const answer = await server.inject({
    method,
    url: `/xapi/${url}`,
    headers: {
      ...(sender && { authorization: `Basic ${btoa(`${sender.key}:${sender.secret}`)}` }),
      ...(version !== null && { 'x-experience-api-version': version }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body !== undefined && { payload: Buffer.isBuffer(body) || typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const isJson = /json/.test(String(answer.headers['content-type'] ?? ''));
  return {
    status: answer.statusCode,
    headers: answer.headers,
    body: isJson && answer.body ? JSON.parse(answer.body) : undefined,
    text: answer.body,
  };
}

/** A statement that a person completed a module. */
export function aStatement(name = 'SN-1', verb = 'completed') {
  return {
    id: randomUUID(),
    actor: { account: { homePage: 'https://academy.example.org', name } },
    verb: { id: `http://adlnet.gov/expapi/verbs/${verb}` },
    object: { id: 'https://academy.example.org/modules/g1', definition: { name: { en: 'G1' } } },
    result: { score: { scaled: 0.9 }, success: true, completion: true },
  };
}
