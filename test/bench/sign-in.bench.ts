import { fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { startWebProcess } from '#app/launcher/process/web-process.ts';
import { findFreePort } from '#app/launcher/program-under-test.ts';
import { ROLE } from '#kernel/roles.ts';
import { runCommand } from '#platform/command.ts';
import { derivePassword } from '#platform/identity/password.ts';
import { anItem } from '#rooms/evidence/fixtures.ts';
import { enterEvidence } from '#rooms/evidence/steps/enter-evidence.command.ts';
import { newSalt } from '#rooms/people/sign-in/sign-in-tokens.ts';
import type { Figure } from './figures.ts';
import type { Installation } from './installation.ts';
import type { CrowdOrder, CrowdResult } from './load/sign-in-crowd.ts';
import { ms, quantile } from './measure.ts';

// For a shorter run: MANUMIT_BENCH_ROUND_SECONDS=10 npm run bench -- --only sign-in
const SECONDS = Number(process.env.MANUMIT_BENCH_ROUND_SECONDS ?? 60);
const [READ_PAUSE_MS, SETTLE_MS] = [25, 3_000];
const [SLOWER, LET_IN_MS] = [2, 10_000];
const PASSWORD = 'twelve letters and more';

type Reading = { desk: number[]; site: number[]; failed: number };

/** Floods of sign-ins over real sockets: their effect on pages of signed-in people, on public pages, and on a person with the right password. */
export async function measureSignInFlood(installation: Installation): Promise<Figure[]> {
  const config = { host: '127.0.0.1', port: await findFreePort(), surface: 'all' as const, trustedProxy: [] };
  const address = `http://127.0.0.1:${config.port}`;
  const pages = await somePages(installation);
  await installation.deployer.query('select identity.require_second_factor(false)');
  const web = await startWebProcess({
    config: { ...config, publicUrl: address, deskUrl: address },
    app: installation.app,
    watchedFolder: null,
    exercise: false,
  });
  try {
    await read(address, pages, 3);
    const figures: Figure[] = [];
    for (const [what, clients, seconds] of [
      ['ignoring', 40, SECONDS],
      ['ignoring', 400, SECONDS],
      ['solving', 40, SECONDS],
      ['solving', 400, SECONDS],
      ['drawing', 40, SECONDS],
      // More connections than there are places of any kind, and nearly as many as are allowed.
      ['ignoring', 700, SECONDS / 3],
      ['ignoring', 1_900, SECONDS / 3],
      ['leaving', 60, SECONDS / 3],
      ['forging', 64, SECONDS / 3],
      ['forging', 700, SECONDS / 3],
    ] as const) {
      const email = await someAccount(installation);
      const order = { address, clients, seconds: SECONDS / 3, email, password: PASSWORD };
      const [quiet] = await Promise.all([
        read(address, pages, SECONDS / 3),
        what === 'solving' && crowd({ ...order, what: 'working' }),
        crowd({ ...order, what: 'owner', clients: 1 }),
      ]);
      await wait(SETTLE_MS);
      const [flood, attack, owner] = await Promise.all([
        read(address, pages, seconds),
        crowd({ ...order, seconds, what }),
        crowd({ ...order, seconds, what: 'owner', clients: 1 }),
      ]);
      await wait(SETTLE_MS);
      figures.push(
        ...figuresOf(NAMES[what].replace('N', String(clients)), what !== 'forging', quiet, flood, { ...attack, seconds }, owner),
      );
    }
    return figures;
  } finally {
    await web.drain();
  }
}

const NAMES = {
  ignoring: 'N clients at invented addresses, ignoring the work',
  solving: 'N clients at invented addresses, doing the work',
  drawing: 'N clients who draw challenges for that very address',
  leaving: 'N clients that send a sign-in and disconnect',
  forging: 'N clients with made-up sessions',
};

// Made-up sessions are looked up one after the other and slow others down, but must not cause any rejection.
function figuresOf(
  what: string,
  isFast: boolean,
  quiet: Reading,
  flood: Reading,
  attack: CrowdResult & { seconds: number },
  owner: CrowdResult,
): Figure[] {
  const answers = Object.entries(attack.answers).map(([code, times]) => `${(times / attack.seconds).toFixed(0)}/s ${code}`);
  const slower = (of: 'desk' | 'site', name: string): Figure => {
    const [busy, before] = [quantile(flood[of], 0.95), quantile(quiet[of], 0.95)];
    return {
      what: `${name}, ${what}`,
      measured: `p95 ${ms(busy)}${flood.failed > 0 ? `, ${flood.failed} refused` : ''}`,
      yardstick: `quiet: p95 ${ms(before)}`,
      ratio: (busy / before).toFixed(2),
      goal: `${isFast ? `<= ${SLOWER}, ` : ''}none refused`,
      met: (!isFast || busy / before <= SLOWER) && flood.failed === 0,
    };
  };
  const slowest = Math.max(...owner.took);
  return [
    slower('desk', 'signed-in requests'),
    slower('site', 'public pages'),
    {
      what: `right password, ${what}`,
      measured: `${owner.took.length} let in, slowest ${ms(slowest)}, work included; ${owner.givenUp} given up`,
      yardstick: `flood: ${answers.join(', ')}`,
      ratio: '',
      goal: `all let in, each <= ${ms(LET_IN_MS)}`,
      met: owner.took.length > 0 && owner.givenUp === 0 && slowest <= LET_IN_MS,
    },
  ];
}

async function crowd(order: CrowdOrder): Promise<CrowdResult> {
  const child = fork(new URL('./load/sign-in-crowd.ts', import.meta.url));
  child.send(order);
  const [result] = (await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(() => Promise.reject(new Error('A crowd ended early.'))),
  ])) as [CrowdResult];
  return result;
}

