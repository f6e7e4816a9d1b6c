import { z } from 'zod';
import { AppError } from '#kernel/errors.ts';
import { defineCommand } from '#platform/command.ts';
import { CONTRACT_CLAUSES } from '../clauses.ts';
import { lockContracts, lockContractsOfParty, partyOfDrop, recheck, recountCoverage } from './document.store.ts';
import { contractsNaming } from './general/general.store.ts';
import '../errors.ts';
import '../permissions.ts';

/**
 * Undoes files that were dropped together, with what was found in them and decided of it (5f). `version` is the number of files that the person saw. The log keeps
 * that they were read.
 */
export const undoDrop = defineCommand({
  name: 'contractors/undo-drop',
  permission: 'contractors:manage',
  clauses: CONTRACT_CLAUSES,
  input: z.strictObject({ dropId: z.uuid(), version: z.number().int() }),
  answer: z.object({ files: z.int() }),
  party: ({ dropId }, db) => partyOfDrop(db, dropId),
  async run({ db }, { dropId, version }) {
    const read = db.selectFrom('contractors.document').select(['contract_id', 'party_id', 'general']);
    const dropped = await read.where('drop_id', '=', dropId).execute();
    const partyId = dropped[0]?.party_id;
    if (partyId === undefined) throw new AppError('platform/not-found');
    if (dropped.length !== version) throw new AppError('platform/stale', { current: dropped.length, yours: version });
    const contracts = [...new Set(dropped.flatMap(({ contract_id: id }) => id ?? []))].sort();
    const isGeneral = dropped.some(({ general }) => general === 'in-force');
    if (isGeneral) await lockContractsOfParty(db, partyId);
    else await lockContracts(db, contracts);
    const remove = () => db.deleteFrom('contractors.document').where('drop_id', '=', dropId).execute();
    const naming = isGeneral ? await contractsNaming(db, partyId) : [];
    await recheck(db, [...new Set([...contracts, ...naming])], remove);
    await recountCoverage(db, contracts);
    return {
      answer: { files: dropped.length },
      entry: { subjectKind: 'contract-drop', subjectId: dropId, partyId, detail: { files: dropped.length } },
    };
  },
});
