import { type SqlBool, sql } from 'kysely';
import type { PartyKind } from '#kernel/party-kinds.ts';
import { anyOf } from '#platform/db/any-of.ts';
import type { Database } from '#platform/db/transaction.ts';
import type { BodyKind, OperationDates, PartyFacts } from './party.schema.ts';

/** Which parties to read: of these kinds, these ids, these codes, or all that this reader may see. */
export type PartyFilter = { kinds?: readonly PartyKind[]; ids?: readonly string[]; codes?: readonly string[] };

/** The register as this reader sees it: facts of the selected parties, in order of their codes, and the dates of every operation. */
export type Register = { parties: (PartyFacts & { note: string | null; source: string })[]; operations: OperationDates };

/** Reads parties with all their dated facts. The number of statements does not depend on the number of parties. */
export async function readRegister(db: Database, filter: PartyFilter = {}): Promise<Register> {
  const chosen = sql<SqlBool>`${filter.kinds === undefined ? sql`true` : sql`p.kind = any(${[...filter.kinds]}::text[])`}
    and ${filter.ids === undefined ? sql`true` : sql`p.id = ${anyOf(filter.ids)}`}
    and ${filter.codes === undefined ? sql`true` : sql`p.code = any(${[...filter.codes]}::text[])`}`;
  // Selected by ids alone, facts are read without joining the parties; facts of parties that this reader may not see are dropped below.
  const ofChosen =
    filter.ids !== undefined && filter.kinds === undefined && filter.codes === undefined
      ? sql<SqlBool>`party_id = ${anyOf(filter.ids)}`
      : sql<SqlBool>`party_id in (select p.id from parties.party p where ${chosen})`;
  const [parties, operations, memberships, observedContributions, contributions] = await Promise.all([
    db.selectFrom('parties.party as p').selectAll().where(chosen).orderBy('code').execute(),
    db
      .selectFrom('parties.party as p')
      .innerJoin('parties.operation as o', 'o.party_id', 'p.id')
      .select(['p.id', 'p.code', 'p.from_date', 'p.to_date', 'o.host_id', 'o.contracting_from', 'o.contracting_source'])
      .execute(),
    db
      .selectFrom('parties.membership as m')
      .selectAll()
      .where(ofChosen)
      .where(sql<SqlBool>`not exists (select from parties.membership later where later.replaces = m.id)`)
      .orderBy('from_date')
      .execute(),
    db.selectFrom('parties.observed_contribution').selectAll().where(ofChosen).orderBy('id').execute(),
    db.selectFrom('parties.contribution').selectAll().where(ofChosen).orderBy('from_day').execute(),
  ]);
  const codes = new Map(operations.map((row) => [row.id, row.code]));
  const byParty = <T extends { party_id: string }>(rows: T[]) => Map.groupBy(rows, (row) => row.party_id);
  const [members, seen, confirmed] = [byParty(memberships), byParty(observedContributions), byParty(contributions)];
  return {
    operations: new Map(operations.map((row) => [row.code, { from: row.from_date, to: row.to_date }])),
    parties: parties.map((row) => ({
      id: row.id,
      kind: row.kind as PartyKind,
      code: row.code,
      name: { en: row.name_en, fr: row.name_fr },
      bodyKind: row.body_kind as BodyKind | null,
      statusNeutral: row.status_neutral,
      from: row.from_date,
      to: row.to_date,
      note: row.note,
      source: row.source,
      memberships: (members.get(row.id) ?? []).map((one) => ({ id: one.id, from: one.from_date, to: one.to_date, source: one.source })),
      observedContributions: (seen.get(row.id) ?? []).map((one) => ({
        operation: codes.get(one.operation_id) ?? '',
        asOf: one.as_of,
        personnel: one.personnel,
        note: one.note,
        source: one.source,
      })),
      contributions: (confirmed.get(row.id) ?? []).map((one) => ({
        id: one.id,
        operation: codes.get(one.operation_id) ?? '',
        from: one.from_day,
        to: one.to_day,
        ended: one.ended_at !== null,
        confirmedBy: one.confirmed_by,
        confirmedAt: new Date(one.confirmed_at).toISOString(),
        source: one.source,
        version: one.version,
      })),
      contracting: contractingOf(operations.find((one) => one.id === row.id)),
      hosts: operations.filter((one) => one.host_id === row.id).map((one) => one.code),
    })),
  };
}

function contractingOf(operation: { contracting_from: string | null; contracting_source: string | null } | undefined) {
  const { contracting_from: from = null, contracting_source: source = null } = operation ?? {};
  return from === null || source === null ? null : { from, source };
}

/** The parties this reader may see, by their codes. */
export async function partiesByCode(db: Database): Promise<Map<string, string>> {
  const rows = await db.selectFrom('parties.party').select(['id', 'code']).execute();
  return new Map(rows.map(({ id, code }) => [code, id]));
}

/** One party this reader may see, or undefined. */
export function findParty(db: Database, key: { id: string } | { code: string }) {
  const query = db
    .selectFrom('parties.party')
    .select(['id', 'kind', 'code', 'from_date', 'to_date', 'name_en', 'name_fr', 'status_neutral']);
  return ('id' in key ? query.where('id', '=', key.id) : query.where('code', '=', key.code)).executeTakeFirst();
}

/** The party of a contribution, for permission checks. */
export async function findContribution(db: Database, id: string) {
  return db.selectFrom('parties.contribution').selectAll().where('id', '=', id).executeTakeFirst();
}

/** A contribution, locked until the command transaction ends. */
export function lockContribution(db: Database, id: string) {
  return db.selectFrom('parties.contribution').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
}

/** The details of an operation, locked until the command transaction ends. */
export function lockOperation(db: Database, partyId: string) {
  return db.selectFrom('parties.operation').selectAll().where('party_id', '=', partyId).forUpdate().executeTakeFirst();
}

/** The facts that only operations or partners have. */
export async function findParticulars(db: Database, partyId: string) {
  const [operation, partner] = await Promise.all([
    db.selectFrom('parties.operation').selectAll().where('party_id', '=', partyId).executeTakeFirst(),
    db.selectFrom('parties.partner').selectAll().where('party_id', '=', partyId).executeTakeFirst(),
  ]);
  return { operation, partner };
}
