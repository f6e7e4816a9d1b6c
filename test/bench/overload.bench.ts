import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import autocannon from 'autocannon';
import { findFreePort } from '#app/launcher/program-under-test.ts';
import { startWebProcess } from '#app/launcher/web-process.ts';
import { runCommand } from '#platform/command.ts';
import { enterEvidence } from '#rooms/evidence/enter-evidence.command.ts';
import { aPiece } from '#rooms/evidence/fixtures.ts';
import type { Figure } from './figures.ts';
import { type Reader, requestsOf } from './http.bench.ts';
import type { Installation } from './installation.ts';
import { median, ms, quantile } from './measure.ts';

const PEAK_CONNECTIONS = 16;
const CROWD = 240;
const TIMES = 3;
const SECONDS = 10;
const ROUNDS = 3;
const RECOVERED = 0.9;
const PATIENCE_SECONDS = 20;

type Run = { perSecond: number; p99: number; turnedAway: number; other: number; acknowledged: string[] };

/** Three times what the web process can do, over real sockets: how much of it still gets done, how fast, what is lost, and how soon it is over. */
export async function measureOverload(installation: Installation): Promise<Figure[]> {
  const reader = await someReader(installation);
  const config = { host: '127.0.0.1', port: await findFreePort(), surface: 'all' as const, trustedProxy: [] };
  const address = `http://127.0.0.1:${config.port}`;
  const web = await startWebProcess({
    config: { ...config, publicUrl: address, deskUrl: address },
    app: installation.app,
    watchedFolder: null,
    exercise: false,
  });
  try {
    await load(address, reader, { connections: PEAK_CONNECTIONS, duration: 3 });
    const rounds: { peak: Run; crowd: Run }[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const peak = await load(address, reader, { connections: PEAK_CONNECTIONS, duration: SECONDS });
      rounds.push({ peak, crowd: await offer(address, reader, TIMES * peak.perSecond) });
    }
    const [peak, crowd] = (['peak', 'crowd'] as const).map((which) => togetherOf(rounds.map((round) => round[which]))) as [Run, Run];
    const goodput = median(rounds.map((round) => round.crowd.perSecond / round.peak.perSecond));
    const slower = median(rounds.map((round) => round.crowd.p99 / round.peak.p99));
    const recovery = await secondsUntil(address, reader, peak.perSecond * RECOVERED);
    const lost = await missing(installation, [...peak.acknowledged, ...crowd.acknowledged]);
    const acknowledged = peak.acknowledged.length + crowd.acknowledged.length;
    const offered = `${TIMES} times the peak offered over ${CROWD} connections`;
    return [
      {
        what: `goodput with ${offered}`,
        measured: `${crowd.perSecond.toFixed(0)}/s, ${crowd.turnedAway} turned away, ${crowd.other} failed otherwise`,
        yardstick: `peak over ${PEAK_CONNECTIONS} connections: ${peak.perSecond.toFixed(0)}/s`,
        ratio: goodput.toFixed(2),
        goal: '>= 0.80, none failed otherwise',
        met: goodput >= 0.8 && crowd.other === 0,
      },
      {
        what: 'p99 of what was let in meanwhile',
        measured: ms(crowd.p99),
        yardstick: `at the peak: ${ms(peak.p99)}`,
        ratio: slower.toFixed(2),
        goal: '<= 2',
        met: slower <= 2,
      },
      {
        what: `until ${RECOVERED * 100} % of the peak again, and nobody turned away`,
        measured: Number.isFinite(recovery) ? `${recovery} s` : `not within ${PATIENCE_SECONDS} s`,
        yardstick: `peak: ${peak.perSecond.toFixed(0)}/s`,
        ratio: '',
        goal: '<= 10 s',
        met: recovery <= 10,
      },
      {
        what: 'acknowledged writes lost',
        measured: String(lost),
        yardstick: `${acknowledged} acknowledged`,
        ratio: '',
        goal: '0',
        met: lost === 0 && acknowledged > 0,
      },
    ];
  } finally {
    await web.drain();
  }
}

/** What rounds come to: the middle of rates and times, the sum of what happened. */
function togetherOf(runs: readonly Run[]): Run {
  return {
    perSecond: median(runs.map((run) => run.perSecond)),
    p99: median(runs.map((run) => run.p99)),
    turnedAway: runs.reduce((sum, run) => sum + run.turnedAway, 0),
    other: runs.reduce((sum, run) => sum + run.other, 0),
    acknowledged: runs.flatMap((run) => run.acknowledged),
  };
}

async function load(address: string, reader: Reader, options: { connections: number; duration: number }): Promise<Run> {
  const times: number[] = [];
  const acknowledged: string[] = [];
  let [turnedAway, other] = [0, 0];
  const result = await new Promise<autocannon.Result>((resolve, reject) => {
    const run = autocannon(
      {
        url: address,
        ...options,
        setupClient: (client) =>
          client.setRequests(
            requestsOf(reader).map((request) => ({
              ...request,
              ...(request.method === 'POST' && {
                onResponse: (status: number, body: string) => {
                  if (status === 200) acknowledged.push((JSON.parse(body) as { id: string }).id);
                },
              }),
            })),
          ),
      },
      (error: unknown, done: autocannon.Result) => (error ? reject(error) : resolve(done)),
    );
    run.on('response', (_client, status, _bytes, milliseconds) => {
      if (status === 200) times.push(milliseconds);
      else if (status === 503) turnedAway += 1;
      else other += 1;
    });
  });
  return { perSecond: times.length / result.duration, p99: quantile(times, 0.99), turnedAway, other: other + result.errors, acknowledged };
}

