import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import type autocannon from 'autocannon';
import { type Reader, requestsOf } from '../http.bench.ts';
import { quantile } from '../measure.ts';

/** The load: so many requests a second over so many connections. */
export type CrowdOrder = { address: string; reader: Reader; perSecond: number; connections: number; seconds: number };

/** The result: answers a second, the 99th percentile of admitted requests (milliseconds), and what was acknowledged. */
export type Run = { perSecond: number; p99: number; turnedAway: number; other: number; acknowledged: string[] };

/** A kept-alive connection for one request after the other. A full HTTP client would take processor time from the measured server on two processors. */
type Line = { socket: Socket; sending: number; parts: Buffer | undefined };

parentPort!.postMessage(await offer(workerData as CrowdOrder));

/**
 * Sends requests at this rate whether or not earlier ones were answered, as people do: a client that waits for answers measures its own waiting. Almost
 * nothing is allocated while the clock runs: a garbage collection would stop the requests, then send them all at once, and count the pause as the server's.
 */
async function offer({ address, reader, perSecond, connections, seconds }: CrowdOrder): Promise<Run> {
  const count = Math.ceil(perSecond * seconds * 1.05);
  const requests = makeRequests(requestsOf(reader), new URL(address).host, count);
  const requestedAt = new Float64Array(count);
  const times = new Float64Array(count);
  const acknowledged: string[] = [];
  const result = { letIn: 0, turnedAway: 0, other: 0 };
  let [requested, sent, settled] = [0, 0, 0];
  const free: Line[] = [];
  const send = (line: Line) => {
    line.sending = sent++;
    line.socket.write(requests[line.sending]!, 'latin1');
  };
  const settle = (line: Line, status: number, body: () => string) => {
    const at = line.sending;
    if (status === 200) times[result.letIn++] = performance.now() - requestedAt[at]!;
    else if (status === 503) result.turnedAway += 1;
    else result.other += 1;
    if (status === 200 && requests[at]!.startsWith('POST')) acknowledged.push((JSON.parse(body()) as { id: string }).id);
    settled += 1;
    line.sending = -1;
    if (status === 0) return;
    if (sent < requested) send(line);
    else free.push(line);
  };
  free.push(...(await Promise.all(Array.from({ length: connections }, () => openLine(new URL(address), settle)))));
  const began = performance.now();
  for (let now = began; now - began < seconds * 1000; await wait(1), now = performance.now()) {
    for (const due = Math.min(count, ((now - began) / 1000) * perSecond); requested < due; ) {
      requestedAt[requested++] = performance.now();
      const line = free.pop();
      if (line) send(line);
    }
  }
  while (settled < requested) await wait(1);
  return { perSecond: result.letIn / seconds, p99: quantile([...times.subarray(0, result.letIn)], 0.99), ...result, acknowledged };
}

/** So many requests in turn. Equal requests share one text; only writes have their own keys. */
function makeRequests(requests: readonly autocannon.Request[], host: string, count: number): string[] {
  const known = new Map<string, string>();
  return Array.from({ length: count }, (_, at) => {
    const text = written(requests[at % requests.length]!, host);
    known.set(text, known.get(text) ?? text);
    return known.get(text)!;
  });
}

function written(request: autocannon.Request, host: string): string {
  const { setupRequest } = request;
  const {
    method = 'GET',
    path = '/',
    headers = {},
    body = '',
  } = typeof setupRequest === 'function' ? setupRequest({ ...request }, {}) : request;
  const fields = Object.entries({ ...headers, host, ...(body && { 'content-length': body.length }) });
  return `${method} ${path} HTTP/1.1\r\n${fields.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n${body}`;
}

/** Opens a connection. Each complete answer goes to `settle`, with status 0 if the connection ended instead. */
async function openLine({ hostname, port }: URL, settle: (line: Line, status: number, body: () => string) => void): Promise<Line> {
  const socket = connect(Number(port), hostname).setNoDelay();
  await once(socket, 'connect');
  const line: Line = { socket, sending: -1, parts: undefined };
  socket.on('data', (part: Buffer) => {
    const bytes = line.parts ? Buffer.concat([line.parts, part]) : part;
    line.parts = bytes;
    const end = bytes.indexOf('\r\n\r\n');
    if (end < 0) return;
    const length = Number(/\r\ncontent-length: (\d+)/i.exec(bytes.toString('latin1', 0, end))?.[1]);
    if (bytes.length < end + 4 + length) return;
    line.parts = undefined;
    settle(line, Number(bytes.toString('latin1', 9, 12)), () => bytes.toString('latin1', end + 4));
  });
  for (const over of ['error', 'close']) socket.on(over, () => line.sending >= 0 && settle(line, 0, () => ''));
  return line;
}
