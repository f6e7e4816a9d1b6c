import { z } from 'zod';
import { dayOf } from '#kernel/dates.ts';
import { PageQuery } from '#kernel/page.ts';
import { partiesOf } from '#platform/identity/subject.ts';
import { defineQuery, type QueryContext, subjectOf } from '#platform/query.ts';
import { ContractFilter } from '../../register/contract.schema.ts';
import { CONTRACT_SORT, contractRows } from '../../register/contract.store.ts';
import { DUE_WITHIN } from './next-due.rules.ts';
import { ContractRows } from './next-due.schema.ts';
import { dueContracts, nextDuesOf } from './next-due.store.ts';
import '../../permissions.ts';

/** How a list of contracts is narrowed and ordered. `due`: to those of which something is late, or late or due soon. */
export const ListedContracts = ContractFilter.extend({ due: z.enum(DUE_WITHIN).optional(), sort: CONTRACT_SORT.schema });

/** What the store is asked for, with the parties of the reader and the contracts of which something is due. */
export async function askedContracts(
  context: QueryContext,
  { due, sort, ...filter }: z.output<typeof ListedContracts>,
  after: string | undefined,
) {
  const subject = subjectOf(context);
  const parties = subject.sole ? undefined : partiesOf(subject, 'contract-readers');
  const ids = due === undefined ? undefined : await dueContracts(context.db, parties, due, context.now);
  return { ...filter, sort, parties, ids, after, today: dayOf(context.now) };
}

/** The register: the contracts that the reader may see, by number or in the order asked for, each with what is due next (5f). */
export const listContracts = defineQuery({
  name: 'contractors/list-contracts',
  permission: 'contractors:read',
  input: PageQuery.extend(ListedContracts.shape),
  answer: ContractRows,
  async run(context, { after, limit, ...asked }) {
    const { sort } = asked;
    const rows = await contractRows(context.db, await askedContracts(context, asked, after), limit + 1);
    const page = CONTRACT_SORT.page(sort, rows, limit, ({ number, contractor, valueEur, endsOn, id }, column) => [
      { number, contractor, value: valueEur ?? '-1', ends: endsOn ?? 'infinity' }[column],
      id,
    ]);
    const nextOf = await nextDuesOf(
      context.db,
      page.items.map(({ id }) => id),
      context.now,
    );
    return { ...page, items: page.items.map((row) => ({ ...row, ...nextOf(row.id) })) };
  },
});
