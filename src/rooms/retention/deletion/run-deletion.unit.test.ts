import { describe, expect, it } from 'vitest';
import { AppError } from '#kernel/errors.ts';
import { deleteInPortions } from './run-deletion.ts';

const never = () => false;

describe('deleteInPortions', () => {
  it('visits every page of a table once, in bounded portions', async () => {
    const visited: number[] = [];
    const sizes: number[] = [];
    const outcome = await deleteInPortions(
      1_000,
      async (first, count) => {
        sizes.push(count);
        for (let page = first; page < Math.min(first + count, 1_000); page += 1) visited.push(page);
        return count;
      },
      never,
    );
    expect(visited).toEqual(Array.from({ length: 1_000 }, (_, page) => page));
    expect(Math.max(...sizes)).toBeLessThan(100);
    expect(outcome).toMatchObject({ isComplete: true, removed: sizes.reduce((sum, one) => sum + one, 0) });
  });

  it('leaves only the page that cannot be deleted from, and reports its error', async () => {
    const visited = new Set<number>();
    const outcome = await deleteInPortions(
      200,
      async (first, count) => {
        if (first <= 70 && 70 < first + count) throw new Error('a row that cannot be deleted');
        for (let page = first; page < Math.min(first + count, 200); page += 1) visited.add(page);
        return 1;
      },
      never,
    );
    expect([visited.size, visited.has(70)]).toEqual([199, false]);
    expect(outcome).toMatchObject({ isComplete: false, error: { message: 'a row that cannot be deleted' } });
  });

  it('makes a portion smaller where it takes too long, and is complete all the same', async () => {
    const timeout = async (_first: number, count: number) => {
      if (count > 8) throw new AppError('platform/busy');
      return 1;
    };
    expect(await deleteInPortions(64, timeout, never)).toMatchObject({ isComplete: true });
  });

  it('gives up on a table of which every page fails, stops when asked, and throws where the database is lost', async () => {
    let attempts = 0;
    const failing = async () => {
      attempts += 1;
      throw new Error('no');
    };
    expect(await deleteInPortions(100_000, failing, never)).toMatchObject({ isComplete: false, removed: 0 });
    expect(attempts).toBeLessThan(10);
    expect(await deleteInPortions(10, failing, () => true)).toEqual({ isComplete: false, removed: 0 });
    const lost = () => Promise.reject(new AppError('platform/database-lost'));
    await expect(deleteInPortions(10, lost, never)).rejects.toThrow('platform/database-lost');
  });
});
