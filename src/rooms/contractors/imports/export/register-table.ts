import type { Locale } from '#platform/texts/texts.ts';
import { IMPORT_COLUMNS } from '../columns.rules.ts';
import type { ExportedContract } from './export-contracts.query.ts';
import { translateExport } from './texts.ts';

/** Columns that an import leaves out: what the program found or computed, what is due next, and whose contract it is. */
export const OWN_COLUMNS = ['coverage', 'euros', 'next', 'nextOn', 'party'] as const;
const COLUMNS = [...IMPORT_COLUMNS, ...OWN_COLUMNS];
type Column = (typeof COLUMNS)[number];
/** Columns of amounts, as numbers in a workbook. */
export const AMOUNTS: readonly Column[] = ['value', 'euros'];

/**
 * The register as a table in the language of its reader: a row per contract, each followed by the firms that work under it. A firm
 * that has left has no row: an import would record it as working. What is not known is null. Headings and words
 * are those of the page, which an import recognises, so the table of one party can be corrected and imported again; `note` says so. Pure.
 */
export function registerTable(contracts: readonly ExportedContract[], locale: Locale) {
  const word = (key: Parameters<typeof translateExport>[1]) => translateExport(locale, key);
  const yesNo = (known: boolean | null) => (known === null ? null : word(known ? 'yes' : 'no'));
  const rowOf = (cells: Partial<Record<Column, string | null>>) => COLUMNS.map((column) => cells[column] ?? null);
  return {
    columns: COLUMNS,
    head: COLUMNS.map((column) => word(`head.${column}`)),
    note: translateExport(locale, new Set(contracts.map(({ partyId }) => partyId)).size > 1 ? 'note.several' : 'note'),
    rows: contracts.flatMap((one) => {
      const contract: Record<Column, string | null> = {
        ...{ number: one.number, title: one.title, contractor: one.contractor, value: one.value, currency: one.currency },
        ...{ country: one.country, place: one.place, abroad: yesNo(one.abroad), offTheShelf: yesNo(one.offTheShelf) },
        labour: one.labour && word(`labour.${one.labour}`),
        ...{ recruitsMigrants: yesNo(one.recruitsMigrants), housesWorkers: yesNo(one.housesWorkers), clauseOn: one.clauseOn },
        ...{ awardedOn: one.awardedOn, startsOn: one.startsOn, endsOn: one.endsOn, officer: one.officer, operation: one.operation },
        ...{ set: one.setId, state: word(`state.${one.state}`), under: null, engagedBy: null, kind: null },
        ...{ coverage: word(`coverage.${one.coverage}`), euros: one.valueEur, party: one.party[locale] },
        ...{ next: one.next && word(`next.${one.next.kind}`), nextOn: one.next?.on ?? null },
      };
      const nameOf = new Map(one.members.map(({ id, name }) => [id, name]));
      const working = one.members.filter(({ leftOn }) => leftOn === null);
      const firms = working.map((firm) =>
        rowOf({
          ...{ title: firm.work, contractor: firm.name, country: firm.country, under: one.number, kind: word(`kind.${firm.kind}`) },
          ...{ engagedBy: nameOf.get(firm.parentId ?? ''), party: one.party[locale] },
        }),
      );
      return [rowOf(contract), ...firms];
    }),
  };
}
