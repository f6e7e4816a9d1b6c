import { sql } from 'kysely';
import { z } from 'zod';
import { AppError } from '#kernel/errors.ts';
import { defineQuery, subjectOf } from '#platform/query.ts';
import { findOwnNumber } from '../desk/desk.store.ts';
import { NewestShiftNote } from './shift-note.schema.ts';
import '../permissions.ts';

type Row = NonNullable<z.infer<typeof NewestShiftNote>['note']>;

/** The newest note for the next shift of a channel that was encrypted to the caller (5e). Not found for a person who does not read there. */
export const getShiftNote = defineQuery({
  name: 'reports/get-shift-note',
  permission: 'reports:read',
  input: z.strictObject({ channelId: z.uuid() }),
  answer: NewestShiftNote,
  async run(context, { channelId }) {
    const number = await findOwnNumber(context.db, channelId, subjectOf(context).person);
    if (number === undefined) throw new AppError('platform/not-found');
    const { rows } = await sql<Row>`select n.id, n.written_on as day, n.reader_number as reader,
        translate(encode(n.encrypted, 'base64'), E'\n', '') as encrypted
      from reports.shift_note n where n.channel_id = ${channelId} order by n.place desc limit 1`.execute(context.db);
    return { note: rows[0] ?? null };
  },
});
