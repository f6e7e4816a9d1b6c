import { AppError } from '#kernel/errors.ts';
import { defineCommand } from '#platform/command.ts';
import { DEFAULT_SET } from '../clauses/sets/load-set.ts';
import { CONTRACT_CLAUSES } from '../clauses.ts';
import { computeEuros } from '../rates/rate.store.ts';
import { REQUIRED_COLUMNS } from './columns.rules.ts';
import { type ComparedContract, compareTable, isAnotherFirm } from './compare-table.ts';
import { firmKey } from './firm-key.ts';
import { ContractsImported, ImportContracts } from './import.schema.ts';
import {
  addContracts,
  addImportRows,
  addMembers,
  changeContracts,
  type FullContract,
  type ImportRow,
  rememberMapping,
} from './import.store.ts';
import { faultWords } from './words.ts';
import '../errors.ts';
import '../permissions.ts';

/**
 * Imports a table of contracts as it was previewed, in one transaction: new contracts, changes, and firms under contracts. Contracts that are not in it stay. A
 * new contract whose state is not said comes in as awarded (5f). The mapping of columns is remembered for the party, except that of an export.
 */
export const importContracts = defineCommand({
  name: 'contractors/import-contracts',
  permission: 'contractors:manage',
  clauses: CONTRACT_CLAUSES,
  input: ImportContracts,
  answer: ContractsImported,
  party: ({ partyId }) => partyId,
  async run({ db, write, subject, now, newId, platform }, { title, against, leaveOut, ...table }) {
    const { partyId, mapping } = table;
    if (REQUIRED_COLUMNS.some((column) => mapping.columns[column] === undefined)) throw new AppError('contractors/column-missing');
    const {
      headings,
      contracts,
      firms,
      stored: register,
      members,
      faults,
      fingerprint,
      isExport,
    } = await compareTable(db, table, now, true);
    // Under the lock: later than all that was asked, or recorded, of a contractor that a contract loses.
    const since = platform.clock();
    if (fingerprint !== against) throw new AppError('contractors/changed-since');
    if (faults.length > 0 && leaveOut === 'no')
      throw new AppError('contractors/rows-with-faults', {
        count: faults.length,
        fields: faults
          .slice(0, 20)
          .map((fault) => ({ path: `${fault.line}`, code: fault.code, message: faultWords(subject.language, fault) })),
      });
    const added = contracts
      .filter(({ stored }) => stored === null)
      .map(({ line, stated }) => ({ line, full: fullOf(newId(), stated, null, since) }));
    const changed = contracts
      .filter((row) => row.changed.length > 0)
      .map(({ line, stated, stored }) => ({ line, before: stored!, full: fullOf(stored!.id, stated, stored, since) }));
    if (added.length + changed.length + firms.length === 0) throw new AppError('contractors/nothing-to-import');
    const idOf = new Map([...register, ...added.map(({ full }) => [full.number, full.id] as const)]);
    const memberIds = new Map([
      ...[...members].map(([key, [first]]) => [key, first!.id] as const),
      ...firms.map(({ number, firm }) => [firmKey(number, firm.name), newId()] as const),
    ]);
    const placed = firms.map(({ line, number, parent, firm }) => ({
      line,
      member: {
        id: memberIds.get(firmKey(number, firm.name))!,
        contract_id: idOf.get(number)!,
        parent_id: parent === null ? null : memberIds.get(firmKey(number, parent))!,
        ...{ kind: firm.kind, name: firm.name, work: firm.work, country: firm.country },
      },
    }));
    const importId = newId();
    const recorded = { partyId, now, by: subject.person };
    const leftOut = new Set(faults.map(({ line }) => line)).size;
    write(
      db.insertInto('contractors.import').values({
        ...{
          id: importId,
          party_id: partyId,
          title,
          added: added.length,
          changed: changed.length,
          firms: placed.length,
          left_out: leftOut,
        },
        ...{ imported_at: now, imported_by: subject.person },
      }),
    );
    if (added.length > 0)
      write(
        addContracts(
          added.map(({ full }) => full),
          recorded,
        ),
      );
    await changeContracts(
      db,
      changed.map(({ full }) => full),
      new Map(changed.map(({ before }) => [before.id, before.setId])),
    );
    if (placed.length > 0)
      write(
        addMembers(
          placed.map(({ member }) => member),
          recorded,
        ),
      );
    const rows: ImportRow[] = [
      ...added.map(({ line, full }) => ({ line, contract_id: full.id, member_id: null, before: null, left_version: 1 })),
      ...changed.map(({ line, before: { version, ...before } }) => ({
        ...{ line, contract_id: before.id, member_id: null, before, left_version: version + 1 },
      })),
      ...placed.map(({ line, member }) => ({ line, contract_id: member.contract_id, member_id: member.id, before: null, left_version: 1 })),
    ];
    write(addImportRows(importId, partyId, rows));
    // The headings of an export are known. Remembered, they would replace those of the party's sheet.
    if (!isExport) write(rememberMapping(mapping, headings, recorded));
    write(computeEuros(partyId, now));
    const counts = { added: added.length, changed: changed.length, firms: placed.length, leftOut };
    return {
      answer: { importId, ...counts },
      entry: { subjectKind: 'contract-import', subjectId: importId, partyId, detail: { title, ...counts } },
    };
  },
});

/**
 * A contract with what a row states, over what the register says: an empty cell changes nothing. Another contractor is another firm, so it is no longer the one
 * that the register of parties names, and what the earlier one gave does not count for it.
 */
function fullOf(id: string, stated: ComparedContract['stated'], stored: ComparedContract['stored'], since: Date): FullContract {
  const unknown = {
    ...{ value: null, currency: null, country: null, place: null, abroad: null, offTheShelf: null, labour: null, recruitsMigrants: null },
    ...{
      contractorId: null,
      contractorSince: null,
      housesWorkers: null,
      clauseOn: null,
      awardedOn: null,
      startsOn: null,
      endsOn: null,
      officerId: null,
      operationId: null,
    },
  };
  return {
    ...unknown,
    state: 'awarded',
    setId: DEFAULT_SET,
    ...stored,
    ...stated,
    ...(stored !== null && isAnotherFirm({ stated, stored }) && { contractorId: null, contractorSince: since.toISOString() }),
    id,
  };
}
