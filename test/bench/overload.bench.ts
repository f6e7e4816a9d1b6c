import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import autocannon from 'autocannon';
import { startWebProcess } from '#app/launcher/process/web-process.ts';
import { findFreePort } from '#app/launcher/program-under-test.ts';
import { ROLE } from '#kernel/roles.ts';
import { runCommand } from '#platform/command.ts';
import { anItem } from '#rooms/evidence/fixtures.ts';
import { enterEvidence } from '#rooms/evidence/steps/enter-evidence.command.ts';
import type { Figure } from './figures.ts';
import { type Reader, requestsOf } from './http.bench.ts';
import type { Installation } from './installation.ts';
import type { CrowdOrder, Run } from './load/crowd.ts';
import { median, ms, quantile } from './measure.ts';

const PEAK_CONNECTIONS = 16;
const CROWD = 240;
const TIMES = 3;
const SECONDS = 10;
const ROUNDS = 3;
const RECOVERED = 0.9;
const TIMEOUT_SECONDS = 20;

/** Three times the load the web process can handle, over real sockets: the throughput, the latency, what is lost, and the recovery time. */
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
        what: `until ${RECOVERED * 100} % of the peak again, and no request rejected`,
        measured: Number.isFinite(recovery) ? `${recovery} s` : `not within ${TIMEOUT_SECONDS} s`,
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

/** Combines rounds: the median of rates and times, the sum of events. */
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

/**
 * The crowd has its own thread and heap: its garbage collection would otherwise pause the requests, then send them all at once, and count the pause as the
 * server's.
 */
async function offer(address: string, reader: Reader, perSecond: number): Promise<Run> {
  const order: CrowdOrder = { address, reader, perSecond, connections: CROWD, seconds: SECONDS };
  const crowd = new Worker(new URL('./load/crowd.ts', import.meta.url), {
    workerData: order,
    resourceLimits: { maxYoungGenerationSizeMb: 192, maxOldGenerationSizeMb: 2_048 },
  });
  const [run] = await once(crowd, 'message');
  return run;
}

/** Whole seconds until a second is as fast as before. */
async function secondsUntil(address: string, reader: Reader, perSecond: number): Promise<number> {
  for (let second = 1; second <= TIMEOUT_SECONDS; second += 1) {
    const run = await load(address, reader, { connections: PEAK_CONNECTIONS, duration: 1 });
    if (run.perSecond >= perSecond && run.turnedAway === 0) return second;
  }
  return Number.POSITIVE_INFINITY;
}

async function missing({ deployer }: Installation, ids: readonly string[]): Promise<number> {
  const { rows } = await deployer.query<{ n: number }>(
    'select count(*)::int as n from unnest($1::uuid[]) id where not exists (select from evidence.item p where p.id = id)',
    [ids],
  );
  return rows[0]!.n;
}

/** A person who reads and writes, with a few evidence items to read. */
async function someReader(installation: Installation): Promise<Reader> {
  const partyId = await installation.party('nation', 'XO', 'Bench nation');
  const token = await installation.givenSession([{ role: ROLE.focalPoint, partyId }]);
  const items: string[] = [];
  for (let at = 0; at < 40; at += 1) {
    const input = { partyId, ...anItem({ title: `Order ${at}` }) };
    items.push((await runCommand(installation.platform, enterEvidence, { token, key: randomUUID(), input })).id);
  }
  return { token, partyId, items };
}
