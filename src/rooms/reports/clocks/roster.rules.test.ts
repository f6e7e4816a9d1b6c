import { describe, expect, it } from 'vitest';
import { decideShifts, emptyHours, onDutyAt, type Shift } from './roster.rules.ts';

const WORKDAYS = [1, 2, 3, 4, 5];
const day = (reader: number, days = WORKDAYS): Shift => ({ reader, days, starts: '08:00', ends: '20:00' });
const night = (reader: number, days = WORKDAYS): Shift => ({ reader, days, starts: '20:00', ends: '08:00' });
const zone = 'Europe/Brussels';
const ALL = [1, 2, 3];

describe('onDutyAt (A1.5)', () => {
  const roster = { zone, shifts: [day(1), night(2), { reader: 3, days: [6, 7], starts: null, ends: null }] };
  it.each([
    ['on a Monday morning', '2026-11-30T09:00:00Z', { duty: 1, next: 2 }],
    ['at the minute of the change', '2026-11-30T19:00:00Z', { duty: 2, next: 1 }],
    ['before the change, in local time', '2026-11-30T18:59:00Z', { duty: 1, next: 2 }],
    ['after midnight', '2026-12-01T02:00:00Z', { duty: 2, next: 1 }],
    ['on a Saturday morning, the night shift of Friday first', '2026-12-05T04:00:00Z', { duty: 2, next: 3 }],
    ['on a Sunday', '2026-12-06T12:00:00Z', { duty: 3, next: 1 }],
    ['on a Monday before eight: nobody', '2026-12-07T05:00:00Z', { duty: null, next: 1 }],
  ])('names who is on duty and who is next %s', (_when, at, expected) => {
    expect(onDutyAt(roster, new Date(at), ALL)).toEqual(expected);
  });

  it('leaves out readers who are not eligible', () => {
    const at = new Date('2026-11-30T09:00:00Z');
    expect(onDutyAt(roster, at, [2, 3])).toEqual({ duty: null, next: 2 });
    expect(onDutyAt(roster, at, [])).toEqual({ duty: null, next: null });
    expect(onDutyAt({ zone, shifts: [] }, at, ALL)).toEqual({ duty: null, next: null });
  });

  it('names a second reader of the same hours as the next one', () => {
    expect(onDutyAt({ zone, shifts: [night(3), day(1), day(2)] }, new Date('2026-11-30T09:00:00Z'), ALL)).toEqual({ duty: 1, next: 2 });
  });

  // In Brussels the clocks of 2027 go from 02:00 to 03:00 on 28 March, and from 03:00 to 02:00 on 31 October. Both are Sundays.
  it.each([
    ['2027-03-28T00:59:00Z', 1, 'before the clocks go forward'],
    ['2027-03-28T01:00:00Z', 2, 'at 03:00, when they went forward'],
    ['2027-10-31T00:30:00Z', 1, 'in the first hour from two'],
    ['2027-10-31T01:30:00Z', 1, 'in the repeated hour from two'],
    ['2027-10-31T02:00:00Z', 2, 'at three'],
  ])('follows local time at %s: reader %i %s', (at, duty) => {
    const shifts = [
      { reader: 1, days: [7], starts: '00:00', ends: '03:00' },
      { reader: 2, days: [7], starts: '03:00', ends: '12:00' },
    ];
    expect(onDutyAt({ zone, shifts }, new Date(at), ALL).duty).toBe(duty);
  });

  it('has nobody in a shift that lies in the skipped hour', () => {
    const shifts = [{ reader: 1, days: [7], starts: '02:00', ends: '03:00' }];
    for (const at of ['2027-03-28T00:59:00Z', '2027-03-28T01:00:00Z', '2027-03-28T01:30:00Z'])
      expect(onDutyAt({ zone, shifts }, new Date(at), ALL)).toEqual({ duty: null, next: 1 });
  });

  it('follows a zone of half hours', () => {
    expect(onDutyAt({ zone: 'Asia/Kabul', shifts: [day(1), night(2)] }, new Date('2026-11-30T03:29:00Z'), ALL).duty).toBeNull();
    expect(onDutyAt({ zone: 'Asia/Kabul', shifts: [day(1), night(2)] }, new Date('2026-11-30T03:30:00Z'), ALL).duty).toBe(1);
  });
});

describe('emptyHours (A1.5)', () => {
  it('lists the parts of a week in which nobody is on duty', () => {
    const everyDay = [1, 2, 3, 4, 5, 6, 7];
    expect(emptyHours([day(1, everyDay), night(2, everyDay)], ALL)).toEqual([]);
    expect(emptyHours([day(1), night(2), { reader: 3, days: [6, 7], starts: null, ends: null }], ALL)).toEqual([
      { day: 1, from: '00:00', to: '08:00' },
    ]);
    expect(emptyHours([{ reader: 1, days: everyDay, starts: '08:00', ends: '18:30' }], ALL).slice(0, 2)).toEqual([
      { day: 1, from: '00:00', to: '08:00' },
      { day: 1, from: '18:30', to: '24:00' },
    ]);
    expect(emptyHours([day(1, everyDay)], [2])).toHaveLength(7);
  });

  it('carries a night on Sunday over to Monday', () => {
    expect(emptyHours([night(1, [7])], ALL).filter(({ day }) => day === 1)).toEqual([{ day: 1, from: '08:00', to: '24:00' }]);
  });
});

describe('decideShifts (A1.5)', () => {
  it('accepts readers of the channel with hours that have a length', () => {
    expect(decideShifts([day(1), night(2)], ALL)).toMatchObject({ accepted: true });
    expect(decideShifts([], ALL)).toMatchObject({ accepted: true });
  });

  it('refuses who is no reader, and hours that begin and end at one time', () => {
    expect(decideShifts([day(9)], ALL)).toMatchObject({ accepted: false, code: 'reports/not-a-reader' });
    expect(decideShifts([{ ...day(1), ends: '08:00' }], ALL)).toMatchObject({ accepted: false, code: 'reports/hours-unfit' });
    expect(decideShifts([{ ...day(1), ends: null }], ALL)).toMatchObject({ accepted: false, code: 'reports/hours-unfit' });
  });
});
