import { dayOf } from '#kernel/dates.ts';
import { SUPPORT_CLAUSES } from '../../clauses.ts';
import { defineAnonymousCommand } from '../anonymous-command.ts';
import { FLOOD } from '../flood/flood.ts';
import { mailboxHash as hashOf } from '../mailbox-hash.ts';
import { StoreChunk } from './files.schema.ts';
import '../../errors.ts';

/** Stores the next chunk of the files of a report (5e). Sent again it changes nothing. The act is recorded with the last chunk. */
export const storeChunk = defineAnonymousCommand({
  name: 'reports/store-chunk',
  clauses: SUPPORT_CLAUSES,
  input: StoreChunk,
  detail: ({ place }) => ({ place }),
  statement: ({ ticket, place, content }, action, now) => ({
    text: 'select reports.store_chunk($1, $2, $3, $4, $5, $6, $7, $8)',
    values: [hashOf(ticket), place, content, dayOf(now), action.hash, action.salt, action.detail, FLOOD.fileBytes],
  }),
  answer: (_input, now) => ({ day: dayOf(now) }),
});
