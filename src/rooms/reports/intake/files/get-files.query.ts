import { z } from 'zod';
import { AppError } from '#kernel/errors.ts';
import { defineQuery } from '#platform/query.ts';
import '../../permissions.ts';
import { chunksOf } from './files.schema.ts';
import { CHUNKS_AT_ONCE } from './ticket-header.ts';

const MAX_PLACE = 2_000;

/** The encrypted files of a report, from a chunk on, for a reader with a wrap (5e). Not found for everybody else, and where no files were announced. */
export const getFiles = defineQuery({
  name: 'reports/get-files',
  permission: 'reports:read',
  input: z.strictObject({ reportId: z.uuid(), from: z.coerce.number().int().min(0).max(MAX_PLACE).default(0) }),
  answer: z.object({
    /** The size of the whole container, and the number of its chunks of 64 KiB. */
    bytes: z.number().int(),
    chunks: z.number().int(),
    /** The chunks that have arrived. The container can be opened once all have. */
    stored: z.number().int(),
    /** Up to sixteen chunks, one after another (base64). */
    encrypted: z.base64(),
  }),
  async run({ db }, { reportId, from }) {
    const [container, chunks, total] = await Promise.all([
      db.selectFrom('reports.container').select('bytes').where('report_id', '=', reportId).executeTakeFirst(),
      db
        .selectFrom('reports.chunk')
        .select('bytes')
        .where('report_id', '=', reportId)
        .where('place', '>=', from)
        .where('place', '<', from + CHUNKS_AT_ONCE)
        .orderBy('place')
        .execute(),
      db
        .selectFrom('reports.chunk')
        .select(({ fn }) => fn.countAll<number>().as('stored'))
        .where('report_id', '=', reportId)
        .executeTakeFirstOrThrow(),
    ]);
    if (container === undefined) throw new AppError('platform/not-found');
    const encrypted = Buffer.concat(chunks.map((chunk) => chunk.bytes)).toString('base64');
    return { bytes: container.bytes, chunks: chunksOf(container.bytes), stored: Number(total.stored), encrypted };
  },
});
