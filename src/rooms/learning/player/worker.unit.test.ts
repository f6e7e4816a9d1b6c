import { readFileSync } from 'node:fs';
import { runInNewContext } from 'node:vm';
import { expect, test, vi } from 'vitest';

// The service worker of the player, in a browser imitated by a few functions.
const PLAYER = readFileSync(new URL('./browser/player.js', import.meta.url), 'utf8');
const SCRIPT = readFileSync(new URL('./browser/worker.js', import.meta.url), 'utf8');
const ADDRESS = 'http://localhost/learn/en/m/G';
const page = (text: string) => new Response(text, { headers: { 'x-learner': '1' } });

/** Runs the worker with a stored page and this network. */
function aPhone(network: (signal: AbortSignal | undefined) => Promise<Response>) {
  const cachedPages = new Map([['/learn/en/m/G', page('kept')]]);
  const cache = {
    match: async (address: string) => cachedPages.get(address)?.clone(),
    put: async (address: string, answer: Response) => void cachedPages.set(address, answer),
  };
  const deleted: string[] = [];
  const handlers = new Map<string, (event: object) => void>();
  const fetch = vi.fn((_: Request, options: { signal?: AbortSignal } = {}) => network(options.signal));
  runInNewContext(SCRIPT, {
    self: {
      addEventListener: (name: string, handler: (event: object) => void) => handlers.set(name, handler),
      clients: { claim: async () => {} },
    },
    caches: { open: async () => cache, delete: async (name: string) => deleted.push(name) },
    ...{ fetch, URL, Response, AbortSignal: { timeout: () => AbortSignal.abort() } },
  });
  const ask = (headers: Record<string, string> = {}) =>
    new Promise<Response>((resolve) =>
      handlers.get('fetch')!({ request: new Request(ADDRESS, { headers }), respondWith: resolve as (answer: unknown) => void }),
    );
  const activate = () =>
    new Promise<string[]>((resolve) =>
      handlers.get('activate')!({ waitUntil: (work: Promise<unknown>) => void work.then(() => resolve(deleted)) }),
    );
  return { ask, activate, text: async (headers?: Record<string, string>) => (await ask(headers)).text() };
}
const RENEW = { 'x-renew': '1' };
/** A network that answers after every timeout. */
const slow = async (signal: AbortSignal | undefined) => {
  signal?.throwIfAborted();
  return page('new');
};

test('the service worker shows a stored page on a slow network, except to a reader who asks for a new one (A2.2c)', async () => {
  const { text } = aPhone(slow);
  expect([await text(), await text(RENEW), await text()]).toEqual(['kept', 'new', 'new']);
});

test('the service worker reports that no new version is available, and keeps the stored page (A2.2c)', async () => {
  const { ask, text } = aPhone(() => Promise.reject(new TypeError('no network')));
  expect((await ask(RENEW)).type).toBe('error');
  expect(await text()).toBe('kept');
});

test('the service worker deletes pages that were stored before they carried the secret of a queue', async () => {
  const nameIn = (script: string) => /const CACHE = '(.+)';/.exec(script)?.[1];
  expect(await aPhone(slow).activate()).toEqual(['learn-1']);
  expect([nameIn(SCRIPT), nameIn(PLAYER)]).toEqual(['learn-2', 'learn-2']);
});
