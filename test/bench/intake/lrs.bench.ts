import { randomBytes, randomUUID } from 'node:crypto';
import { startWebProcess } from '#app/launcher/process/web-process.ts';
import { findFreePort } from '#app/launcher/program-under-test.ts';
import { newKey, runCommand } from '#platform/command.ts';
import { prepareStatements } from '#rooms/lrs/checks/prepare.rules.ts';
import { giveCredential } from '#rooms/lrs/credentials/give-credential.command.ts';
import { joined, storeStatement } from '#rooms/lrs/statements/statement.store.ts';
import type { Figure } from '../figures.ts';
import type { Installation } from '../installation.ts';
import { describeTime, type ProcessorTime, processorTimeOf, webProcessId } from '../load/processor-time.ts';
import { type Sent, sendBodies } from '../load/send-bodies.ts';
import { classOf, moduleOf, personOf, statementOf, verbUrl } from '../load/statements.ts';
import { median, ms, perSecond, quantile, timeOf } from '../measure.ts';

const [BATCH, CONNECTIONS, SECONDS, ROUNDS] = [10, 10, 5, 3];
const [STORED, SEED_BATCH, QUERIES] = [1_000_000, 5_000, 300];

/** Statements over HTTP, compared with raw inserts of the same bytes, and filtered queries once a million are stored. */
export async function measureRecords(installation: Installation): Promise<Figure[]> {
  const { platform, deployer } = installation;
  const partyId = await installation.party('nation', 'XL', 'Bench nation');
  const token = randomBytes(32).toString('base64url');
  await deployer.query('select identity.installation_session($1, $2)', [randomUUID(), token]);
  const { key, secret } = await runCommand(platform, giveCredential, { token, key: newKey(), input: { partyId, source: 'academy' } });
  const address = `http://127.0.0.1:${await findFreePort()}`;
  const config = { host: '127.0.0.1', port: Number(new URL(address).port), surface: 'all' as const, trustedProxy: [] };
  const web = await startWebProcess({
    config: { ...config, publicUrl: address, deskUrl: address },
    app: installation.app,
    watchedFolder: null,
    exercise: false,
  });
  const headers = { authorization: `Basic ${btoa(`${key}:${secret}`)}`, 'x-experience-api-version': '2.0.0' };
  try {
    await deployer.query(
      'create table public.raw (id uuid primary key, at timestamptz not null, statement text not null); grant insert on public.raw to manumit_app; grant usage on schema public to manumit_app',
    );
    await sendFor(address, headers, 2);
    const rounds: { sent: number; raw: number }[] = [];
    const costs: (ProcessorTime | undefined)[] = [];
    const senders: number[] = [];
    const rawCosts: (ProcessorTime | undefined)[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      let done: Sent | undefined;
      const send = async () => {
        done = await sendFor(address, headers, SECONDS);
        return done.answered;
      };
      costs.push(await processorTimeOf(deployer, send, webProcessId()));
      const { answered, seconds, sender } = done!;
      const sent = (answered * BATCH) / seconds;
      senders.push(sender);
      const raw = await insertFor(installation, SECONDS);
      rawCosts.push(raw.cost);
      rounds.push({ sent, raw: raw.rate });
    }
    const [sent, raw] = [median(rounds.map((round) => round.sent)), median(rounds.map((round) => round.raw))];
    const ratio = median(rounds.map((round) => round.sent / round.raw));
    const source = (await deployer.query<{ id: string }>('select id from lrs.source')).rows[0]!.id;
    await fill(installation, source, `${key}:${secret}`);
    const queries = await askFor(address, headers);
    return [
      {
        what: `xAPI statements in batches of ${BATCH} over HTTP, ${CONNECTIONS} connections`,
        measured: `${sent.toFixed(0)}/s${describeTime(costs)} a batch, and ${median(senders).toFixed(0)} µs of the sender`,
        yardstick: `raw insert of ${BATCH} rows of the same bytes: ${raw.toFixed(0)}/s${describeTime(rawCosts)}`,
        ratio: ratio.toFixed(2),
        goal: '>= 3,000/s and >= 0.30 of raw',
        met: sent >= 3_000 && ratio >= 0.3,
      },
      ...queries,
    ];
  } finally {
    await web.drain();
  }
}

let sentSoFar = 0;
function* bodiesOf(count: number) {
  for (let made = 0; made < count; made++) yield JSON.stringify(Array.from({ length: BATCH }, () => statementOf(sentSoFar++)));
}

async function sendFor(address: string, headers: Record<string, string>, seconds: number): Promise<Sent> {
  // Bodies are made beforehand, because making them is the work of the sender, on another machine.
  const allHeaders = { ...headers, 'content-type': 'application/json' };
  return sendBodies(`${address}/xapi/statements`, allHeaders, bodiesOf(seconds * 3_500), { connections: CONNECTIONS, seconds });
}

