// Serves pages of the player from the phone when the network fails. It keeps only what the learner asked to keep, and never what is submitted: that is the
// page's own work (player.js).
const CACHE = 'learn-2';
// Pages stored before they carried the secret of their learner's queue. They cannot store what is done on them, so they are deleted.
const FORMER_CACHE = 'learn-1';
const WAIT_TIMEOUT_MS = 5000;
const NOTHING = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>No network</title>
<body style="font:17px/27px system-ui,sans-serif;max-width:640px;margin:0 auto;padding:24px 16px"><h1>No network</h1><p>This page is not kept on this phone. Go back, or try again where there is a network.</p>
<p lang="fr">Pas de réseau. Cette page n’est pas gardée sur ce téléphone. Revenez en arrière, ou réessayez là où il y a du réseau.</p>`;

self.addEventListener('install', (event) => {
  event.waitUntil(
    caches
      .open(CACHE)
      .then((cache) => cache.add('/learn/player.js'))
      .then(() => self.skipWaiting()),
  );
});
self.addEventListener('activate', (event) => event.waitUntil(caches.delete(FORMER_CACHE).then(() => self.clients.claim())));
self.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method === 'GET' && new URL(request.url).pathname.startsWith('/learn/')) event.respondWith(answer(request));
});

async function answer(request) {
  const cache = await caches.open(CACHE);
  const address = new URL(request.url).pathname;
  const known = await cache.match(address);
  const renews = request.headers.has('x-renew');
  try {
    // A network that takes too long counts as offline if the page is cached, unless a new copy is requested.
    const page = await fetch(request, known && !renews ? { signal: AbortSignal.timeout(WAIT_TIMEOUT_MS) } : {});
    // A page that asks to sign in again does not replace the lesson.
    const renewed = known || address === '/learn/player.js';
    if (renewed && page.ok && !page.redirected && (page.headers.has('x-learner') || address.endsWith('.js')))
      await cache.put(address, page.clone());
    return page;
  } catch {
    if (renews) return Response.error();
    return known ?? new Response(NOTHING, { status: 503, headers: { 'content-type': 'text/html; charset=utf-8' } });
  }
}
