import { randomBytes, randomUUID } from 'node:crypto';
import { startWebProcess } from '#app/launcher/process/web-process.ts';
import { findFreePort } from '#app/launcher/program-under-test.ts';
import { decode } from '#rooms/reports/crypto/bytes.ts';
import { ENCRYPTED_TEXT_SIZES, LETTER_BYTES, WRAP_BYTES } from '#rooms/reports/crypto/sizes.ts';
import { FLOOD } from '#rooms/reports/intake/flood/flood.ts';
import { envelopeHash, solveWork } from '#rooms/reports/intake/flood/work.ts';
import type { SendReport } from '#rooms/reports/intake/intake.schema.ts';
import type { Figure } from '../figures.ts';
import type { Installation } from '../installation.ts';
import { bundled, inChromium, servePage } from '../load/code-in-chromium.ts';
import { sendBodies } from '../load/send-bodies.ts';
import { median, ms, perSecond, quantile } from '../measure.ts';

const [CONNECTIONS, SECONDS, ROUNDS, MAX_PER_SECOND] = [10, 4, 3, 1500];
const [READERS, SOLVED, SLOWER] = [3, 60, 6];
/** So many reports come at one instant: another product lost 49 % of eight. */
const AT_ONCE = [8, 64, 500];
const TODAY = new Date().toISOString().slice(0, 10);

/** Encrypted reports over HTTP, compared with raw inserts of the same rows; 500 at one instant; and the work that a flood asks of a slow phone. */
export async function measureReports(installation: Installation): Promise<Figure[]> {
  const { platform, deployer } = installation;
  const config = { host: '127.0.0.1', port: await findFreePort(), surface: 'public' as const, trustedProxy: [] };
  const address = `http://127.0.0.1:${config.port}`;
  const web = await startWebProcess({
    config: { ...config, publicUrl: address, deskUrl: address },
    app: installation.app,
    watchedFolder: null,
    exercise: false,
  });
  try {
    await deployer.query(`create table public.raw_report (like reports.report including defaults including storage including indexes);
      create table public.raw_wrap (like reports.wrap including defaults including storage including indexes);
      create table public.raw_action (like reports.recorded_action including indexes);
      grant insert on public.raw_report, public.raw_wrap, public.raw_action to manumit_app; grant usage on schema public to manumit_app`);
    const rounds: { sent: number; raw: number }[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const bodies = await reportsBelowQuota(installation, SECONDS * MAX_PER_SECOND);
      const headers = { 'content-type': 'application/json', 'idempotency-key': randomUUID() };
      const before = await countReports(installation);
      const { answered, seconds } = await sendBodies(`${address}/r/reports`, headers, bodies, {
        connections: CONNECTIONS,
        seconds: SECONDS,
      });
      const stored = (await countReports(installation)) - before;
      if (stored !== answered) throw new Error(`${answered} reports were answered, and ${stored} are stored.`);
      const raw = await perSecond(() => platform.pool.query({ ...INSERT, values: rawRow() }), CONNECTIONS, SECONDS);
      rounds.push({ sent: answered / seconds, raw });
    }
    const [sent, raw] = [median(rounds.map((one) => one.sent)), median(rounds.map((one) => one.raw))];
    const ratio = median(rounds.map((one) => one.sent / one.raw));
    return [
      {
        what: `encrypted reports of 4 kB to ${READERS} readers over HTTP, ${CONNECTIONS} connections, below the quota`,
        measured: `${sent.toFixed(0)}/s`,
        yardstick: `raw insert of the same rows: ${raw.toFixed(0)}/s`,
        ratio: ratio.toFixed(2),
        goal: '>= 200/s and >= 0.20 of raw',
        met: sent >= 200 && ratio >= 0.2,
      },
      ...(await measureInstants(installation, address)),
      await measureWork(),
    ];
  } finally {
    await web.drain();
  }
}

async function countReports({ deployer }: Installation): Promise<number> {
  return (await deployer.query<{ n: number }>('select count(*)::int as n from reports.report')).rows[0]!.n;
}

async function measureInstants(installation: Installation, address: string): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const count of AT_ONCE) figures.push(await measureInstant(installation, address, count));
  return figures;
}

