import { describe, expect, it, test } from 'vitest';
import {
  addWorkingDays,
  dayIn,
  isOver,
  nextWorkingDay,
  overOn,
  USUAL_CALENDAR,
  type WorkCalendar,
  workingSpans,
} from './calendar.rules.ts';

// 25 November 2026 is a Wednesday.
const gulf: WorkCalendar = { zone: 'Asia/Riyadh', weekend: [5, 6], holidays: new Set(['2026-11-29']) };
const belgium: WorkCalendar = { zone: 'Europe/Brussels', weekend: [6, 7], holidays: new Set(['2026-12-25']) };

test.each([
  [USUAL_CALENDAR, '2026-11-25', '2026-11-25'],
  [USUAL_CALENDAR, '2026-11-28', '2026-11-30'],
  // Friday and Saturday are days of rest, and Sunday is a holiday.
  [gulf, '2026-11-27', '2026-11-30'],
  [belgium, '2026-12-25', '2026-12-28'],
])('the next working day of %o on %s is %s', (calendar, day, next) => {
  expect(nextWorkingDay(calendar, day)).toBe(next);
});

test.each([
  [USUAL_CALENDAR, '2026-11-25', 0, '2026-11-25'],
  [USUAL_CALENDAR, '2026-11-28', 0, '2026-11-30'],
  [USUAL_CALENDAR, '2026-11-25', 5, '2026-12-02'],
  // Thursday, then from Monday on.
  [gulf, '2026-11-25', 5, '2026-12-03'],
  [belgium, '2026-12-23', 2, '2026-12-28'],
  // A day stays a day across the clock change on 25 October 2026.
  [belgium, '2026-10-23', 1, '2026-10-26'],
  [{ ...belgium, weekend: [] }, '2026-10-24', 3, '2026-10-27'],
])('%o: %s and %i working days is %s', (calendar, from, days, day) => {
  expect(addWorkingDays(calendar, from, days)).toBe(day);
});

describe('isOver', () => {
  it('uses the party’s time zone, in summer and in winter', () => {
    expect(dayIn('Europe/Brussels', new Date('2026-07-01T22:30:00Z'))).toBe('2026-07-02');
    expect(dayIn('Europe/Brussels', new Date('2026-12-01T22:30:00Z'))).toBe('2026-12-01');
    expect(isOver(belgium, '2026-07-01', new Date('2026-07-01T21:59:59Z'))).toBe(false);
    expect(isOver(belgium, '2026-07-01', new Date('2026-07-01T22:00:00Z'))).toBe(true);
  });

  it('is right on days of 23 and 25 hours', () => {
    const open: WorkCalendar = { ...belgium, weekend: [] };
    // 29 March 2026 ends at 22:00 UTC, 25 October 2026 at 23:00.
    expect([
      isOver(open, '2026-03-29', new Date('2026-03-29T21:59:59Z')),
      isOver(open, '2026-03-29', new Date('2026-03-29T22:00:00Z')),
    ]).toEqual([false, true]);
    expect([
      isOver(open, '2026-10-25', new Date('2026-10-25T22:59:59Z')),
      isOver(open, '2026-10-25', new Date('2026-10-25T23:00:00Z')),
    ]).toEqual([false, true]);
  });

  it('waits for the end of the next working day', () => {
    expect(isOver(gulf, '2026-11-27', new Date('2026-11-30T20:59:59Z'))).toBe(false);
    expect(isOver(gulf, '2026-11-27', new Date('2026-11-30T21:00:00Z'))).toBe(true);
  });
});

it.each([
  ['UTC', '2026-11-25', '2026-11-26'],
  ['Pacific/Kiritimati', '2026-11-25', '2026-11-26'],
  ['America/New_York', '2026-11-25', '2026-11-26'],
  // At 05:00 UTC it is 23:00 there, in summer midnight.
  ['America/Chicago', '2026-11-25', '2026-11-27'],
  ['America/Chicago', '2026-07-01', '2026-07-02'],
  ['America/Los_Angeles', '2026-07-01', '2026-07-03'],
  // Saturday: the party works again on Monday.
  ['UTC', '2026-11-28', '2026-12-01'],
])('overOn in %s is the first day whose digests find a due date of %s over: %s', (zone, due, expected) => {
  expect(overOn({ ...USUAL_CALENDAR, zone }, due)).toBe(expected);
});

it('nextWorkingDay throws for a calendar without a working day', () => {
  expect(() => nextWorkingDay({ ...gulf, weekend: [1, 2, 3, 4, 5, 6, 7] }, '2026-11-25')).toThrow(/no working day/);
});

test('workingSpans follows the party’s week, holidays and time zone, and omits spans in other units', () => {
  const spans = [
    { id: 'answer', value: 10, unit: 'working-days' },
    { id: 'grave', value: 5, unit: 'working-days' },
    { id: 'recovery', value: 30, unit: 'days' },
  ];
  // Wednesday evening in Brussels is already Thursday in Riyadh; there Friday and Saturday are days of rest, and one Sunday is a holiday.
  const now = new Date('2026-11-25T22:30:00Z');
  expect(workingSpans(belgium, spans, now)).toEqual([
    { id: 'answer', days: 10, ends: '2026-12-09' },
    { id: 'grave', days: 5, ends: '2026-12-02' },
  ]);
  expect(workingSpans(gulf, spans, now)).toEqual([
    { id: 'answer', days: 10, ends: '2026-12-13' },
    { id: 'grave', days: 5, ends: '2026-12-06' },
  ]);
  // It begins in the last hour before the clocks go forward: the night of 28 to 29 March 2026 in Brussels.
  expect(workingSpans(belgium, spans.slice(1), new Date('2026-03-28T22:59:00Z'))[0]!.ends).toBe('2026-04-03');
  expect(workingSpans(belgium, spans.slice(1), new Date('2026-03-29T22:00:00Z'))[0]!.ends).toBe('2026-04-06');
});
