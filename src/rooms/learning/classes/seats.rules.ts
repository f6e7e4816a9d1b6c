import { accept, type Decision, refuse } from '#kernel/decision.ts';

/** The most seats a class may have. */
export const MAX_SEATS = 10_000;

/** Seats booked for a unit, or for the party as a whole (null). */
export type Booking = { readonly unitId: string | null; readonly seats: number };
/** People of a unit, or without one (null), who have an access slip. */
export type UnitSlips = { readonly unitId: string | null; readonly slips: number };
/** The unit above a unit; null at the top. */
export type SuperiorOf = (unitId: string) => string | null;

export type Seats = {
  /** People with an access slip. */
  readonly people: number;
  /** Seats that nobody else can have: people, and booked seats that nobody uses yet. */
  readonly taken: number;
  /** How many people use the seats of each booking, by unit. */
  readonly used: ReadonlyMap<string | null, number>;
};

/**
 * The seats of a class that are taken. A person uses the booking of the nearest unit: their own, or one above it, and then the booking of the party. A booking
 * keeps as many seats as it says, or as many as its people use, whichever is more.
 */
export function countSeats(bookings: readonly Booking[], slips: readonly UnitSlips[], superiorOf: SuperiorOf): Seats {
  const booked = new Map(bookings.map(({ unitId, seats }) => [unitId, seats]));
  const used = new Map<string | null, number>();
  let unbooked = 0;
  for (const { unitId, slips: people } of slips) {
    let place = unitId;
    while (place !== null && !booked.has(place)) place = superiorOf(place);
    if (booked.has(place)) used.set(place, (used.get(place) ?? 0) + people);
    else unbooked += people;
  }
  const kept = bookings.reduce((sum, { unitId, seats }) => sum + Math.max(seats, used.get(unitId) ?? 0), 0);
  return { people: slips.reduce((sum, one) => sum + one.slips, 0), taken: kept + unbooked, used };
}

/** Whether a class can have this number of seats (null: no limit): not fewer than are taken. */
export function decideSeats(seats: number | null, { taken }: Pick<Seats, 'taken'>): Decision<number | null> {
  return seats === null || seats >= taken ? accept(seats) : refuse('training/seats-below', { taken });
}

/** Whether a class has room for a change from the seats taken before to those taken after it. A change that takes no more seats is always possible. */
export function decideRoom(seats: number | null, before: Pick<Seats, 'taken'>, after: Pick<Seats, 'taken'>): Decision<null> {
  const more = after.taken - before.taken;
  if (seats === null || more <= 0 || after.taken <= seats) return accept(null);
  return refuse('training/class-full', { seats, left: Math.max(0, seats - before.taken), more });
}