type Pages = { desk: string[]; site: string[]; cookie: string };

/** Reads pages one after the other, as two people at the desk and one reader of the public site do. */
async function read(address: string, { desk, site, cookie }: Pages, seconds: number): Promise<Reading> {
  const until = performance.now() + seconds * 1000;
  const reading: Reading = { desk: [], site: [], failed: 0 };
  const reader = async (paths: readonly string[], times: number[]) => {
    for (let at = 0; performance.now() < until; at += 1) {
      const began = performance.now();
      const answer = await fetch(`${address}${paths[at % paths.length]}`, { headers: { cookie, 'accept-language': 'en' } });
      await answer.arrayBuffer();
      times.push(performance.now() - began);
      if (answer.status !== 200) reading.failed += 1;
      await wait(READ_PAUSE_MS);
    }
  };
  await Promise.all([reader(desk, reading.desk), reader(desk.toReversed(), reading.desk), reader(site, reading.site)]);
  return reading;
}

async function somePages(installation: Installation): Promise<Pages> {
  const partyId = await installation.party('nation', 'XS', 'Bench nation');
  const token = await installation.givenSession([{ role: ROLE.focalPoint, partyId }]);
  const input = { partyId, ...anItem({ title: 'Order' }) };
  const { id } = await runCommand(installation.platform, enterEvidence, { token, key: randomUUID(), input });
  const desk = ['session', `evidence/${id}`, `parties/${partyId}/evidence?limit=20`, 'parties?kind=nation&limit=20'];
  return { desk: desk.map((path) => `/desk/api/${path}`), site: ['/', '/treaties'], cookie: `manumit_desk=${token}` };
}

async function someAccount({ deployer }: Installation): Promise<string> {
  const [id, salt] = [randomUUID(), newSalt()];
  const email = `${id}@example.org`;
  await deployer.query('insert into identity.person (id, name, email) values ($1, $2, $3)', [id, 'Bench', email]);
  await deployer.query('insert into identity.password (person_id, salt, digest) values ($1, $2, sha256($3))', [
    id,
    salt,
    await derivePassword(PASSWORD, salt),
  ]);
  return email;
}
