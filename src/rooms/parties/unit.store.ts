import { sql } from 'kysely';
import type { Database } from '#platform/db/transaction.ts';
import type { UnitView } from './party-view.schema.ts';

/** The most units a party page shows at once. */
const MOST_UNITS = 200;

/** The units of a party with their rotations, as far as this reader may see them. */
export async function readUnits(db: Database, partyId: string): Promise<UnitView[]> {
  const [units, rotations] = await Promise.all([
    db.selectFrom('parties.unit').selectAll().where('party_id', '=', partyId).orderBy('name').orderBy('id').limit(MOST_UNITS).execute(),
    db
      .selectFrom('parties.rotation as r')
      .innerJoin('parties.party as o', 'o.id', 'r.operation_id')
      .select(['r.id', 'r.unit_id', 'r.operation_id', 'o.code', 'r.contingent', 'r.from_day', 'r.hand_over', 'r.version'])
      .where('r.party_id', '=', partyId)
      .orderBy('r.from_day', 'desc')
      .limit(MOST_UNITS * 10)
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

/** A unit this reader may see, or undefined. */
export function findUnit(db: Database, id: string) {
  return db.selectFrom('parties.unit').selectAll().where('id', '=', id).executeTakeFirst();
}

/** A unit, locked until the act is over: two who move it at once come one after the other, and the second is told of both versions. */
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

/** Whether a unit stands somewhere above another one, or is it. */
export async function standsAbove(db: Database, upper: string, lower: string): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`
    with recursive above (id) as (select ${lower}::uuid union select u.superior_id from parties.unit u join above a on u.id = a.id where u.superior_id is not null)
    select exists (select from above where id = ${upper}) as found`.execute(db);
  return rows[0]?.found ?? false;
}
