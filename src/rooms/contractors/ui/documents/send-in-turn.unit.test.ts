import { describe, expect, it } from 'vitest';
import { sendInTurn } from './send-in-turn.ts';

const settled = () => new Promise((resolve) => setTimeout(resolve));

describe('sendInTurn', () => {
  it('works on what is added meanwhile too, two at a time and in order, and is idle once', async () => {
    const ends = new Map<string, () => void>();
    const begun: string[] = [];
    let idle = 0;
    const add = sendInTurn<string>(
      2,
      (job) => {
        begun.push(job);
        return new Promise((end) => ends.set(job, end));
      },
      () => {
        idle += 1;
      },
    );
    expect(add(['a', 'b', 'c'])).toBe(true);
    expect(add(['d'])).toBe(false);
    expect(begun).toEqual(['a', 'b']);
    for (const job of ['b', 'a', 'c']) {
      ends.get(job)!();
      await settled();
    }
    expect([begun, idle]).toEqual([['a', 'b', 'c', 'd'], 0]);
    ends.get('d')!();
    await settled();
    expect(idle).toBe(1);
    expect(add(['e'])).toBe(true);
    expect(begun.at(-1)).toBe('e');
  });
});
