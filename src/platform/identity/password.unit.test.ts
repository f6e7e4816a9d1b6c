import { argon2Sync } from 'node:crypto';
import { Worker } from 'node:worker_threads';
import { expect, test, vi } from 'vitest';
import { derivePassword, longestWait } from './password.ts';
import { passwordQueues } from './sign-in-queues.ts';

const salt = Buffer.alloc(16, 7);
const expected = (message: string) =>
  argon2Sync('argon2id', { message, nonce: salt, parallelism: 1, tagLength: 32, memory: 46 * 1024, passes: 2 });

test('passwords given at once are each derived, and composed alike', async () => {
  const found = await Promise.all(['one', 'two', 'caf\u00e9', 'cafe\u0301'].map((password) => derivePassword(password, salt)));
  expect(found).toEqual(['one', 'two', 'caf\u00e9', 'caf\u00e9'].map(expected));
});

test('a thread that ends in the middle fails one password; the next is derived', async () => {
  const post = vi.spyOn(Worker.prototype, 'postMessage').mockImplementationOnce(function (this: Worker) {
    void this.terminate();
  });
  await expect(derivePassword('one', salt)).rejects.toThrow('ended');
  post.mockRestore();
  expect(await derivePassword('two', salt)).toEqual(expected('two'));
});

test('how long a queue takes is known once a password was derived, grows with its length, and with the other queues that are served in turn', async () => {
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
