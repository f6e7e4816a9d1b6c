import { randomUUID } from 'node:crypto';

/** An account of an exercise, as `manumit exercise --json` prints it. */
export type Account = { role: string; parties: string[]; email: string; password: string };

/** Signs in with a password, which is all an exercise asks for. Answers the session cookie, ready to send. Throws where it was refused. */
export async function signIn(address: string, { email, password }: Account): Promise<string> {
  const headers = { 'content-type': 'application/json', 'idempotency-key': randomUUID(), origin: address };
  const entered = await fetch(`${address}/desk/api/session`, { method: 'POST', headers, body: JSON.stringify({ email, password }) });
  const cookie = entered.headers.getSetCookie()[0]?.split(';')[0];
  if (!entered.ok || cookie === undefined) throw new Error(`Sign-in as ${email} was answered ${entered.status}.`);
  return cookie;
}
