import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { formatVerifier, type Verifier } from '#platform/ledger/merkle/note.ts';
import type { Witness, WitnessAnswer } from './witness.ts';

// A request is a checkpoint and at most 63 hashes.
const MAX_BYTES = 64 * 1024;

/** Serves a witness over HTTP: `POST /add-checkpoint`, `GET /key`, and `GET /<hash of the origin>/checkpoint` for parties who compare. */
export async function serveWitness(witness: Witness, verifier: Verifier, address: { host: string; port: number }): Promise<Server> {
  const server = createServer((request, response) => {
    answer(witness, verifier, request)
      .catch((): WitnessAnswer => text(500, 'This witness cannot write or read its own folder.'))
      .then(({ status, type, body }) => reply(response, status, type, body));
  });
  server.requestTimeout = 10_000;
  server.headersTimeout = 10_000;
  server.maxConnections = 100;
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(address.port, address.host, resolve));
  return server;
}

async function answer(witness: Witness, verifier: Verifier, request: IncomingMessage): Promise<WitnessAnswer> {
  const { method, url = '/' } = request;
  if (url === '/add-checkpoint') {
    if (method !== 'POST') return text(405, 'Send a checkpoint by POST.');
    const body = await readBody(request);
    return body === undefined ? text(413, 'A request has at most 64 KiB.') : witness.addCheckpoint(body);
  }
  if (method === 'GET' && url === '/key') return text(200, formatVerifier(verifier));
  const last = method === 'GET' ? witness.lastOf(/^\/([0-9a-f]{64})\/checkpoint$/.exec(url)?.[1] ?? '') : undefined;
  return last === undefined ? text(404, 'There is nothing here.') : { status: 200, type: 'text/plain; charset=utf-8', body: last };
}

async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    bytes += part.length;
    if (bytes > MAX_BYTES) return undefined;
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

function reply(response: ServerResponse, status: number, type: string, body: string): void {
  const close = status === 413 ? { connection: 'close' } : {};
  response
    .writeHead(status, { 'content-type': type, 'x-content-type-options': 'nosniff', 'cache-control': 'no-store', ...close })
    .end(body);
}

function text(status: number, words: string): WitnessAnswer {
  return { status, type: 'text/plain; charset=utf-8', body: `${words}\n` };
}
