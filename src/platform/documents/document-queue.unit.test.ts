import { expect, test } from 'vitest';
import { cacheClaims, SESSION } from '../identity/claims-cache.ts';
import type { Subject } from '../identity/subject.ts';
import { asHolder, inTurn, type QueueName } from './document-queue.ts';

/** A task that runs until the test ends it. */
function work(queue: QueueName, holder?: string | null) {
  const { promise, resolve } = Promise.withResolvers<void>();
  let hasStarted = false;
  const take = () =>
    inTurn(queue, () => {
      hasStarted = true;
      return promise;
    });
  const done = holder === undefined ? take() : asHolder(holder, take);
  const outcome = done.then(
    () => 'done',
    (error: { code: string }) => error.code,
  );
  return { end: resolve, hasStarted: () => hasStarted, outcome };
}
const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

test('each queue runs one task and lets eight wait, and the queues for reading and printing do not delay each other', async () => {
  for (const [full, other] of [
    ['reading', 'printing'],
    ['printing', 'reading'],
  ] as const) {
    const all = Array.from({ length: 9 }, (_, at) => work(full, `session ${at}`));
    const late = work(full, 'late');
    expect(await late.outcome).toBe('documents/busy');
    const beside = work(other, 'somebody');
    await settled();
    expect(all.map(({ hasStarted }) => hasStarted())).toEqual([true, ...Array(8).fill(false)]);
    expect(beside.hasStarted()).toBe(true);
    for (const one of [...all, beside]) one.end();
    expect(await Promise.all([...all, beside].map(({ outcome }) => outcome))).toEqual(Array(10).fill('done'));
  }
});

test('a session may have two tasks in both queues together, and may add another when one ends', async () => {
  const [first, second, third] = [work('reading', 'a'), work('printing', 'a'), work('printing', 'a')];
  expect(await third.outcome).toBe('documents/yours-under-way');
  const other = work('printing', 'b');
  first.end();
  await first.outcome;
  const again = work('reading', 'a');
  await settled();
  expect(again.hasStarted()).toBe(true);
  for (const one of [second, other, again]) one.end();
  expect(await Promise.all([second, other, again].map(({ outcome }) => outcome))).toEqual(['done', 'done', 'done']);
});

test('a person may have two tasks, in however many sessions', async () => {
  const subject: Subject = { person: 'p', kind: 'person', name: 'P', session: 's', language: 'en', sole: false, grants: [] };
  for (const token of ['p on a phone', 'p at a desk', 'p elsewhere']) cacheClaims(token, SESSION, { subject, claims: '' });
  const [first, second] = [work('reading', 'p on a phone'), work('printing', 'p at a desk')];
  expect(await work('printing', 'p elsewhere').outcome).toBe('documents/yours-under-way');
  for (const one of [first, second]) one.end();
  expect(await Promise.all([first, second].map(({ outcome }) => outcome))).toEqual(['done', 'done']);
  const again = work('printing', 'p elsewhere');
  again.end();
  expect(await again.outcome).toBe('done');
});

test('anonymous requests share four places, and work outside a request is not limited', async () => {
  const strangers = Array.from({ length: 4 }, () => work('printing', null));
  expect(await work('printing', null).outcome).toBe('documents/busy');
  const signedIn = work('printing', 'a');
  const commands = Array.from({ length: 4 }, () => work('printing'));
  for (const one of [...strangers, signedIn, ...commands]) one.end();
  expect(await Promise.all([...strangers, signedIn, ...commands].map(({ outcome }) => outcome))).toEqual(Array(9).fill('done'));
});

test('a task that fails releases its turn and its place', async () => {
  const failing = () => asHolder('a', () => inTurn('reading', () => Promise.reject(new Error('no'))));
  for (let times = 0; times < 3; times++) await expect(failing()).rejects.toThrow('no');
  const next = work('reading', 'a');
  await settled();
  expect(next.hasStarted()).toBe(true);
  next.end();
  expect(await next.outcome).toBe('done');
});