/** Requests that come at this rate whether or not earlier ones were answered, as people do: who waits for answers measures how fast it waits. */
async function offer(address: string, reader: Reader, perSecond: number): Promise<Run> {
  const times: number[] = [];
  const acknowledged: string[] = [];
  let [turnedAway, other] = [0, 0];
  const lines = await Promise.all(Array.from({ length: CROWD }, () => openLine(new URL(address))));
  // Made beforehand: making them is the senders' work, on other machines.
  const { host } = new URL(address);
  const requests = requestsOf(reader);
  const made = Array.from({ length: perSecond * SECONDS * 1.05 }, (_, at) => written(requests[at % requests.length]!, host));
  const under: Promise<void>[] = [];
  const free = [...lines];
  const waiting: ((line: Line) => void)[] = [];
  const one = async ({ text, writes }: Written) => {
    const asked = performance.now();
    const line = free.pop() ?? (await new Promise<Line>((resolve) => waiting.push(resolve)));
    const { status, body } = await line(text).catch(() => ({ status: 0, body: () => '' }));
    const next = waiting.shift();
    if (next) next(line);
    else free.push(line);
    if (status === 200) times.push(performance.now() - asked);
    else if (status === 503) turnedAway += 1;
    else other += 1;
    if (status === 200 && writes) acknowledged.push((JSON.parse(body()) as { id: string }).id);
  };
  const began = performance.now();
  for (let sent = 0; performance.now() - began < SECONDS * 1000; await wait(1)) {
    for (const due = ((performance.now() - began) / 1000) * perSecond; sent < due; sent += 1) under.push(one(made[sent]!));
  }
  await Promise.all(under);
  return { perSecond: times.length / SECONDS, p99: quantile(times, 0.99), turnedAway, other, acknowledged };
}

type Written = { text: string; writes: boolean };

function written(wanted: autocannon.Request, host: string): Written {
  const { setupRequest } = wanted;
  const {
    method = 'GET',
    path = '/',
    headers = {},
    body = '',
  } = typeof setupRequest === 'function' ? setupRequest({ ...wanted }, {}) : wanted;
  const fields = Object.entries({ ...headers, host, ...(body && { 'content-length': body.length }) });
  const head = fields.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  return { text: `${method} ${path} HTTP/1.1\r\n${head}\r\n${body}`, writes: method === 'POST' };
}

type Line = (text: string) => Promise<{ status: number; body: () => string }>;

/** One connection that is kept, for one request after the other: on two processors a whole HTTP client would take from the server what is measured. */
async function openLine({ hostname, port }: URL): Promise<Line> {
  const socket = connect(Number(port), hostname).setNoDelay();
  await once(socket, 'connect');
  let parts: Buffer | undefined;
  let settle: { resolve: (answer: { status: number; body: () => string }) => void; reject: (error: Error) => void } | undefined;
  socket.on('data', (part: Buffer) => {
    const bytes = parts ? Buffer.concat([parts, part]) : part;
    parts = bytes;
    const end = bytes.indexOf('\r\n\r\n');
    if (end < 0) return;
    const length = Number(/\r\ncontent-length: (\d+)/i.exec(bytes.toString('latin1', 0, end))?.[1]);
    if (bytes.length < end + 4 + length) return;
    parts = undefined;
    settle?.resolve({ status: Number(bytes.toString('latin1', 9, 12)), body: () => bytes.toString('latin1', end + 4) });
  });
  for (const over of ['error', 'close']) socket.on(over, () => settle?.reject(new Error('The connection ended.')));
  return (text) => {
    socket.write(text, 'latin1');
    return new Promise((resolve, reject) => {
      settle = { resolve, reject };
    });
  };
}

/** Whole seconds until one second goes as before. */
async function secondsUntil(address: string, reader: Reader, perSecond: number): Promise<number> {
  for (let second = 1; second <= PATIENCE_SECONDS; second += 1) {
    const run = await load(address, reader, { connections: PEAK_CONNECTIONS, duration: 1 });
    if (run.perSecond >= perSecond && run.turnedAway === 0) return second;
  }
  return Number.POSITIVE_INFINITY;
}

async function missing({ deployer }: Installation, ids: readonly string[]): Promise<number> {
  const { rows } = await deployer.query<{ n: number }>(
    'select count(*)::int as n from unnest($1::uuid[]) id where not exists (select from evidence.piece p where p.id = id)',
    [ids],
  );
  return rows[0]!.n;
}

/** Somebody who reads and writes, with a few pieces to read. */
async function someReader(installation: Installation): Promise<Reader> {
  const partyId = await installation.party('nation', 'XO', 'Bench nation');
  const token = await installation.somebody([{ role: 'focal-point', partyId }]);
  const pieces: string[] = [];
  for (let at = 0; at < 40; at += 1) {
    const input = { partyId, ...aPiece({ title: `Order ${at}` }) };
    pieces.push((await runCommand(installation.platform, enterEvidence, { token, key: randomUUID(), input })).id);
  }
  return { token, partyId, pieces };
}
