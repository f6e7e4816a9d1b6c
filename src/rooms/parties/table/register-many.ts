import { sql } from 'kysely';
import type { CommandContext } from '#platform/command.ts';
import type { Database } from '#platform/db/transaction.ts';
import type { PartyRow } from './party-table.ts';

/** Registers the parties of a table with one statement for each table of the register. Returns their ids, in order. Row-level security checks who may. */
export function registerMany(
  { db, write, newId, now, subject }: CommandContext,
  rows: readonly PartyRow[],
  ids: ReadonlyMap<string, string>,
): string[] {
  const recorded = { recorded_at: now, recorded_by: subject.person };
  const known = new Map(ids);
  const numbered = rows.map((row) => ({ row, id: newId() }));
  for (const { row, id } of numbered) known.set(row.code, id);
  const idOf = (code: string | null) => (code === null ? null : known.get(code)!);
  const add = <T>(some: readonly T[], insert: (some: readonly T[]) => Parameters<typeof write>[0]) =>
    void (some.length > 0 && write(insert(some)));
  const of = (kind: PartyRow['kind']) => numbered.filter(({ row }) => row.kind === kind);
  add(numbered, (some) =>
    db.insertInto('parties.party').values(
      some.map(({ row, id }) => ({
        id,
        kind: row.kind,
        code: row.code,
        name_en: row.name_en,
        name_fr: row.name_fr ?? row.name_en,
        body_kind: row.body_kind,
        from_date: row.from,
        to_date: row.to,
        note: row.note,
        source: row.source,
        ...recorded,
      })),
    ),
  );
  add(
    of('nation').filter(({ row }) => row.member_since !== null),
    (some) =>
      db.insertInto('parties.membership').values(
        some.map(({ row, id }) => ({
          id: newId(),
          party_id: id,
          from_date: row.member_since!,
          to_date: null,
          source: row.source,
          ...recorded,
        })),
      ),
  );
  add(of('operation'), (some) =>
    db
      .insertInto('parties.operation')
      .values(some.map(({ row, id }) => ({ party_id: id, theatre: row.theatre!, host_id: idOf(row.host) }))),
  );
  add(of('partner'), (some) =>
    db.insertInto('parties.partner').values(
      some.map(({ row, id }) => ({
        party_id: id,
        partner_kind: row.partner_kind!,
        country_id: idOf(row.country),
        contact_kind: row.contact_kind,
        contact: row.contact,
        contact_tested: row.contact_tested,
        source_date: null,
      })),
    ),
  );
  return numbered.map(({ id }) => id);
}

/** Removes parties that nothing refers to yet. Returns the code of a party that is in use; then none is removed. */
export async function removeParties(db: Database, ids: readonly string[]): Promise<string | null> {
  return (await sql<{ used: string | null }>`select parties.delete_unused(${[...ids]}::uuid[]) as used`.execute(db)).rows[0]!.used;
}
