import { sql } from 'kysely';
import { dayOf } from '#kernel/dates.ts';
import type { CommandContext } from '#platform/command.ts';
import { encryptMessage } from '#platform/mail/message.ts';
import type { ViolationState } from './violation.rules.ts';

/**
 * Queues a mail at once, in the transaction of the command, to those who work on violations for the party of a contract: a firm notified credible information, or
 * people are in danger (5f, P5f.3). Investigators get it as long as the investigation is not over. The mail says that something urgent was recorded, and nothing
 * else. Where this installation sends no mail, tasks alone show it.
 */
export async function mailAtOnce(
  { db, write, platform, now }: CommandContext,
  contractId: string,
  state: ViolationState = 'notified',
): Promise<void> {
  if (platform.services.mailer === undefined) return;
  const { rows } = await sql<{
    person: string;
  }>`select person from contractors.people_to_notify(${contractId}, ${dayOf(now)}, ${IN_INVESTIGATION.has(state)}) person`.execute(db);
  for (const { person } of rows) {
    const { id, encrypted } = encryptMessage(platform, { kind: 'urgent' });
    write(sql`select contractors.queue_urgent_mail(${contractId}, ${id}, ${person}, ${encrypted}, ${now})`);
  }
}

const IN_INVESTIGATION: ReadonlySet<ViolationState> = new Set(['notified', 'abating', 'investigating']);
