import { type Connection, connect } from '#platform/db/pool.ts';
import { waitingFaults } from '#platform/mail/waiting-faults.ts';
import type { Finding } from './finding.ts';

/** Why mail waits for another attempt; no finding where none does. */
export async function mailState(connection: Connection): Promise<Finding[]> {
  const client = await connect(connection);
  try {
    await client.query('set role manumit_schema');
    return mailFinding(await waitingFaults(client));
  } finally {
    await client.end();
  }
}

/** The finding on the faults of waiting mail. Pure. */
export function mailFinding(faults: readonly string[]): Finding[] {
  const about = 'Mail';
  if (faults.length === 0) return [];
  if (faults.includes('eauth'))
    return [
      {
        about,
        state: 'warning',
        found: 'the mail server rejects the login: no mail is sent, and all of it waits',
        repair: 'Correct the name and password in SMTP_URL, then start again. Waiting mail is then sent.',
      },
    ];
  return [
    {
      about,
      state: 'warning',
      found: `mail waits for another attempt; the mail server or the way to it reported: ${faults.join(', ')}`,
      repair: 'Check SMTP_URL, MAIL_FROM and the mail server.',
    },
  ];
}
