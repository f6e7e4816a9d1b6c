import { sql } from 'kysely';
import type { Database } from '#platform/db/transaction.ts';
import { unitsAbove } from '#rooms/parties/index.ts';
import { type Booking, countSeats, type Seats, type SuperiorOf, type UnitSlips } from './seats.rules.ts';

/** What is known of the seats of a class: its bookings, its people by unit, and the units above them. */
export type SeatFacts = { bookings: readonly Booking[]; slips: readonly UnitSlips[]; superiorOf: SuperiorOf };

/** Waits for other changes to the seats of a class, until this transaction ends. */
export async function lockSeats(db: Database, classId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${classId}, 19))`.execute(db);
}

/** The facts on the seats of each of these classes that this reader may see. Released bookings are left out. `moreUnits`: of people to come. */
export async function readSeatFacts(
  db: Database,
  classIds: readonly string[],
  moreUnits: readonly (string | null)[] = [],
): Promise<(classId: string) => SeatFacts> {
  if (classIds.length === 0) return () => ({ bookings: [], slips: [], superiorOf: () => null });
  const [slips, bookings] = await Promise.all([
    sql<
      UnitSlips & { classId: string }
    >`select class_id as "classId", unit_id as "unitId", slips from training.slips_by_unit(${[...classIds]}::uuid[])`.execute(db),
    db
      .selectFrom('training.seat_booking')
      .select(['class_id', 'unit_id', 'seats'])
      .where('class_id', 'in', [...classIds])
      .where('seats', '>', 0)
      .execute(),
  ]);
  const units = [...slips.rows.map(({ unitId }) => unitId), ...moreUnits];
  const above = await unitsAbove(
    db,
    units.filter((unit) => unit !== null),
  );
  return (classId) => ({
    bookings: bookings.filter((one) => one.class_id === classId).map((one) => ({ unitId: one.unit_id, seats: one.seats })),
    slips: slips.rows.filter((one) => one.classId === classId).map(({ unitId, slips: people }) => ({ unitId, slips: people })),
    superiorOf: (unitId) => above.get(unitId)?.superiorId ?? null,
  });
}

/** The seats of a class that are taken now. */
export const seatsOf = ({ bookings, slips, superiorOf }: SeatFacts): Seats => countSeats(bookings, slips, superiorOf);

/** How many people with a slip would use a booking for a unit, or for the party as a whole. */
export function peopleAt({ bookings, slips, superiorOf }: SeatFacts, unitId: string | null): number {
  const others = bookings.filter((one) => one.unitId !== unitId);
  return countSeats([...others, { unitId, seats: 0 }], slips, superiorOf).used.get(unitId) ?? 0;
}

/** The units of these trainees, one entry for each trainee. */
export async function unitsOfTrainees(db: Database, trainees: readonly string[]): Promise<(string | null)[]> {
  if (trainees.length === 0) return [];
  const rows = await db
    .selectFrom('training.trainee')
    .select('unit_id')
    .where('id', 'in', [...trainees])
    .execute();
  return rows.map(({ unit_id }) => unit_id);
}
