import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TestBed } from '#test/database/harness.ts';
import { type Door, openDoor } from './fixtures/door.ts';

// What the sign-in page learns of the provider, and how many requests reach the provider at once.
let door: Door;
let bed: TestBed;

beforeAll(async () => {
  door = await openDoor();
  ({ bed } = door);
});
afterAll(() => door.close());

test('the sign-in page gets the provider’s name and whom to ask, and no other setting', async () => {
  expect((await bed.call(null, 'GET', '/desk/api/session/methods')).body).toEqual({
    singleSignOn: {
      name: { en: 'Ministry account', fr: 'Compte du ministère' },
      whomToAsk: { en: 'Ask the policy office.', fr: 'Demandez au bureau.' },
    },
  });
});

test('eight requests to the provider run at once, others wait, and a client that disconnects never reaches it', async () => {
  const { services } = bed.platform;
  const real = services.singleSignOn!;
  const reached: PromiseWithResolvers<URL>[] = [];
  const startAt = () => {
    const asked = Promise.withResolvers<URL>();
    reached.push(asked);
    return asked.promise;
  };
  Object.assign(services, { singleSignOn: { ...real, startAt } });
  await bed.server.listen({ host: '127.0.0.1', port: 0 });
  const address = `http://127.0.0.1:${(bed.server.server.address() as AddressInfo).port}/desk/single-sign-on`;
  let [arrived, closed] = [0, 0];
  bed.server.server.on('request', (_request, response) => {
    arrived += 1;
    response.once('close', () => (closed += 1));
  });
  const ask = (signal?: AbortSignal) =>
    fetch(address, { redirect: 'manual', ...(signal && { signal }) }).then(
      ({ status }) => status,
      () => 'left',
    );
  const first = Array.from({ length: 8 }, () => ask());
  await expect.poll(() => reached.length).toBe(8);
  const leaving = new AbortController();
  const [left, last] = [Array.from({ length: 4 }, () => ask(leaving.signal)), ask()];
  await expect.poll(() => arrived).toBe(13);
  leaving.abort();
  expect(await Promise.all(left)).toEqual(Array(4).fill('left'));
  await expect.poll(() => closed).toBe(4);
  for (const { resolve } of reached.slice(0, 8)) resolve(new URL('https://provider.example'));
  expect(await Promise.all(first)).toEqual(Array(8).fill(303));
  await expect.poll(() => reached.length).toBe(9);
  reached[8]!.resolve(new URL('https://provider.example'));
  expect(await last).toBe(303);
  expect(reached).toHaveLength(9);
  Object.assign(services, { singleSignOn: real });
});