/** Every one of the reports that come at one instant must be stored, with its work where that is asked. */
async function measureInstant(installation: Installation, address: string, count: number): Promise<Figure> {
  const channel = await openChannel(installation);
  const reports = Array.from({ length: count }, () => aReport(channel));
  const statuses: number[] = [];
  let broken = 0;
  const send = async (report: SendReport) => {
    const ask = () =>
      fetch(`${address}/r/reports`, {
        method: 'POST',
        body: JSON.stringify(report),
        headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
      });
    // While the work was done here, the server closed idle connections: like a browser, the sender sends again on a new one.
    const response = await ask().catch(() => {
      broken += 1;
      return ask();
    });
    statuses.push(response.status);
    return { status: response.status, body: (await response.json()) as { hour: number; challenge: string } };
  };
  const began = performance.now();
  const first = await Promise.all(reports.map(async (report) => ({ report, answer: await send(report) })));
  const firstTook = performance.now() - began;
  const again = first.filter(({ answer }) => answer.status === 429);
  const worked = again.map(({ report, answer: { body } }) => ({
    ...report,
    work: { hour: body.hour, answers: solveWork(decode(body.challenge), envelopeHash(report)) },
  }));
  await Promise.all(worked.map(send));
  const { rows } = await installation.deployer.query('select count(*)::int as n from reports.report where channel_id = $1', [channel]);
  const [lost, failed] = [count - rows[0].n, statuses.filter((status) => status >= 500).length];
  return {
    what: `${count} reports to one channel at one instant`,
    measured: `${lost} lost, ${failed} x 5xx; all answered in ${ms(firstTook)}, ${again.length} asked for work`,
    yardstick: `sent again on a new connection: ${broken}`,
    ratio: '',
    goal: '0 lost, 0 x 5xx',
    met: lost === 0 && failed === 0,
  };
}

const SOLVE = `
  function solve(runs) {
    const random = () => crypto.getRandomValues(new Uint8Array(32));
    return Array.from({ length: runs }, () => {
      const began = performance.now();
      work.solveWork(random(), random());
      return performance.now() - began;
    });
  }`;

/**
 * The time that a phone needs for the work. The browser slows down its page and not a worker, in which the work is done: the time of a worker is multiplied, and the
 * slowed page is shown next to it.
 */
async function measureWork(): Promise<Figure> {
  const code = await bundled('rooms/reports/intake/flood/work.ts', 'work');
  const { worker, page, slowPage } = await inChromium(async (tab, session) => {
    await servePage(tab, `${code}; ${SOLVE}; onmessage = ({ data }) => postMessage(solve(data))`);
    await tab.evaluate(`${code}; globalThis.work = work; globalThis.worker = new Worker('/worker.js'); ${SOLVE}`);
    const onPage = () => tab.evaluate(`solve(${SOLVED})`) as Promise<number[]>;
    const inWorker = (await tab.evaluate(
      `new Promise((resolve) => { worker.onmessage = ({ data }) => resolve(data); worker.postMessage(${SOLVED}) })`,
    )) as number[];
    const quick = await onPage();
    await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
    return { worker: inWorker, page: quick, slowPage: await onPage() };
  });
  const mean = (all: readonly number[]) => all.reduce((sum, one) => sum + one, 0) / all.length;
  const shown = (all: readonly number[]) => `mean ${ms(mean(all))}, p95 ${ms(quantile(all, 0.95))}`;
  const slower = worker.map((one) => one * SLOWER);
  return {
    what: `proof of work for one report in a worker of Chromium, times ${SLOWER} for a processor ${SLOWER}x slower`,
    measured: shown(slower),
    yardstick: `on the page that Chromium slows down: ${shown(slowPage)}; not slowed: worker ${shown(worker)}, page ${shown(page)}`,
    ratio: (mean(slower) / mean(slowPage)).toFixed(2),
    goal: 'mean <= 1 s, p95 <= 3 s',
    met: [slower, slowPage].every((all) => mean(all) <= 1_000 && quantile(all, 0.95) <= 3_000),
  };
}

