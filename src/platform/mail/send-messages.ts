import type { PoolClient } from 'pg';
import { runJob } from '../identity/job.ts';
import type { Platform } from '../platform.ts';
import type { Locale } from '../texts/texts.ts';
import { nextTry, type Verdict, verdictOf } from './mail.rules.ts';
import { composeMessage, decryptMessage } from './message.ts';

type ClaimedMessage = { id: string; address: string; language: Locale; content_encrypted: Buffer; attempts: number };

// What is claimed and not sent is lost if the program ends, so no message waits for another one after it was claimed.
const MAX_AT_ONCE = 1;

/**
 * Sends the waiting messages, and returns how many were sent. Each is marked as claimed before it is handed over, and its result is stored afterwards: a message
 * whose sending was interrupted is never sent again, and is shown as interrupted. The log names the kind of fault and a number, but no address and no content.
 */
export async function sendMessages(platform: Platform): Promise<number> {
  const { mailer } = platform.services;
  if (mailer === undefined || !platform.keys.isHeld) return 0;
  let sent = 0;
  for (;;) {
    const claimed = await runJob(platform, 'send-mail', async (client) => claim(client, platform.clock()));
    for (const message of claimed) {
      const verdict = await sendOne(platform, message);
      if (verdict.outcome === 'sent') sent++;
      else platform.log({ event: 'message-not-sent', message: message.id, outcome: verdict.outcome, fault: verdict.fault });
      await runJob(platform, 'send-mail', (client) => storeOutcome(client, message, verdict, platform.clock()));
    }
    if (claimed.length < MAX_AT_ONCE) return sent;
  }
}

async function claim(client: PoolClient, now: Date): Promise<ClaimedMessage[]> {
  return (
    await client.query<ClaimedMessage>('select id, address, language, content_encrypted, attempts from mail.claim_messages($1, $2)', [
      MAX_AT_ONCE,
      now,
    ])
  ).rows;
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
