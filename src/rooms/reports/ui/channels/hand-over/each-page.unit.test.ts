import { describe, expect, test } from 'vitest';
import { eachPage } from './each-page.ts';

const PAGES: Record<string, { reports: string[]; next: string | null }> = {
  '': { reports: ['a', 'b'], next: 'b' },
  b: { reports: ['c'], next: 'c' },
  c: { reports: [], next: null },
};

describe('eachPage', () => {
  test('handles every page in order, each before the next is read', async () => {
    const done: string[] = [];
    const read = async (after: string) => {
      done.push(`read ${after}`);
      return PAGES[after]!;
    };
    expect(await eachPage(read, async ({ reports }) => void done.push(`handled ${reports}`))).toBeUndefined();
    expect(done).toEqual(['read ', 'handled a,b', 'read b', 'handled c', 'read c', 'handled ']);
  });

  test('stops at a reason, and returns it', async () => {
    const read: string[] = [];
    const stopped = await eachPage(
      async (after) => {
        read.push(after);
        return PAGES[after]!;
      },
      async ({ next }) => (next === 'c' ? ('list-refused' as const) : undefined),
    );
    expect([stopped, read]).toEqual(['list-refused', ['', 'b']]);
  });

  test('stops where a page fails, and says so', async () => {
    const handled: string[][] = [];
    const handle = async ({ reports }: { reports: string[] }) => {
      if (reports.includes('c')) throw new Error('Offline.');
      handled.push(reports);
      return undefined;
    };
    expect(await eachPage(async (after: string) => PAGES[after]!, handle)).toBe('failed');
    expect(handled).toEqual([['a', 'b']]);
  });
});
