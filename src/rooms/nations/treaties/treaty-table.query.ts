import { z } from 'zod';
import { dayOf } from '#kernel/dates.ts';
import { defineQuery, type QueryContext } from '#platform/query.ts';
import { readRegister } from '#rooms/parties/index.ts';
import { readActions } from './treaty.store.ts';
import { buildTable, flatRows } from './treaty-table.rules.ts';
import { TreatyRow, TreatyTable } from './treaty-table.schema.ts';

async function tableOf({ db, now }: QueryContext, reader: 'public' | 'desk'): Promise<TreatyTable> {
  const [register, rows] = await Promise.all([readRegister(db, { kinds: ['nation', 'operation'] }), readActions(db)]);
  const operationNames = new Map(register.parties.filter((party) => party.kind === 'operation').map((party) => [party.code, party.name]));
  return buildTable({ ...register, operationNames }, rows, dayOf(now), reader);
}

/** The current treaty table, public. */
export const treatyTable = defineQuery({
  name: 'nations/treaty-table',
  permission: 'public',
  input: z.strictObject({}),
  answer: TreatyTable,
  run: (context) => tableOf(context, 'public'),
});

/** The current treaty table of the whole register, with nations known only for what is over. */
export const registerTreatyTable = defineQuery({
  name: 'nations/register-treaty-table',
  permission: 'signed-in',
  input: z.strictObject({}),
  answer: TreatyTable,
  run: (context) => tableOf(context, 'desk'),
});

/** The same facts flat, for other programs. */
export const treatyRows = defineQuery({
  name: 'nations/treaty-rows',
  permission: 'public',
  input: z.strictObject({}),
  // In an exercise every row says so itself, because rows are copied out of their table.
  answer: z.array(TreatyRow.extend({ exercise: z.literal('EXERCISE').optional() })),
  run: async (context) => {
    const rows = flatRows(await tableOf(context, 'public'));
    return context.platform.exercise ? rows.map((row) => ({ exercise: 'EXERCISE' as const, ...row })) : rows;
  },
});
