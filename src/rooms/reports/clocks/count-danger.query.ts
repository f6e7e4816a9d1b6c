import { z } from 'zod';
import { defineQuery } from '#platform/query.ts';
import '../permissions.ts';

/** How many reports of danger wait for the caller, of those that they hold a wrap of (5e, A1.5): what a watch page asks. Of any other there is no count. */
export const countDanger = defineQuery({
  name: 'reports/count-danger',
  permission: 'reports:read',
  input: z.strictObject({}),
  answer: z.object({ danger: z.int() }),
  async run({ db }) {
    const { waiting } = await db
      .selectFrom('reports.danger')
      .select(({ fn }) => fn.countAll<string>().as('waiting'))
      .executeTakeFirstOrThrow();
    return { danger: Number(waiting) };
  },
});
