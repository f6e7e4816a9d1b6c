import { describe, expect, it } from 'vitest';
import { countSeats, decideRoom, decideSeats } from './seats.rules.ts';

// A battalion with two companies.
const superiorOf = (unit: string) => (unit === 'battalion' ? null : 'battalion');
const count = (bookings: [string | null, number][], slips: [string | null, number][]) =>
  countSeats(
    bookings.map(([unitId, seats]) => ({ unitId, seats })),
    slips.map(([unitId, people]) => ({ unitId, slips: people })),
    superiorOf,
  );

describe('countSeats', () => {
  it.each([
    [
      'people alone',
      [],
      [
        ['first', 3],
        [null, 2],
      ],
      5,
      5,
    ],
    ['a booking that nobody uses yet', [['first', 4]], [], 0, 4],
    ['people who use the booking of their unit', [['first', 4]], [['first', 3]], 3, 4],
    ['more people than were booked', [['first', 4]], [['first', 6]], 6, 6],
    [
      'people of another unit beside it',
      [['first', 4]],
      [
        ['first', 1],
        ['second', 2],
      ],
      3,
      6,
    ],
    [
      'people who use the booking of the unit above',
      [['battalion', 10]],
      [
        ['first', 3],
        ['second', 3],
      ],
      6,
      10,
    ],
    [
      'the nearer booking before the one above',
      [
        ['battalion', 5],
        ['first', 2],
      ],
      [['first', 4]],
      4,
      9,
    ],
    [
      'the booking of the party last',
      [[null, 3]],
      [
        ['first', 1],
        [null, 1],
      ],
      2,
      3,
    ],
    ['a booking that was released', [['first', 0]], [['first', 2]], 2, 2],
  ] as [string, [string | null, number][], [string | null, number][], number, number][])(
    '%s: counts people and taken seats',
    (_what, bookings, slips, people, taken) => {
      expect(count(bookings, slips)).toMatchObject({ people, taken });
    },
  );

  it('never counts fewer seats than people, nor fewer than the bookings', () => {
    for (let booked = 0; booked < 5; booked++)
      for (let first = 0; first < 5; first++)
        for (let second = 0; second < 5; second++) {
          const { taken } = count(
            [['first', booked]],
            [
              ['first', first],
              ['second', second],
            ],
          );
          expect(taken).toBe(Math.max(booked, first) + second);
        }
  });
});

describe('decideSeats', () => {
  it.each([
    [null, 9, true],
    [9, 9, true],
    [8, 9, false],
  ])('%s seats where %i are taken: %s', (seats, taken, accepted) => {
    expect(decideSeats(seats, { taken }).accepted).toBe(accepted);
  });
});

describe('decideRoom', () => {
  it.each([
    ['no limit is set', null, 5, 50, undefined],
    ['the last seat is taken', 10, 9, 10, undefined],
    ['one seat too many is asked', 10, 9, 11, { seats: 10, left: 1, more: 2 }],
    ['a full class takes nobody else', 10, 10, 11, { seats: 10, left: 0, more: 1 }],
    ['seats are given back in a class with too few', 10, 12, 11, undefined],
    ['people use booked seats of a full class', 10, 10, 10, undefined],
  ] as const)('%s', (_what, seats, before, after, refused) => {
    const decision = decideRoom(seats, { taken: before }, { taken: after });
    expect(decision.accepted ? undefined : decision.details).toEqual(refused);
  });
});
