import { expect, test } from 'vitest';
import { inTurn, MOST_ASKING } from './in-turn.ts';

test('no more wait for their turn than are let in at once, however many leave before they are answered', async () => {
  let answer = () => {};
  const first = inTurn(() => new Promise<void>((resolve) => (answer = resolve)));
  const others = Array.from({ length: MOST_ASKING - 1 }, () => inTurn(async () => {}));
  await expect(inTurn(async () => {})).rejects.toMatchObject({ code: 'platform/passwords-busy' });
  answer();
  await Promise.all([first, ...others]);
  await inTurn(async () => {});
});