/** Bodies for so many reports, on as many channels as their quota needs. The server cannot distinguish random bytes from encrypted ones. */
async function reportsBelowQuota(installation: Installation, count: number): Promise<string[]> {
  const bodies: string[] = [];
  while (bodies.length < count) {
    const channel = await openChannel(installation);
    for (let made = 0; made < FLOOD.freeReports && bodies.length < count; made += 1) bodies.push(JSON.stringify(aReport(channel)));
  }
  return bodies;
}

const bytes = (size: number) => randomBytes(size).toString('base64');

/** A report of random bytes to a channel, as it is sent. */
export function aReport(channel: string): SendReport {
  return {
    ...{ channel, report: randomUUID(), manifest: 1, body: bytes(ENCRYPTED_TEXT_SIZES[0]!), danger: false },
    wraps: Array.from({ length: READERS }, (_, at) => ({ reader: at + 1, bytes: bytes(WRAP_BYTES) })),
    mailbox: { idHash: bytes(32), verifyKey: bytes(32), letter: bytes(LETTER_BYTES) },
  };
}

const INSERT = {
  name: 'raw-report',
  text: `with r as (insert into public.raw_report values ($1, $2, 1, $3, $4, $5, $6, $7)),
      w as (insert into public.raw_wrap (report_id, channel_id, reader_number, bytes, received_on)
        select $1, $2, n, $8, $3::date from generate_series(1, ${READERS}) n)
    insert into public.raw_action values ($9, $2, $3, $10, $11)`,
};
const [RAW_CHANNEL, BODY, LETTER, WRAP] = [
  randomUUID(),
  ...[ENCRYPTED_TEXT_SIZES[0]!, LETTER_BYTES, WRAP_BYTES].map((size) => randomBytes(size)),
] as const;

function rawRow(): unknown[] {
  const [key, own, hash, salt] = [randomBytes(32), randomBytes(32), randomBytes(32), randomBytes(16)];
  return [randomUUID(), RAW_CHANNEL, TODAY, BODY, key, own, LETTER, WRAP, hash, salt, '{"command": "reports/accept-report"}'];
}

let channels = 0;
let nation: Promise<string> | undefined;

/** An open channel of a party of this installation. */
function openChannel({ deployer, party }: Installation): Promise<string> {
  nation ??= party('nation', 'XR', 'Bench nation');
  return nation.then((partyId) => givenChannel({ deployer, partyId }));
}

/** An open channel with its readers and its list, straight in the database. */
export async function givenChannel({ deployer, partyId }: Pick<Installation, 'deployer'> & { partyId: string }): Promise<string> {
  const [id, at] = [randomUUID(), channels++];
  const { rows } = await deployer.query<{ id: string }>('select id from identity.person limit 1');
  const person = rows[0]!.id;
  const key = randomBytes(32);
  await deployer.query(
    `insert into reports.channel (id, party_id, slug, name, first_key, opened_on, created_at, created_by)
      values ($1, $2, $3, '{"en": "Bench"}', $4, $5, now(), $6)`,
    [id, partyId, `bench-${at}`, key, TODAY, person],
  );
  for (let number = 1; number <= READERS; number += 1) {
    const reader = randomUUID();
    await deployer.query('insert into identity.person (id, name) values ($1, $2)', [reader, 'Bench reader']);
    const recipient = `age1pq1${(at * READERS + number).toString(2).replaceAll('0', 'q').replaceAll('1', 'z').padStart(1952, 'q')}`;
    await deployer.query(
      `insert into reports.reader (channel_id, number, person_id, reader_function, nation, unit, recipient, verify_key, locked, joined_at)
        values ($1, $2, $3, 'reader', 'XR', '{XR}', $4, $5, $6, now())`,
      [id, number, reader, recipient, key, randomBytes(300)],
    );
  }
  const numbers = Array.from({ length: READERS }, (_, index) => index + 1);
  await deployer.query(`insert into reports.manifest values ($1, 1, $2, $3, $4, $4::date + 30, now(), $5)`, [
    id,
    randomBytes(100),
    numbers,
    TODAY,
    person,
  ]);
  return id;
}
