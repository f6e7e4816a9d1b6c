import { expect, test } from 'vitest';
import { WorkQueue } from './work-queue.ts';

/** Work in a queue that is under way until it is told to end. */
function work(queue: WorkQueue, name: string, begun: string[], left?: AbortSignal) {
  const { promise, resolve } = Promise.withResolvers<void>();
  const done = queue.run(async () => {
    begun.push(name);
    await promise;
    return name;
  }, left);
  return { end: resolve, done };
}
const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

test('so much is done at once, in the order in which it came; what fails gives its place back', async () => {
  const queue = new WorkQueue({ atOnce: 2, most: 4, full: 'platform/passwords-busy' });
  const begun: string[] = [];
  const [a, b, c] = ['a', 'b', 'c'].map((name) => work(queue, name, begun));
  const failing = queue.run(() => Promise.reject(new Error('no')));
  await expect(queue.run(async () => {})).rejects.toMatchObject({ code: 'platform/passwords-busy' });
  await settled();
  expect([begun, queue.taken]).toEqual([['a', 'b'], 4]);
  a!.end();
  await settled();
  expect(begun).toEqual(['a', 'b', 'c']);
  b!.end();
  await expect(failing).rejects.toThrow('no');
  c!.end();
  expect([await c!.done, queue.taken]).toEqual(['c', 0]);
});

test('queues before one thing are served in turn, one of each', async () => {
  const behind = new WorkQueue();
  const [first, second, third] = [new WorkQueue({ behind }), new WorkQueue({ behind }), new WorkQueue({ behind })];
  const begun: string[] = [];
  const all = ['a1', 'a2', 'a3', 'a4'].map((name) => work(first!, name, begun));
  all.push(...['b1', 'b2'].map((name) => work(second!, name, begun)), work(third!, 'c1', begun));
  for (const { end } of all) end();
  await Promise.all(all.map(({ done }) => done));
  expect(begun).toEqual(['a1', 'b1', 'c1', 'a2', 'b2', 'a3', 'a4']);
});

test('whoever is gone leaves the queue, and the one behind it, and what they asked for is never begun', async () => {
  const behind = new WorkQueue();
  const queue = new WorkQueue({ behind });
  const begun: string[] = [];
  const other = work(behind, 'other', begun);
  const goneFrom = new AbortController();
  const [first, second] = ['first', 'second'].map((name) => work(queue, name, begun, goneFrom.signal));
  const last = work(queue, 'last', begun);
  await settled();
  expect([queue.taken, behind.taken]).toEqual([3, 2]);
  goneFrom.abort(new Error('gone'));
  for (const { done } of [first!, second!]) await expect(done).rejects.toThrow('gone');
  expect(queue.taken).toBe(1);
  other.end();
  last.end();
  expect([await last.done, begun, behind.taken]).toEqual(['last', ['other', 'last'], 0]);
  await expect(work(queue, 'late', begun, goneFrom.signal).done, 'gone before').rejects.toThrow('gone');
  expect([queue.taken, begun.includes('late')]).toEqual([0, false]);
});

test('a place that is taken counts until its work is done or it is left', async () => {
  const queue = new WorkQueue({ most: 1, full: 'platform/passwords-busy' });
  const place = queue.take();
  expect(() => queue.take()).toThrow(expect.objectContaining({ code: 'platform/passwords-busy' }));
  place.leave();
  expect(await queue.take().run(async () => 'done')).toBe('done');
  place.leave();
  expect(queue.taken).toBe(0);
});
