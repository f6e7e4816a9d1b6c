import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import autocannon from 'autocannon';
import { startWebProcess, type WebProcess } from '#app/launcher/process/web-process.ts';
import { findFreePort } from '#app/launcher/program-under-test.ts';
import type { Figure } from './figures.ts';
import type { Installation } from './installation.ts';
import { webProcessId } from './load/processor-time.ts';
import { ms, quantile } from './measure.ts';

const CONNECTIONS = 16;
const SECONDS = 10;

/** A reader of the desk: a session, its party, and evidence items of that party. */
export type Reader = { token: string; partyId: string; items: string[] };

/** Seven reads, two lists and one write, as one reader makes them. */
const READS = ['session', 'session', 'evidence', 'evidence', 'evidence', 'party', 'obligation'] as const;

/** Mixed signed-in requests over real sockets to the real web process, and the memory of the process before and after. */
export async function measureHttp(installation: Installation, readers: Reader[]): Promise<Figure[]> {
  const config = { host: '127.0.0.1', port: await findFreePort(), surface: 'all' as const, trustedProxy: [] };
  const address = `http://127.0.0.1:${config.port}`;
  const web: WebProcess = await startWebProcess({
    config: { ...config, publicUrl: address, deskUrl: address },
    app: installation.app,
    watchedFolder: null,
    exercise: false,
  });
  try {
    const pid = webProcessId();
    const idle = residentMiB(pid, 'VmRSS');
    await load(address, readers, 3);
    const mixed = await load(address, readers, SECONDS);
    const empty = await loadHealth(address);
    const resident = residentMiB(pid, 'VmRSS');
    const reached = mixed.perSecond >= 1000 && mixed.p95 <= 100;
    return [
      {
        what: `mixed signed-in HTTP (70 % read, 20 % list, 10 % write), ${CONNECTIONS} connections`,
        measured: `${mixed.perSecond.toFixed(0)}/s, p95 ${ms(mixed.p95)}`,
        yardstick: `/healthz of the same process: ${empty.toFixed(0)}/s`,
        ratio: (mixed.perSecond / empty).toFixed(2),
        goal: '>= 1,000/s, p95 <= 100 ms',
        met: reached,
      },
      {
        what: 'web process resident after that run',
        measured: `${resident.toFixed(0)} MiB (highest ${residentMiB(pid, 'VmHWM').toFixed(0)} MiB)`,
        yardstick: `before it: ${idle.toFixed(0)} MiB`,
        ratio: (resident / idle).toFixed(2),
        goal: '<= 250 MB',
        met: resident * 1.048_576 <= 250,
      },
    ];
  } finally {
    await web.drain();
  }
}

/** Requests of these readers over sixteen connections for so many seconds. Throws if one was not answered with 200. */
export async function load(address: string, readers: Reader[], seconds: number): Promise<{ perSecond: number; p95: number }> {
  const times: number[] = [];
  let wrong = 0;
  let turn = 0;
  const result = await new Promise<autocannon.Result>((resolve, reject) => {
    const run = autocannon(
      {
        url: address,
        connections: CONNECTIONS,
        duration: seconds,
        setupClient: (client) => client.setRequests(requestsOf(readers[turn++ % readers.length]!)),
      },
      (error: unknown, done: autocannon.Result) => (error ? reject(error) : resolve(done)),
    );
    run.on('response', (_client, status, _bytes, milliseconds) => {
      times.push(milliseconds);
      if (status !== 200) wrong += 1;
    });
  });
  if (wrong > 0 || result.errors > 0) throw new Error(`${wrong} answers were not 200, ${result.errors} failed.`);
  return { perSecond: times.length / result.duration, p95: quantile(times, 0.95) };
}

/** Ten requests as one reader makes them. */
export function requestsOf({ token, partyId, items }: Reader): autocannon.Request[] {
  const headers = { cookie: `manumit_desk=${token}`, 'accept-language': 'en' };
  let next = 0;
  const read = (path: () => string): autocannon.Request => ({
    method: 'GET',
    headers,
    setupRequest: (request) => ({ ...request, path: `/desk/api${path()}` }),
  });
  const addresses = {
    session: () => '/session',
    evidence: () => `/evidence/${items[next++ % items.length]}`,
    party: () => `/parties/${partyId}`,
    obligation: () => `/parties/${partyId}/obligations/P3.3`,
  };
  const write: autocannon.Request = {
    method: 'POST',
    path: `/desk/api/parties/${partyId}/evidence`,
    body: JSON.stringify({
      editionId: 'nato-thb-2004',
      obligationIds: ['P3.3'],
      kind: 'EV-CAMP',
      says: 'met',
      title: 'A campaign in the barracks and on the roads around them',
      date: '2026-10-01',
      source: 'Order of the day, October',
    }),
    setupRequest: (request) => ({
      ...request,
      headers: { ...headers, 'content-type': 'application/json', 'idempotency-key': randomUUID() },
    }),
  };
  return [
    ...READS.map((name) => read(addresses[name])),
    read(() => `/parties/${partyId}/evidence?limit=20`),
    read(() => '/parties?kind=nation&limit=20'),
    write,
  ];
}

async function loadHealth(address: string): Promise<number> {
  const result = await autocannon({ url: `${address}/healthz`, connections: CONNECTIONS, duration: 3 });
  return result.requests.total / result.duration;
}

function residentMiB(pid: number, field: 'VmRSS' | 'VmHWM'): number {
  return Number(new RegExp(`${field}:\\s+(\\d+)`).exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]) / 1024;
}
