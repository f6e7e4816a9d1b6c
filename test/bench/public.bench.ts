import { fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { startWebProcess } from '#app/launcher/process/web-process.ts';
import { findFreePort } from '#app/launcher/program-under-test.ts';
import { routesOf, siteOf } from '#app/rooms.ts';
import { ROLE } from '#kernel/roles.ts';
import { runCommand } from '#platform/command.ts';
import { anItem } from '#rooms/evidence/fixtures.ts';
import { enterEvidence } from '#rooms/evidence/steps/enter-evidence.command.ts';
import { loadFacts } from '#rooms/nations/index.ts';
import type { Figure } from './figures.ts';
import type { Installation } from './installation.ts';
import { median, ms } from './measure.ts';

const CONNECTIONS = [8, 64] as const;
const ROUNDS = 3;
const GOAL = 1.3;
/** Seconds of a round: each page has three rounds for each number of connections, and its yardstick as many. */
const SECONDS = Number(process.env.MANUMIT_BENCH_ROUND_SECONDS ?? 1);
/** Only pages whose address contains this. */
const ONLY = process.env.MANUMIT_BENCH_PAGES ?? '';
const YARDSTICK = '/healthz';
const READERS = 2;

type Reader = { token: string; partyId: string; items: string[] };
type Round = { times: number[]; refused: number; load: { answered: number; refused: number } };

/**
 * A person works at the desk while a stranger requests one public page as fast as it is answered, over 8 and over 64 connections. For each page: the median of
 * the person's requests, compared with the same load on an address that costs nothing. Rounds of both take turns.
 */
export async function measurePublic(installation: Installation): Promise<Figure[]> {
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
    await round(address, reader, YARDSTICK, 8);
    const figures: Figure[] = [];
    for (const page of publicPages(installation).filter((one) => one.includes(ONLY))) {
      figures.push(await measurePage(address, reader, page));
      const { what, measured, yardstick, met } = figures.at(-1)!;
      console.error(`${met ? 'pass' : 'FAIL'}  ${what}: ${measured}; ${yardstick}`);
    }
    return figures;
  } finally {
    await web.drain();
  }
}

/** Every public address of the route table, with an example value for each parameter. */
function publicPages({ platform }: Installation): string[] {
  const examples: Record<string, string> = { '/log/tile/*': '/log/tile/0/000', '/log/checkpoints/:day': '/log/checkpoints/2026-01-01' };
  const urls = routesOf('public', platform, siteOf(platform, {})).flatMap((route) => {
    if (route.method !== 'GET' || (route.kind === 'query' ? route.query.permission : route.permission) !== 'public') return [];
    if (route.url.startsWith('/learn/:lang')) return route.url === '/learn/:lang' ? ['/learn/en'] : [];
    return [examples[route.url] ?? route.url];
  });
  return [...urls, '/treaties?show=everyone', '/readyz', '/api/openapi.json', '/nowhere'];
}

async function measurePage(address: string, reader: Reader, page: string): Promise<Figure> {
  const parts: { with: number; beside: number; ratio: number; refused: number; load: string }[] = [];
  for (const connections of CONNECTIONS) {
    const rounds: { page: Round; yardstick: Round }[] = [];
    for (let n = 0; n < ROUNDS; n += 1) {
      const yardstick = await round(address, reader, YARDSTICK, connections);
      rounds.push({ yardstick, page: await round(address, reader, page, connections) });
    }
    const [loaded, idle] = [median(rounds.flatMap((one) => one.page.times)), median(rounds.flatMap((one) => one.yardstick.times))];
    const refused = rounds.reduce((sum, one) => sum + one.page.refused, 0);
    const perSecond = rounds.map(({ page: { load } }) => (load.answered + load.refused) / SECONDS);
    parts.push({ with: loaded, beside: idle, ratio: loaded / idle, refused, load: median(perSecond).toFixed(0) });
  }
  const worst = Math.max(...parts.map(({ ratio }) => ratio));
  const refused = parts.reduce((sum, part) => sum + part.refused, 0);
  return {
    what: `signed-in median with ${CONNECTIONS.join(' and ')} connections on ${page}`,
    measured: `${parts.map((part) => ms(part.with)).join(', ')} (${parts.map(({ load }) => load).join(', ')} answers/s${refused > 0 ? `, ${refused} signed-in refused` : ''})`,
    yardstick: `on ${YARDSTICK}: ${parts.map(({ beside }) => ms(beside)).join(', ')}`,
    ratio: parts.map(({ ratio }) => ratio.toFixed(2)).join(', '),
    goal: `<= ${GOAL}, none refused`,
    met: worst <= GOAL && refused === 0,
  };
}

/** One round: the load begins, a person works for so many seconds, the load ends. */
async function round(address: string, reader: Reader, path: string, connections: number): Promise<Round> {
  const load = fork(new URL('./load/public-load.ts', import.meta.url), [`${address}${path}`, String(connections)], { stdio: 'inherit' });
  await once(load, 'spawn');
  await wait(300);
  const times: number[] = [];
  let refused = 0;
  const until = performance.now() + SECONDS * 1000;
  await Promise.all(
    Array.from({ length: READERS }, async (_, at) => {
      const agent = new Agent({ keepAlive: true, maxSockets: 1 });
      for (let n = at; performance.now() < until; n += 1) {
        const began = performance.now();
        const status = await get(`${address}${wantedBy(reader, n)}`, reader.token, agent);
        if (status === 200) times.push(performance.now() - began);
        else refused += 1;
      }
      agent.destroy();
    }),
  );
  const reported = once(load, 'message');
  load.send('over');
  const [sent] = (await reported) as [Round['load']];
  return { times, refused, load: sent };
}

const wantedBy = ({ partyId, items }: Reader, n: number) =>
  ['/desk/api/session', `/desk/api/evidence/${items[n % items.length]}`, `/desk/api/parties/${partyId}/obligations/P3.3`][n % 3]!;

function get(url: string, token: string, agent: Agent): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { agent, headers: { cookie: `manumit_desk=${token}` } }, (answer) => {
      answer.resume();
      answer.on('end', () => resolve(answer.statusCode!));
    });
    sent.on('error', reject);
    sent.end();
  });
}

/** A person at the desk with evidence items to read, on an installation that has the facts its public pages show. */
async function someReader(installation: Installation): Promise<Reader> {
  const loader = randomUUID();
  await installation.deployer.query('select identity.installation_session($1, $2)', [randomUUID(), loader]);
  await loadFacts(installation.platform, loader);
  const partyId = await installation.party('nation', 'XO', 'Bench nation');
  const token = await installation.givenSession([{ role: ROLE.focalPoint, partyId }]);
  const items: string[] = [];
  for (let at = 0; at < 20; at += 1) {
    const input = { partyId, ...anItem({ title: `Order ${at}` }) };
    items.push((await runCommand(installation.platform, enterEvidence, { token, key: randomUUID(), input })).id);
  }
  return { token, partyId, items };
}
