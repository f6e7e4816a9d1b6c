import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { SESSION_COOKIE } from '#platform/http/server.ts';
import type { Installation } from './installation.ts';

/** What the writers know: the piece each acknowledged client key stands for, and the keys nobody answered. */
export type Knowledge = { acknowledged: Map<string, string>; unsure: Set<string>; refused: number };

/** Writers that enter evidence one after the other until told to stop. What nobody answered is sent again under its key before anything new. */
export function startWriters(installation: Installation, knowledge: Knowledge, count = 4): () => Promise<void> {
  let on = true;
  const writers = Array.from({ length: count }, async () => {
    for (let key = randomUUID(); on; ) {
      knowledge.unsure.add(key);
      const answered = await send(installation, knowledge, key);
      if (answered) key = randomUUID();
      // Steady, not as fast as it goes: what is asked after each fault is whether anything is lost, not how much it can take.
      await wait(answered ? 10 : 50);
    }
  });
  const over = Promise.all(writers);
  // Met where they are told to stop.
  over.catch(() => {});
  return async () => {
    on = false;
    await over;
  };
}

/** Sends what nobody answered again, under the same keys, at most ten times each; and a few acknowledged ones, which must be answered alike. */
export async function sendAgain(installation: Installation, knowledge: Knowledge): Promise<void> {
  for (const key of [...knowledge.unsure]) {
    let tries = 0;
    while (!(await send(installation, knowledge, key))) {
      if (++tries === 10) throw new Error(`Ten tries of ${key} were not answered.`);
      await wait(300 * tries);
    }
  }
  for (const [key, id] of [...knowledge.acknowledged].slice(-3)) {
    await send(installation, knowledge, key);
    if (knowledge.acknowledged.get(key) !== id) throw new Error(`Key ${key} was answered with two different pieces.`);
  }
}

async function send({ address, partyId, token }: Installation, knowledge: Knowledge, key: string): Promise<boolean> {
  try {
    const answer = await fetch(`${address}/desk/api/parties/${partyId}/evidence`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': key, cookie: `${SESSION_COOKIE}=${token}` },
      body: JSON.stringify({
        editionId: 'nato-thb-2004',
        obligationIds: ['P3.3'],
        kind: 'EV-CAMP',
        says: 'met',
        title: `Written under ${key}`,
        date: '2026-10-01',
        source: 'Order of the day',
      }),
      signal: AbortSignal.timeout(10_000),
    });
    const body = (await answer.json()) as { id: string; code?: string };
    if (answer.status === 200) {
      knowledge.acknowledged.set(key, body.id);
      knowledge.unsure.delete(key);
      return true;
    }
    // Away, busy or full may come and go; anything else would be a fault of the writers themselves.
    if (![503, 507].includes(answer.status)) throw new Error(`A writer was answered ${answer.status} ${body.code}.`);
    knowledge.refused += 1;
    return false;
  } catch (error) {
    if (error instanceof TypeError || (error as Error).name === 'TimeoutError' || error instanceof SyntaxError) return false;
    throw error;
  }
}
