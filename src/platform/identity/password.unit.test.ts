import { argon2Sync } from 'node:crypto';
import { Worker } from 'node:worker_threads';
import { expect, test, vi } from 'vitest';
import { derivePassword, longestWait } from './password.ts';
import { passwordQueues } from './sign-in-queues.ts';

const salt = Buffer.alloc(16, 7);
const expected = (message: string) =>
  argon2Sync('argon2id', { message, nonce: salt, parallelism: 1, tagLength: 32, memory: 46 * 1024, passes: 2 });

test('several passwords sent at once are each derived, in normalised form', async () => {
  const found = await Promise.all(['one', 'two', 'caf\u00e9', 'cafe\u0301'].map((password) => derivePassword(password, salt)));
  expect(found).toEqual(['one', 'two', 'caf\u00e9', 'caf\u00e9'].map(expected));
});

test('a worker that ends during a derivation fails only that password', async () => {
  const post = vi.spyOn(Worker.prototype, 'postMessage').mockImplementationOnce(function (this: Worker) {
    void this.terminate();
  });
  await expect(derivePassword('one', salt)).rejects.toThrow('ended');
  post.mockRestore();
  expect(await derivePassword('two', salt)).toEqual(expected('two'));
});

test('the longest wait is known after the first derivation, and grows with the own queue and the other queues in use', async () => {
  await derivePassword('one', salt);
  expect(longestWait('class')).toBeUndefined();
  const places = [passwordQueues.class.takePlace()];
  const one = longestWait('class')!;
  expect(one).toBeGreaterThan(0);
  places.push(passwordQueues.class.takePlace());
  expect(longestWait('class')).toBeCloseTo(2 * one, 6);
  places.push(passwordQueues['sign-in'].takePlace());
  expect(longestWait('class')).toBeCloseTo(4 * one, 6);
  for (const place of places) place.release();
  expect(longestWait('class')).toBeUndefined();
});
