import { expect, test } from 'vitest';
import { inSteps, STEP_MS } from './in-steps.ts';

test('inSteps answers at the end of the step, however early the work was done, and also where it failed', async () => {
  const order: string[] = [];
  const early = new Promise((resolve) => setTimeout(resolve, STEP_MS - 5)).then(() => order.push('shortly before'));
  const answered = inSteps(Promise.resolve('found')).then((answer) => order.push(answer));
  const failed = inSteps(Promise.reject(new Error('refused'))).catch((error: Error) => order.push(error.message));
  await Promise.all([early, answered, failed]);
  expect(order[0]).toBe('shortly before');
  expect(order.slice(1).toSorted()).toEqual(['found', 'refused']);
});
