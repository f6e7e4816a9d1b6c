import type { PoolClient } from 'pg';
import { runJob } from '../identity/job.ts';
import type { Platform } from '../platform.ts';
import type { Locale } from '../texts/texts.ts';
import { nextTry, type Verdict, verdictOf } from './mail.rules.ts';
import { composeMessage, decryptMessage } from './message.ts';

type ClaimedMessage = { id: string; address: string; language: Locale; content_encrypted: Buffer; attempts: number };

/**
 * Sends the waiting messages, and returns how many were sent. Each is marked as claimed before it is handed over, and its result is stored afterwards: a message
 * whose sending was interrupted is never sent again, and is shown as interrupted. The log names the kind of fault and a number, but no address and no content.
 */
export async function sendMessages(platform: Platform): Promise<number> {
  const { mailer } = platform.services;
  if (mailer === undefined || !platform.keys.isHeld) return 0;
  let sent = 0;
  for (;;) {
    const message = await runJob(platform, 'send-mail', async (client) => claim(client, platform.clock()));
    if (message === undefined) return sent;
    const verdict = await sendOne(platform, message);
    if (verdict.outcome === 'sent') sent++;
    else platform.log({ event: 'message-not-sent', message: message.id, outcome: verdict.outcome, fault: verdict.fault });
    await runJob(platform, 'send-mail', (client) => storeOutcome(client, message, verdict, platform.clock()));
  }
}

// One at a time: what is claimed and not sent is lost if the program ends.
async function claim(client: PoolClient, now: Date): Promise<ClaimedMessage | undefined> {
  const columns = 'id, address, language, content_encrypted, attempts';
  return (await client.query<ClaimedMessage>(`select ${columns} from mail.claim_messages(1, $1)`, [now])).rows[0];
}

async function sendOne(platform: Platform, { id, address, language, content_encrypted }: ClaimedMessage): Promise<Verdict> {
  let message: { subject: string; text: string };
  try {
    message = composeMessage(language, decryptMessage(platform, id, content_encrypted), platform.deskUrl);
  } catch {
    return { outcome: 'failed', fault: 'not-ours' };
  }
  try {
    await platform.services.mailer!.send({ id, to: address, ...message });
    return { outcome: 'sent' };
  } catch (error) {
    return verdictOf(error);
  }
}

async function storeOutcome(client: PoolClient, { id, attempts }: ClaimedMessage, verdict: Verdict, now: Date): Promise<void> {
  const [fault, again] = verdict.outcome === 'sent' ? [null, null] : [verdict.fault, nextTry(attempts, now)];
  await client.query('select mail.record_outcome($1, $2, $3, $4, $5)', [
    id,
    verdict.outcome,
    fault,
    verdict.outcome === 'again' ? again : null,
    now,
  ]);
}
