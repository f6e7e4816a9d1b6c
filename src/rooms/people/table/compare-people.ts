import { sql } from 'kysely';
import type { Database } from '#platform/db/transaction.ts';
import { type Differs, type FileFault, partiesByCode } from '#rooms/parties/index.ts';
import { readPeopleTable } from './people-table.ts';

/** Parses a table of people and compares it with the existing accounts, roles and proposals. `own`: the address of the importer. */
export async function comparePeople(db: Database, table: string, own: string) {
  const parties = await partiesByCode(db);
  const people = await db
    .selectFrom('identity.person')
    .select(['id', 'name', 'disabled_at', sql<string | null>`identity.email_of(id)`.as('email')])
    .where('kind', '=', 'person')
    .execute();
  const byEmail = new Map(people.flatMap((person) => (person.email === null ? [] : [[person.email, person]])));
  const { rows, faults } = readPeopleTable(table, {
    codes: new Set(parties.keys()),
    own: people.find(({ id }) => id === own)?.email ?? null,
  });
  const key = (person: string, role: string, party: string | null) => `${person} ${role} ${party ?? ''}`;
  const held = await sql<{ person: string; role: string; party: string | null }>`
    select person_id as person, role, party_id as party from identity.role_grant where ended_at is null and (valid_to is null or valid_to >= current_date)
    union all select to_person, role, party_id from identity.proposed_grant where decided_at is null`.execute(db);
  const has = new Set(held.rows.map(({ person, role, party }) => key(person, role, party)));
  const known = new Set<number>();
  const differs: Differs[] = [];
  const more: FileFault[] = [];
  for (const { line, value } of rows) {
    const there = byEmail.get(value.email);
    if (there === undefined) continue;
    if (there.disabled_at !== null)
      more.push({ file: 'people.csv', line, code: 'address-of-nobody', values: { column: 'email', value: value.email } });
    if (there.name !== value.name) differs.push({ line, what: value.email, column: 'name', stored: there.name, inTable: value.name });
    const party = value.party === null ? null : (parties.get(value.party) ?? null);
    if (value.role === null || has.has(key(there.id, value.role, party))) known.add(line);
  }
  return { rows, faults: [...faults, ...more], known, differs, fingerprint: `${people.length} ${held.rows.length}`, parties, byEmail };
}
