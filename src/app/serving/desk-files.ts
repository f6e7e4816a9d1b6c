import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { permissionsPolicy } from '#platform/http/headers.ts';

/**
 * The content policy of the staff application: its own files, its own server, no mark-up made of text. Inline images are the second factor's codes. The one policy of
 * Trusted Types lets through the address of the worker that holds a reader's keys (src/rooms/reports/ui/worker).
 */
export const DESK_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types reader-worker',
].join('; ');

// The worker computes. It fetches nothing, so a fault in it cannot send keys or content anywhere.
const WORKER_POLICY = "default-src 'none'";
const isReaderWorker = (path: string) => basename(path).startsWith('reader-worker-');

/**
 * Serves the built staff application under /desk. Every address that is not a file returns the shell, so that links into it work.
 * In an exercise the shell says so itself, for its pages before sign-in.
 */
export async function mountDesk(server: FastifyInstance, folder: string, exercise: boolean): Promise<void> {
  let shell = '';
  // Read for each request: after a rebuild while the server runs, the old shell would name files that are gone.
  const readShell = () => {
    const page = readFileSync(join(folder, 'index.html'), 'utf8');
    shell = exercise ? page.replace('<html ', '<html data-exercise ') : page;
  };
  readShell();
  await server.register(fastifyStatic, {
    root: join(folder, 'assets'),
    prefix: '/desk/assets/',
    index: false,
    immutable: true,
    maxAge: '365d',
    preCompressed: true,
    decorateReply: false,
    setHeaders: (reply, path) => {
      if (isReaderWorker(path)) reply.header('content-security-policy', WORKER_POLICY);
    },
  });
  type Reply = { headers: (h: Record<string, string>) => { send: (body: string) => unknown } };
  const sendShell = async (_request: unknown, reply: Reply, head = '') => {
    try {
      readShell();
    } catch {
      // While the new build replaces the old, there is neither for a moment: the shell read last is used.
    }
    return reply
      .headers({ 'content-type': 'text/html; charset=utf-8', 'content-security-policy': DESK_POLICY, 'cache-control': 'no-cache' })
      .send(head === '' ? shell : shell.replace('</head>', `${head}</head>`));
  };
  server.get('/desk', async (_request, reply) => reply.redirect('/desk/'));
  server.get('/desk/', async (request, reply) => sendShell(request, reply));
  // The page that sounds while danger waits keeps the screen on. No other page may.
  server.get('/desk/watch', async (request, reply) =>
    sendShell(request, reply.header('permissions-policy', permissionsPolicy(['autoplay', 'screen-wake-lock']))),
  );
  server.get('/desk/*', async (request, reply) => {
    if (request.url.startsWith('/desk/api/') || request.url.startsWith('/desk/assets/')) return reply.callNotFound();
    // The one desk page for people without an account also works without script: there it links to its plain form.
    const linked = /^\/desk\/section\/[\w-]{20,100}(?=\/?$|\?)/.exec(request.url);
    return sendShell(request, reply, linked ? `<noscript><meta http-equiv="refresh" content="0;url=${linked[0]}/form"></noscript>` : '');
  });
}
