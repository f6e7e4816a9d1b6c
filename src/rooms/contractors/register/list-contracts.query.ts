import { dayOf } from '#kernel/dates.ts';
import { PageQuery } from '#kernel/page.ts';
import { partiesOf } from '#platform/identity/subject.ts';
import { defineQuery, subjectOf } from '#platform/query.ts';
import { ContractFilter, ContractRows } from './contract.schema.ts';
import { CONTRACT_SORT, contractRows } from './contract.store.ts';
import '../permissions.ts';

/** The register: the contracts that the reader may see, by number or in the order asked for (5f). */
export const listContracts = defineQuery({
  name: 'contractors/list-contracts',
  permission: 'contractors:read',
  input: PageQuery.extend({ ...ContractFilter.shape, sort: CONTRACT_SORT.schema }),
  answer: ContractRows,
  async run(context, { after, limit, sort, ...filter }) {
    const subject = subjectOf(context);
    const parties = subject.sole ? undefined : partiesOf(subject, 'contract-readers');
    const asked = { ...filter, parties, sort, after, today: dayOf(context.now) };
    const rows = await contractRows(context.db, asked, limit + 1);
    return CONTRACT_SORT.page(sort, rows, limit, ({ number, contractor, valueEur, endsOn, id }, column) => [
      { number, contractor, value: valueEur ?? '-1', ends: endsOn ?? 'infinity' }[column],
      id,
    ]);
  },
});
