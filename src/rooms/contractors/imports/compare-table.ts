import { createHash } from 'node:crypto';
import { dayOf } from '#kernel/dates.ts';
import { AppError } from '#kernel/errors.ts';
import { unwrap } from '#platform/command.ts';
import type { Database } from '#platform/db/transaction.ts';
import { readRegister, splitTable } from '#rooms/parties/index.ts';
import { holdersAt, namesOf } from '#rooms/people/index.ts';
import { decideParties, endsBeforeStart, type MemberKind } from '../register/contract.rules.ts';
import { offeredSets } from '../sets/set.store.ts';
import { idIn } from '../sets/set-file.rules.ts';
import { type ColumnMapping, mappingFor } from './columns.rules.ts';
import { isOwnExport } from './export/own-export.ts';
import { firmKey } from './firm-key.ts';
import { MAX_ROWS } from './import.schema.ts';
import { findByNumber, findMembers, officersByAddress, rememberedMapping, type StoredContract } from './import.store.ts';
import { type RowFault, readTable, type StatedContract, type StatedFirm, splitHeadings } from './read-table.ts';
import { firmFault, type StoredFirms } from './stored-firm.rules.ts';
import '../errors.ts';

const FIELDS = [
  ...(['title', 'contractor', 'value', 'currency', 'country', 'place', 'abroad', 'offTheShelf', 'labour', 'recruitsMigrants'] as const),
  ...(['housesWorkers', 'clauseOn', 'awardedOn', 'startsOn', 'endsOn', 'officerId', 'operationId', 'setId'] as const),
];
type Field = (typeof FIELDS)[number];
type Stated = Omit<StatedContract, 'officer'> & { officerId?: string };

/** A row compared with the contract of its number; `stored` null: a new contract. An empty cell changes nothing. */
export type ComparedContract = {
  readonly line: number;
  readonly stated: Stated;
  readonly stored: StoredContract | null;
  readonly changed: readonly Field[];
};

/** Whether a row names another contractor: that is another firm, so the contract no longer names one in the register of parties. Pure. */
export const isAnotherFirm = ({ stated, stored }: Pick<ComparedContract, 'stated' | 'stored'>): boolean =>
  stored?.contractor.toLowerCase() !== stated.contractor.toLowerCase();

/** A firm to be recorded. `parent`: the name of the firm that engaged it; null: the contractor. */
export type ComparedFirm = {
  readonly line: number;
  readonly number: string;
  readonly parent: string | null;
  readonly firm: StatedFirm & { kind: MemberKind };
};
export type ComparedTable = {
  readonly headings: readonly string[];
  readonly mapping: ColumnMapping;
  readonly isRemembered: boolean;
  readonly guessesNew: boolean;
  /** Whether it is an export of this program: its headings are recognised, and not those of the party's sheet. */
  readonly isExport: boolean;
  readonly rows: number;
  readonly contracts: ComparedContract[];
  readonly firms: ComparedFirm[];
  /** The contracts in the register that a row names, also only as the contract of a firm: their ids by number. */
  readonly stored: ReadonlyMap<string, string>;
  /** Firms already under their contract, by `firmKey`. */
  readonly members: StoredFirms;
  /** How many rows name one of these and say nothing else of it than the register does. */
  readonly unchangedFirms: number;
  readonly faults: RowFault[];
  readonly fingerprint: string;
  /** Names of what a field names by id. */
  readonly nameOf: ReadonlyMap<string, string>;
};

