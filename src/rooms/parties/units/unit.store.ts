import { sql } from 'kysely';
import { anyOf } from '#platform/db/any-of.ts';
import type { Database } from '#platform/db/transaction.ts';
import type { UnitView } from '../party-view.schema.ts';

/** Every unit of a party with its rotations, as far as this reader may see them: forms choose a superior or a rotation among them, so none is left out. */
export async function readUnits(db: Database, partyId: string): Promise<UnitView[]> {
  const [units, rotations] = await Promise.all([
    db.selectFrom('parties.unit').selectAll().where('party_id', '=', partyId).orderBy('name').orderBy('id').execute(),
    db
      .selectFrom('parties.rotation as r')
      .innerJoin('parties.party as o', 'o.id', 'r.operation_id')
      .select(['r.id', 'r.unit_id', 'r.operation_id', 'o.code', 'r.contingent', 'r.from_day', 'r.hand_over', 'r.version'])
      .where('r.party_id', '=', partyId)
      .orderBy('r.from_day', 'desc')
      .execute(),
  ]);
  const ofUnit = Map.groupBy(rotations, (row) => row.unit_id);
  return units.map((unit) => ({
    id: unit.id,
    name: unit.name,
    superiorId: unit.superior_id,
    location: unit.location,
    version: unit.version,
    rotations: (ofUnit.get(unit.id) ?? []).map((row) => ({
      id: row.id,
      operation: { id: row.operation_id, code: row.code },
      contingent: row.contingent,
      from: row.from_day,
      handOver: row.hand_over,
      version: row.version,
    })),
  }));
}

/** Every unit this reader may see, with the name of its party, by name. */
export function unitsByName(db: Database) {
  return db
    .selectFrom('parties.unit as u')
    .innerJoin('parties.party as p', 'p.id', 'u.party_id')
    .select(['u.id', 'u.name', 'u.party_id', 'p.name_en', 'p.name_fr'])
    .orderBy('u.name')
    .orderBy('u.id')
    .execute();
}

/** A unit this reader may see, or undefined. */
export function findUnit(db: Database, id: string) {
  return db.selectFrom('parties.unit').selectAll().where('id', '=', id).executeTakeFirst();
}

/** A unit, locked until the command transaction ends: of two concurrent moves the second waits, and its error names both versions. */
export function lockUnit(db: Database, id: string) {
  return db.selectFrom('parties.unit').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
}

/** A rotation this reader may see, or undefined. */
export function findRotation(db: Database, id: string) {
  return db.selectFrom('parties.rotation').selectAll().where('id', '=', id).executeTakeFirst();
}

/** A rotation, locked as a unit is. */
export function lockRotation(db: Database, id: string) {
  return db.selectFrom('parties.rotation').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
}

/** Whether a unit is the other one, or above it at any level. */
export async function isAbove(db: Database, upper: string, lower: string): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`
    with recursive above (id) as (select ${lower}::uuid union select u.superior_id from parties.unit u join above a on u.id = a.id where u.superior_id is not null)
    select exists (select from above where id = ${upper}) as found`.execute(db);
  return rows[0]?.found ?? false;
}

/** Every unit of a party that this reader may see, with its name, for tables that refer to units. */
export function unitsOf(db: Database, partyId: string): Promise<{ id: string; name: string }[]> {
  return db.selectFrom('parties.unit').select(['id', 'name']).where('party_id', '=', partyId).orderBy('name').orderBy('id').execute();
}

/** The names of units this reader may see. */
export async function unitNames(db: Database, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('parties.unit')
    .select(['id', 'name'])
    .where('id', '=', anyOf([...new Set(ids)]))
    .execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** These units and all units above them that this reader may see, each with its name and its superior. */
export async function unitsAbove(db: Database, ids: readonly string[]): Promise<Map<string, { name: string; superiorId: string | null }>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<{ id: string; name: string; superiorId: string | null }>`
    with recursive above (id, name, superior_id) as (
      select u.id, u.name, u.superior_id from parties.unit u where u.id = ${anyOf([...new Set(ids)])}
      union select u.id, u.name, u.superior_id from parties.unit u join above a on u.id = a.superior_id)
    select id, name, superior_id as "superiorId" from above`.execute(db);
  return new Map(rows.map(({ id, ...unit }) => [id, unit]));
}

/** The rotations of a party, or those into an operation, that this reader may see, newest first. */
export function rotationsOf(db: Database, where: { partyId?: string; operationId?: string; ids?: readonly string[] }) {
  let query = db
    .selectFrom('parties.rotation')
    .select([
      'id',
      'party_id as partyId',
      'unit_id as unitId',
      'operation_id as operationId',
      'contingent',
      'from_day as from',
      'hand_over as handOver',
    ])
    .orderBy('from_day', 'desc')
    .orderBy('id');
  if (where.partyId) query = query.where('party_id', '=', where.partyId);
  if (where.operationId) query = query.where('operation_id', '=', where.operationId);
  if (where.ids) query = query.where('id', '=', anyOf([...where.ids]));
  return query.execute();
}
