import { describe, expect, it } from 'vitest';
import { type OpenDanger, whoIsTold } from './danger.rules.ts';

const CLOCKS = { dangerMinutes: 15, parentMinutes: 30 };
const danger = (minutes: number, change: Partial<OpenDanger> = {}): OpenDanger => ({
  ...{ minutes, duty: 1, next: 2, parents: [5], holders: [1, 2, 3, 5], unreached: [] },
  ...change,
});
const told = (minutes: number, change?: Partial<OpenDanger>) => whoIsTold(danger(minutes, change), CLOCKS);

describe('whoIsTold (A1.5)', () => {
  it.each([
    [0, [1]],
    [14.9, [1]],
    [15, [1, 2]],
    [29.9, [1, 2]],
    [30, [1, 2, 5]],
    [600, [1, 2, 5]],
  ])('after %d minutes notifies %j', (minutes, expected) => {
    expect(told(minutes)).toEqual(expected);
  });

  it('never notifies a reader who holds no wrap', () => {
    for (const minutes of [0, 15, 30, 600])
      for (const holders of [
        [2, 3],
        [3, 5],
        [1, 3],
        [2, 5],
      ])
        expect(told(minutes, { holders }).filter((one) => !holders.includes(one))).toEqual([]);
  });

  it('notifies the next at once where nobody is on duty, then the parent’s duty, then every holder', () => {
    expect(told(0, { duty: null })).toEqual([2]);
    expect(told(0, { duty: null, next: null })).toEqual([5]);
    expect(told(0, { duty: null, next: null, parents: [] })).toEqual([1, 2, 3, 5]);
    expect(told(0, { holders: [2, 3] })).toEqual([2]);
  });

  it('notifies the next at once where the mail to who is on duty could not be sent', () => {
    expect(told(1, { unreached: [1] })).toEqual([1, 2]);
    expect(told(1, { unreached: [1, 2] })).toEqual([1, 2, 5]);
    expect(told(1, { unreached: [1, 2, 5] })).toEqual([1, 2, 5, 3]);
  });

  it('notifies every holder at last where no parent’s duty holds a wrap', () => {
    expect(told(29, { parents: [] })).toEqual([1, 2]);
    expect(told(30, { parents: [] })).toEqual([1, 2, 3, 5]);
    expect(told(30, { parents: [9] })).toEqual([1, 2, 3, 5]);
  });
});