/** Compares a table with the contracts of the party; `lock`: locks those until the transaction ends. */
export async function compareTable(
  db: Database,
  { partyId, table, mapping: given }: { partyId: string; table: string; mapping?: ColumnMapping | undefined },
  now: Date,
  lock = false,
): Promise<ComparedTable> {
  const records = splitTable(table);
  if (records === null || records.length === 0) throw new AppError('contractors/no-table');
  if (records.length > MAX_ROWS + 10) throw new AppError('contractors/too-many-rows', { most: MAX_ROWS });
  const sheet = splitHeadings(records);
  const headings = sheet.headings.filter((heading) => heading !== '');
  const [remembered, operations, own, managers, offered] = await Promise.all([
    rememberedMapping(db, partyId),
    readRegister(db, { kinds: ['operation'] }),
    readRegister(db, { ids: [partyId] }),
    holdersAt(db, partyId, 'contract-managers', dayOf(now)),
    offeredSets(db, partyId),
  ]);
  unwrap(decideParties({ party: own.parties[0]?.kind, contractor: null, operation: null }));
  const codes = new Map(operations.parties.map(({ code, id }) => [code, id]));
  const isExport = isOwnExport(headings);
  const mapping = given ?? mappingFor(headings, remembered, isExport);
  const isRemembered = given === undefined && remembered !== null && !isExport;
  const officers = new Map(
    [...Map.groupBy(managers, ({ name }) => name.toLowerCase())].flatMap(([name, some]) =>
      some.length === 1 ? [[name, some[0]!.id]] : [],
    ),
  );
  // A cell names a version of a set, or a set by its id: the newest version, and none where the contract owes one already.
  const newest = new Map(offered.flatMap(({ newest: isNewest, set, key }) => (isNewest ? [[set.id, key] as const] : [])));
  const read = readTable(sheet, mapping, {
    operations: codes,
    sets: new Set([...newest.keys(), ...offered.map(({ key }) => key)]),
  });
  const numbers = [...new Set([...read.contracts.map(({ value }) => value.number), ...read.firms.map(({ value }) => value.under)])];
  const [stored, members] = await Promise.all([findByNumber(db, partyId, numbers, lock), findMembers(db, partyId, numbers)]);
  const addresses = read.contracts.flatMap(({ value }) => (isAddress(value.officer) ? value.officer!.toLowerCase() : []));
  const byAddress = await officersByAddress(db, partyId, [...new Set(addresses)], dayOf(now));
  const kept = await namesOf(db, [...new Set([...stored.values()].flatMap(({ officerId }) => officerId ?? []))]);
  const faults = [...read.faults];
  const contracts = read.contracts.flatMap(({ line, value: { officer, ...value } }): ComparedContract[] => {
    const known = stored.get(value.number) ?? null;
    const { setId: named } = value;
    const setId = named !== undefined && known !== null && idIn(known.setId) === named ? known.setId : (newest.get(named ?? '') ?? named);
    const isKept = officer !== undefined && kept.get(known?.officerId ?? '')?.toLowerCase() === officer.toLowerCase();
    // The officer of a contract stays by name, also once another has the same name, or after the role has ended.
    const officerId = isKept ? known!.officerId! : (isAddress(officer) ? byAddress : officers).get(officer?.toLowerCase() ?? '');
    if (officer !== undefined && officerId === undefined) {
      const code = isAddress(officer) ? 'unknown-officer-address' : 'unknown-officer';
      faults.push({ line, column: 'officer', code, value: officer.slice(0, 80) });
      return [];
    }
    const stated: Stated = { ...value, ...(officerId !== undefined && { officerId }), ...(setId !== undefined && { setId }) };
    const blame = (column: 'state' | 'endsOn', code: RowFault['code']): [] => {
      faults.push({ line, column, code, value: stated[column] ?? '' });
      return [];
    };
    if (known !== null && stated.state !== undefined && stated.state !== known.state) return blame('state', 'state-by-step');
    if (endsBeforeStart({ state: 'awarded', startsOn: null, endsOn: null, ...known, ...stated }))
      return blame('endsOn', 'end-before-start');
    if (known === null) return [{ line, stated, stored: null, changed: [] }];
    return [
      {
        line,
        stated,
        stored: known,
        changed: FIELDS.filter((field) => stated[field] !== undefined && differs(field, stated[field], known[field])),
      },
    ];
  });
  const contractorOf = new Map([
    ...[...stored].map(([number, { contractor }]) => [number, contractor] as const),
    ...contracts.map(({ stated }) => [stated.number, stated.contractor] as const),
  ]);
  const inTable = new Set(read.firms.map(({ value }) => firmKey(value.under, value.name)));
  const seen = new Set<string>();
  let unchangedFirms = 0;
  const firms = read.firms.flatMap(({ line, value: firm, cell }): ComparedFirm[] => {
    const contractor = contractorOf.get(firm.under);
    const key = firmKey(firm.under, firm.name);
    const blame = (column: 'under' | 'contractor' | 'engagedBy', code: RowFault['code'], value: string): [] => {
      faults.push({ line, column, code, value: value.slice(0, 80) });
      return [];
    };
    if (contractor === undefined) return blame('under', 'unknown-contract', firm.under);
    const engaged = firm.engagedBy === null || firm.engagedBy.toLowerCase() === contractor.toLowerCase() ? null : firm.engagedBy;
    const recorded = members.get(key);
    if (recorded !== undefined) {
      const fault = firmFault(firm, engaged, recorded);
      if (fault !== null) faults.push({ line, ...fault, value: cell(fault.column).slice(0, 80) });
      else unchangedFirms += 1;
      return [];
    }
    if (seen.has(key)) return blame('contractor', 'number-twice', firm.name);
    seen.add(key);
    const parent = engaged === null ? null : firmKey(firm.under, engaged);
    if (parent !== null && (parent === key || !(members.has(parent) || inTable.has(parent))))
      return blame('engagedBy', 'unknown-firm', firm.engagedBy!);
    return [{ line, number: firm.under, parent: engaged, firm: { ...firm, kind: (firm.kind ?? 'subcontractor') as MemberKind } }];
  });
  const rooted = withRoots(firms, members, faults);
  return {
    ...{
      headings,
      mapping,
      isRemembered,
      guessesNew: isRemembered && remembered?.headings !== undefined,
      isExport,
      rows: sheet.rows.length,
      contracts,
      firms: rooted,
      stored: new Map([...stored].map(([number, { id }]) => [number, id])),
      members,
      unchangedFirms,
    },
    faults: faults.toSorted((a, b) => a.line - b.line),
    fingerprint: createHash('sha256')
      .update(
        [
          ...contracts.map(({ stated, stored: known }) => `${stated.number} ${known?.version ?? 0}`),
          ...[...members].map(([key, some]) => `${key} ${some.map(({ hasLeft }) => hasLeft)}`),
        ].join('\n'),
      )
      .digest('hex'),
    nameOf: new Map([
      ...kept,
      ...[...codes].map(([code, id]) => [id, code] as const),
      ...managers.map(({ id, name }) => [id, name] as const),
    ]),
  };
}

// Firms whose chain ends at the contractor or at a firm that is recorded: two that engage each other are both faults.
function withRoots(firms: readonly ComparedFirm[], members: StoredFirms, faults: RowFault[]): ComparedFirm[] {
  const byKey = new Map(firms.map((one) => [firmKey(one.number, one.firm.name), one]));
  return firms.filter((one) => {
    const passed = new Set<ComparedFirm>();
    for (let at: ComparedFirm | undefined = one; ; ) {
      if (at !== undefined && at.parent === null) return true;
      if (at !== undefined && members.has(firmKey(at.number, at.parent!))) return true;
      if (at === undefined || passed.has(at)) break;
      passed.add(at);
      at = byKey.get(firmKey(at.number, at.parent!));
    }
    faults.push({ line: one.line, column: 'engagedBy', code: 'unknown-firm', value: one.parent!.slice(0, 80) });
    return false;
  });
}

const isAddress = (officer: string | undefined) => officer?.includes('@') ?? false;

function differs(field: Field, stated: unknown, stored: unknown): boolean {
  return field === 'value' && stored !== null ? Number(stated) !== Number(stored) : stated !== stored;
}
