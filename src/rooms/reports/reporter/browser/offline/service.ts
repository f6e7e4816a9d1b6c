import { STORE } from './own-stores.ts';

// The service worker of the pages of reporters. It is there only where the reporter chose to keep them on this phone. Where there is no network it answers from what
// was kept: pages and their code. It stores nothing itself, and neither a list of readers nor anything that a person sends goes through it.

declare const clients: { claim: () => Promise<void> };
type ActivateEvent = Event & { waitUntil: (end: Promise<void>) => void };
type FetchEvent = Event & { readonly request: Request; respondWith: (answer: Promise<Response>) => void };

// The page on which it was chosen is answered too. Else what it loads later would be missing until it is opened again.
addEventListener('activate', (event) => (event as ActivateEvent).waitUntil(clients.claim()));

addEventListener('fetch', (event) => {
  const { request } = event as FetchEvent;
  const isCode = new URL(request.url).pathname.startsWith('/r/code/');
  if (request.method === 'GET' && (request.mode === 'navigate' || isCode)) (event as FetchEvent).respondWith(answer(request));
});

/** The network first: a page of the present build. */
async function answer(request: Request): Promise<Response> {
  // Named, not opened: to open would make one again that leaving deleted.
  const kept = () => caches.match(request.url, { cacheName: STORE, ignoreSearch: true, ignoreVary: true });
  try {
    const fresh = await fetch(request);
    // From 500 on the server is away, and something before it answered.
    return fresh.status < 500 ? fresh : ((await kept()) ?? fresh);
  } catch (error) {
    const found = await kept();
    if (found === undefined) throw error;
    return found;
  }
}
