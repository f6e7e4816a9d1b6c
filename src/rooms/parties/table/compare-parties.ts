import { sql } from 'kysely';
import type { Database } from '#platform/db/transaction.ts';
import type { FileFault, Line } from '../csv-rows.ts';
import { type PartyRow, readPartyTable } from './party-table.ts';

/** A difference between a row of the table and the register. The register keeps its value. */
export type Differs = {
  readonly line: number;
  readonly what: string;
  readonly column: string;
  readonly stored: string;
  readonly inTable: string;
};

/** Parses a table of parties and compares it with the register as this reader sees it. */
export async function compareParties(db: Database, table: string) {
  const register = await db
    .selectFrom('parties.party')
    .select(['id', 'code', 'kind', 'name_en', 'name_fr', 'body_kind as bodyKind', 'from_date as from', 'to_date as to'])
    .select(sql<string>`recorded_at::text`.as('at'))
    .execute();
  const byCode = new Map(register.map((party) => [party.code, party]));
  const { rows, faults } = readPartyTable(table, new Set(register.filter(({ kind }) => kind === 'nation').map(({ code }) => code)));
  const known = new Set<number>();
  const differs: Differs[] = [];
  for (const { line, value } of rows) {
    const stored = byCode.get(value.code);
    if (stored === undefined) continue;
    known.add(line);
    const inTable = { kind: value.kind, name_en: value.name_en, name_fr: value.name_fr ?? value.name_en, body_kind: value.body_kind };
    const is = { kind: stored.kind, name_en: stored.name_en, name_fr: stored.name_fr, body_kind: stored.bodyKind };
    const dates = { from: [stored.from, value.from], to: [stored.to, value.to] } as const;
    const pairs = [
      ...(['kind', 'name_en', 'name_fr', 'body_kind'] as const).map((column) => [column, is[column], inTable[column]] as const),
      ...(['from', 'to'] as const).map((column) => [column, ...dates[column]] as const),
    ];
    // An empty cell means unknown, which is no difference.
    for (const [column, there, here] of pairs)
      if (here !== null && there !== here) differs.push({ line, what: value.code, column, stored: there ?? '', inTable: here });
  }
  const latest =
    register
      .map(({ at }) => at)
      .toSorted()
      .at(-1) ?? '';
  const ids = new Map(register.map(({ id, code }) => [code, id]));
  return {
    rows: rows as readonly Line<PartyRow>[],
    faults: faults as readonly FileFault[],
    known,
    differs,
    fingerprint: `${register.length} ${latest}`,
    ids,
  };
}
