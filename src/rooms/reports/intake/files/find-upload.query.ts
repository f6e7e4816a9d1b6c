import { sql } from 'kysely';
import { dayOf } from '#kernel/dates.ts';
import { defineQuery } from '#platform/query.ts';
import { mailboxHash as hashOf } from '../mailbox-hash.ts';
import { AskUpload, Upload } from './files.schema.ts';
import '../../errors.ts';

/** What an upload ticket opens, so that sending goes on where it broke (5e). */
export const findUpload = defineQuery({
  name: 'reports/find-upload',
  permission: 'public',
  input: AskUpload,
  answer: Upload,
  async run({ db, now }, { ticket }) {
    const { rows } = await sql<Upload>`select reports.upload(${hashOf(ticket)}, ${dayOf(now)}) as found`.execute(db);
    return { found: rows[0]!.found };
  },
});
