import { sql } from 'kysely';
import { defineQuery } from '#platform/query.ts';
import { GetMessage, GotMessage } from './intake.schema.ts';
import { mailboxHash } from './mailbox-hash.ts';
import '../errors.ts';

/** One message of the thread that a code opens (5e); null where there is none. */
export const getMessage = defineQuery({
  name: 'reports/get-message',
  permission: 'public',
  input: GetMessage,
  answer: GotMessage,
  async run({ db }, { mailbox, direction, place }) {
    const { rows } = await sql<{
      found: Buffer | null;
    }>`select reports.mailbox_message(${mailboxHash(mailbox)}, ${direction}, ${place}) as found`.execute(db);
    return { encrypted: rows[0]!.found?.toString('base64') ?? null };
  },
});