async function insertFor(
  { platform, deployer }: Installation,
  seconds: number,
): Promise<{ rate: number; cost: ProcessorTime | undefined }> {
  // Ids are new each time; texts repeat, because enough different ones would not fit into memory.
  const texts = Array.from({ length: 4_000 }, () => joined(prepared(BATCH, '00000000-0000-4000-8000-000000000000', 0)).toString('utf8'));
  const ids = Array.from({ length: seconds * 12_000 }, () => `{${Array.from({ length: BATCH }, () => randomUUID()).join(',')}}`);
  let at = 0;
  const insert = () => {
    const [own, statements] = [ids[at], texts[at++ % texts.length]];
    return platform.pool.query({
      name: 'raw-statements',
      text: `insert into public.raw (id, at, statement) select id, now(), statement from unnest($1::uuid[], string_to_array($2, e'\\x1e')) as t (id, statement)`,
      values: [own, statements],
    });
  };
  await perSecond(insert, CONNECTIONS, 0.2);
  let batches = 0;
  const cost = await processorTimeOf(deployer, async () => {
    batches = await perSecond(insert, CONNECTIONS, seconds);
    return batches * seconds;
  });
  return { rate: batches * BATCH, cost };
}

function prepared(count: number, source: string, from: number) {
  const authority = { objectType: 'Agent', account: { homePage: 'https://thb.example.org/xapi', name: 'academy' } };
  const statements = Array.from({ length: count }, (_, at) => ({ raw: statementOf(from + at), text: null }));
  return prepareStatements(statements, { source, authority, version: '2.0.0', micros: 1_790_000_000_000_000 + from * 1_000 });
}

/** Adds statements up to a million without HTTP: how they were stored does not affect a query. */
async function fill({ deployer }: Installation, source: string, token: string): Promise<void> {
  for (let from = 0; from < STORED; from += SEED_BATCH) {
    const batch = prepared(SEED_BATCH, source, from);
    const { sql, parameters } = storeStatement(batch, joined(batch));
    await deployer.query('begin');
    await deployer.query('select lrs.open($1)', [token]);
    await deployer.query(sql, parameters as unknown[]);
    await deployer.query('commit');
  }
  await deployer.query('vacuum analyze lrs.statement, lrs.mention');
}

/** Each kind of filter, with changing people, modules and classes. */
async function askFor(address: string, headers: Record<string, string>): Promise<Figure[]> {
  const agent = (n: number) => JSON.stringify(personOf(n * 7919));
  const kinds: [string, (n: number) => Record<string, string>][] = [
    ['agent', (n) => ({ agent: agent(n) })],
    ['agent and verb', (n) => ({ agent: agent(n), verb: verbUrl(n) })],
    ['activity and verb', (n) => ({ activity: moduleOf(n), verb: verbUrl(n >> 3) })],
    ['agent or activity related', (n) => ({ agent: agent(n), related_agents: 'true', activity: classOf(n), related_activities: 'true' })],
    ['activity related, of a day', (n) => ({ activity: classOf(n), related_activities: 'true', since: dayOf(n), until: dayOf(n + 1) })],
    ['verb, oldest first', (n) => ({ verb: verbUrl(n), ascending: 'true', limit: '50' })],
  ];
  const all: number[] = [];
  let found = 0;
  const each: [string, number][] = [];
  for (const [name, parameters] of kinds) {
    const times: number[] = [];
    for (let n = -10; n < QUERIES / kinds.length; n++) {
      const url = `${address}/xapi/statements?${new URLSearchParams(parameters(Math.abs(n)))}`;
      let statements = 0;
      const time = await timeOf(async () => {
        const answer = await fetch(url, { headers });
        if (answer.status !== 200) throw new Error(`${name}: ${answer.status}`);
        statements = ((await answer.json()) as { statements: unknown[] }).statements.length;
      });
      if (n < 0) continue;
      times.push(time);
      found += statements;
    }
    all.push(...times);
    each.push([name, quantile(times, 0.95)]);
  }
  const p95 = quantile(all, 0.95);
  return [
    {
      what: `xAPI filtered queries over HTTP at ${STORED.toLocaleString('en')} statements, p95`,
      measured: `${ms(p95)} (${each.map(([name, time]) => `${name} ${ms(time)}`).join(', ')})`,
      yardstick: `median ${ms(median(all))}`,
      ratio: (p95 / median(all)).toFixed(1),
      goal: '<= 100 ms',
      met: p95 <= 100 && found > 0,
    },
  ];
}

const dayOf = (n: number) => new Date(1_790_000_000_000 + (n % 11) * 86_400_000).toISOString();
