import { z } from 'zod';
import { PageQuery } from '#kernel/page.ts';
import { partiesOf } from '#platform/identity/subject.ts';
import { defineQuery, subjectOf } from '#platform/query.ts';
import { CONTRACT_STATES, COVERAGES } from './contract.rules.ts';
import { ContractRows } from './contract.schema.ts';
import { CONTRACT_SORT, contractRows } from './contract.store.ts';
import '../permissions.ts';

/** The register: the contracts that the reader may see, by number or in the order asked for (5f). */
export const listContracts = defineQuery({
  name: 'contractors/list-contracts',
  permission: 'contractors:read',
  input: PageQuery.extend({
    partyId: z.uuid().optional(),
    coverage: z.enum(COVERAGES).optional(),
    state: z.enum(CONTRACT_STATES).optional(),
    setId: z.string().max(60).optional(),
    find: z.string().trim().min(1).max(100).optional(),
    sort: CONTRACT_SORT.schema,
  }),
  answer: ContractRows,
  async run(context, { after, limit, partyId, coverage, state, setId, find, sort }) {
    const subject = subjectOf(context);
    const parties = subject.sole ? undefined : partiesOf(subject, 'contract-readers');
    const rows = await contractRows(context.db, { parties, partyId, coverage, state, setId, find, sort, after }, limit + 1);
    return CONTRACT_SORT.page(sort, rows, limit, ({ number, contractor, valueEur, endsOn, id }, column) => [
      { number, contractor, value: valueEur ?? '-1', ends: endsOn ?? 'infinity' }[column],
      id,
    ]);
  },
});
