import { z } from 'zod';
import { AppError } from '#kernel/errors.ts';
import { defineQuery } from '#platform/query.ts';
import { readRegister } from '#rooms/parties/index.ts';
import { namesOf } from '#rooms/people/index.ts';
import { Contract, Member } from '../../register/contract.schema.ts';
import { contractRecords } from '../../register/contract.store.ts';
import { askedContracts, ListedContracts } from '../../tasks/next-due/list-contracts.query.ts';
import { NextDues } from '../../tasks/next-due/next-due.schema.ts';
import { nextDuesOf } from '../../tasks/next-due/next-due.store.ts';
import '../../errors.ts';
import '../../permissions.ts';

/** The most contracts and firms of one export: its cells are fewer than an import reads from one workbook. */
export const MAX_EXPORT_ROWS = 15_000;

const Both = z.object({ en: z.string(), fr: z.string() });
const Exported = z.object({
  contracts: z.array(
    Contract.omit({ members: true, earlierContractors: true, actions: true, mayManage: true }).extend({
      party: Both,
      /** The name of its officer, and the code of its operation. */
      officer: z.string().nullable(),
      operation: z.string().nullable(),
      members: z.array(Member.omit({ tier: true })),
      ...NextDues.pick({ next: true }).shape,
    }),
  ),
});
export type ExportedContract = z.infer<typeof Exported>['contracts'][number];

/** The register as the list shows it, with the same filters and order, and all that is known of each contract and of the firms under it (5f). */
export const exportContracts = defineQuery({
  name: 'contractors/export-contracts',
  permission: 'contractors:read',
  input: ListedContracts,
  answer: Exported,
  async run(context, filter) {
    const { db, now } = context;
    const { contracts, members } = await contractRecords(db, await askedContracts(context, filter, undefined), MAX_EXPORT_ROWS + 1);
    if (contracts.length + members.length > MAX_EXPORT_ROWS)
      throw new AppError('contractors/too-many-to-export', { most: MAX_EXPORT_ROWS });
    const ids = (of: 'officerId' | 'operationId' | 'partyId') => [...new Set(contracts.flatMap((one) => one[of] ?? []))];
    const [nextOf, names, register] = await Promise.all([
      nextDuesOf(
        db,
        contracts.map(({ id }) => id),
        now,
      ),
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
        next: nextOf(one.id).next,
      })),
    };
  },
});
