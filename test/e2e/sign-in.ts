import { randomUUID } from 'node:crypto';
import { workOn } from '#rooms/people/sign-in/fixtures.ts';

/** An account of an exercise, as `manumit exercise --json` prints it. */
export type Account = { role: string; parties: string[]; email: string; password: string };

/**
 * Signs in with a password, which is enough in an exercise, and does the proof of work that is required while many sign in. Returns the session cookie, ready to send. Throws if
 * sign-in is refused.
 */
export async function signIn(address: string, { email, password }: Pick<Account, 'email' | 'password'>): Promise<string> {
  const enter = (work?: ReturnType<typeof workOn>) =>
    fetch(`${address}/desk/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID(), origin: address },
      body: JSON.stringify({ email, password, ...(work && { work }) }),
    });
  let entered = await enter();
  // The server may require more bits by the time the work is done.
  for (let tries = 0; entered.status === 429 && tries < 5; tries += 1) {
    const { challenge } = (await entered.json()) as { challenge: string };
    entered = await enter(workOn(challenge));
  }
  const cookie = entered.headers.getSetCookie()[0]?.split(';')[0];
  if (!entered.ok || cookie === undefined) throw new Error(`Sign-in as ${email} was answered ${entered.status}.`);
  return cookie;
}
