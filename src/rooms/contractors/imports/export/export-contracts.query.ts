import { z } from 'zod';
import { dayOf } from '#kernel/dates.ts';
import { AppError } from '#kernel/errors.ts';
import { partiesOf } from '#platform/identity/subject.ts';
import { defineQuery, subjectOf } from '#platform/query.ts';
import { readRegister } from '#rooms/parties/index.ts';
import { namesOf } from '#rooms/people/index.ts';
import { Contract, ContractFilter, Member } from '../../register/contract.schema.ts';
import { CONTRACT_SORT, contractRecords } from '../../register/contract.store.ts';
import '../../errors.ts';
import '../../permissions.ts';

/** The most contracts and firms of one export: its cells are fewer than an import reads from one workbook. */
export const MAX_EXPORT_ROWS = 15_000;

const Both = z.object({ en: z.string(), fr: z.string() });
const Exported = z.object({
  contracts: z.array(
    Contract.omit({ members: true, actions: true, mayManage: true }).extend({
      party: Both,
      /** The name of its officer, and the code of its operation. */
      officer: z.string().nullable(),
      operation: z.string().nullable(),
      members: z.array(Member.omit({ tier: true })),
    }),
  ),
});
export type ExportedContract = z.infer<typeof Exported>['contracts'][number];

/** The register as the list shows it, with the same filters and order, and all that is known of each contract and of the firms under it (5f). */
export const exportContracts = defineQuery({
  name: 'contractors/export-contracts',
  permission: 'contractors:read',
  input: ContractFilter.extend({ sort: CONTRACT_SORT.schema }),
  answer: Exported,
  async run(context, { sort, ...filter }) {
    const { db, now } = context;
    const subject = subjectOf(context);
    const parties = subject.sole ? undefined : partiesOf(subject, 'contract-readers');
    const asked = { ...filter, parties, sort, after: undefined, today: dayOf(now) };
    const { contracts, members } = await contractRecords(db, asked, MAX_EXPORT_ROWS + 1);
    if (contracts.length + members.length > MAX_EXPORT_ROWS)
      throw new AppError('contractors/too-many-to-export', { most: MAX_EXPORT_ROWS });
    const ids = (of: 'officerId' | 'operationId' | 'partyId') => [...new Set(contracts.flatMap((one) => one[of] ?? []))];
    const [names, register] = await Promise.all([
      namesOf(db, ids('officerId')),
      readRegister(db, { ids: [...ids('operationId'), ...ids('partyId')] }),
    ]);
    const named = new Map(register.parties.map((one) => [one.id, one]));
    const under = Map.groupBy(members, ({ contractId }) => contractId);
    return {
      contracts: contracts.map((one) => ({
        ...{ ...one, party: named.get(one.partyId)?.name ?? { en: '', fr: '' } },
        officer: names.get(one.officerId ?? '') ?? null,
        operation: named.get(one.operationId ?? '')?.code ?? null,
        members: under.get(one.id) ?? [],
      })),
    };
  },
});
