import { expect, test } from 'vitest';
import { WorkQueue } from './work-queue.ts';

/** A task that runs until the test ends it. */
function work(queue: WorkQueue, name: string, started: string[], signal?: AbortSignal) {
  const { promise, resolve } = Promise.withResolvers<void>();
  const done = queue.run(async () => {
    started.push(name);
    await promise;
    return name;
  }, signal);
  return { end: resolve, done };
}
const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

test('tasks run first in, first out, up to the allowed number at once, and a failed task frees its place', async () => {
  const queue = new WorkQueue({ concurrency: 2, maxPlaces: 4, fullError: 'platform/passwords-busy' });
  const started: string[] = [];
  const [a, b, c] = ['a', 'b', 'c'].map((name) => work(queue, name, started));
  const failing = queue.run(() => Promise.reject(new Error('no')));
  await expect(queue.run(async () => {})).rejects.toMatchObject({ code: 'platform/passwords-busy' });
  await settled();
  expect([started, queue.placesTaken]).toEqual([['a', 'b'], 4]);
  a!.end();
  await settled();
  expect(started).toEqual(['a', 'b', 'c']);
  b!.end();
  await expect(failing).rejects.toThrow('no');
  c!.end();
  expect([await c!.done, queue.placesTaken]).toEqual(['c', 0]);
});

test('queues with a shared queue are served round robin', async () => {
  const sharedQueue = new WorkQueue();
  const [first, second, third] = [new WorkQueue({ sharedQueue }), new WorkQueue({ sharedQueue }), new WorkQueue({ sharedQueue })];
  const started: string[] = [];
  const all = ['a1', 'a2', 'a3', 'a4'].map((name) => work(first!, name, started));
  all.push(...['b1', 'b2'].map((name) => work(second!, name, started)), work(third!, 'c1', started));
  for (const { end } of all) end();
  await Promise.all(all.map(({ done }) => done));
  expect(started).toEqual(['a1', 'b1', 'c1', 'a2', 'b2', 'a3', 'a4']);
});

test('an aborted task leaves its own and the shared queue, and never runs', async () => {
  const sharedQueue = new WorkQueue();
  const queue = new WorkQueue({ sharedQueue });
  const started: string[] = [];
  const other = work(sharedQueue, 'other', started);
  const disconnect = new AbortController();
  const [first, second] = ['first', 'second'].map((name) => work(queue, name, started, disconnect.signal));
  const last = work(queue, 'last', started);
  await settled();
  expect([queue.placesTaken, sharedQueue.placesTaken]).toEqual([3, 2]);
  disconnect.abort(new Error('gone'));
  for (const { done } of [first!, second!]) await expect(done).rejects.toThrow('gone');
  expect(queue.placesTaken).toBe(1);
  other.end();
  last.end();
  expect([await last.done, started, sharedQueue.placesTaken]).toEqual(['last', ['other', 'last'], 0]);
  await expect(work(queue, 'late', started, disconnect.signal).done, 'gone before').rejects.toThrow('gone');
  expect([queue.placesTaken, started.includes('late')]).toEqual([0, false]);
});

test('a place is occupied until its task ends or releases it', async () => {
  const queue = new WorkQueue({ maxPlaces: 1, fullError: 'platform/passwords-busy' });
  const place = queue.takePlace();
  expect(() => queue.takePlace()).toThrow(expect.objectContaining({ code: 'platform/passwords-busy' }));
  place.release();
  expect(await queue.takePlace().run(async () => 'done')).toBe('done');
  place.release();
  expect(queue.placesTaken).toBe(0);
});
