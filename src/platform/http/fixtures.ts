import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { AdmissionLimits } from './admission/admission-limits.ts';
import { createLimitedServer } from './admission/limited-server.ts';
import { waitForBody, waitForPlace } from './admission/limiter.ts';

/** A session that this process has verified; a made-up one. */
export const [VERIFIED, MADE_UP] = [{ headers: { cookie: 'known' } }, { headers: { cookie: 'made up' } }];
/** Options of a server with these bounds. */
export const optionsOf = (limits: AdmissionLimits) => ({
  refusal: () => ({ status: 503, headers: {}, body: '' }),
  headers: {},
  limits,
  isVerified: ({ headers }: IncomingMessage) => headers.cookie === 'known',
});

/** A server that answers at once, but for what is held until it says so; where it listens, and what it was asked. */
export async function serveHeld(limits: AdmissionLimits) {
  const urls: string[] = [];
  const held: ServerResponse[] = [];
  const server = createLimitedServer((request, response) => {
    urls.push(request.url!);
    if (request.url!.endsWith('/sent/held')) {
      waitForBody(request);
      request.resume().once('end', async () => {
        await waitForPlace(request).then(
          () => held.push(response),
          () => {},
        );
      });
    } else if (request.url!.endsWith('/held')) held.push(response);
    else if (request.url!.endsWith('/sent')) {
      waitForBody(request);
      request.resume();
    } else response.end();
  }, optionsOf(limits));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const until = async (requests: number) => {
    while (urls.length < requests) await new Promise(setImmediate);
  };
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  return {
    server,
    urls,
    held,
    port,
    ask: (path: string, how: RequestInit = {}) => fetch(`http://127.0.0.1:${port}${path}`, how),
    until,
    close,
  };
}
