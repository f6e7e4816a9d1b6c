import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { Agent, type IncomingMessage, request } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { startWebProcess } from '#app/launcher/process/web-process.ts';
import { findFreePort } from '#app/launcher/program-under-test.ts';
import { ENCRYPTED_ANSWER_SIZES } from '#rooms/reports/crypto/sizes.ts';
import { mailboxHash } from '#rooms/reports/intake/mailbox-hash.ts';
import type { Figure } from '../figures.ts';
import type { Installation } from '../installation.ts';
import { median, ms, quantile, timesOf } from '../measure.ts';
import { aReport, givenChannel } from './reports.bench.ts';

const ROUNDS = 2_000;
/** Differences that count as one class of time: of medians and of 95th percentiles, in milliseconds. */
const [MAX_MEDIAN, MAX_P95] = [0.1, 1];
const KINDS = ['unknown code', 'nothing new', 'new answer'] as const;
type Kind = (typeof KINDS)[number];

/** How long an answer about a mailbox takes, by what is in it: asked in turn on one connection of the same machine, where nothing else disturbs. */
export async function measureMailbox(installation: Installation): Promise<Figure[]> {
  const { deployer } = installation;
  const config = { host: '127.0.0.1', port: await findFreePort(), surface: 'public' as const, trustedProxy: [] };
  const address = `http://127.0.0.1:${config.port}`;
  const web = await startWebProcess({
    config: { ...config, publicUrl: address, deskUrl: address },
    app: installation.app,
    watchedFolder: null,
    exercise: false,
  });
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const ask = async (path: string, body: object) => {
    const headers = { 'content-type': 'application/json', 'idempotency-key': randomUUID() };
    const sent = request(`${address}${path}`, { method: 'POST', agent, headers }).end(JSON.stringify(body));
    const [answer] = (await once(sent, 'response')) as [IncomingMessage];
    const content = await buffer(answer);
    if (answer.statusCode !== 200) throw new Error(content.toString());
    return content;
  };
  try {
    const partyId = await installation.party('nation', 'XR', 'Bench nation');
    const channel = await givenChannel({ deployer, partyId });
    const mailboxes = Object.fromEntries(KINDS.map((kind) => [kind, randomBytes(32).toString('base64')])) as Record<Kind, string>;
    for (const kind of KINDS.slice(1)) {
      const report = aReport(channel);
      await ask('/r/reports', { ...report, mailbox: { ...report.mailbox, idHash: mailboxHash(mailboxes[kind]).toString('base64') } });
      if (kind === 'new answer')
        await deployer.query(`insert into reports.message values ($1, 'to-reporter', 0, $2, current_date)`, [
          report.report,
          randomBytes(ENCRYPTED_ANSWER_SIZES[0]!),
        ]);
    }
    const times: Record<Kind, number[]> = { 'unknown code': [], 'nothing new': [], 'new answer': [] };
    for (let round = -50; round < ROUNDS; round += 1)
      for (let at = 0; at < KINDS.length; at += 1) {
        // Each comes as often after each other.
        const kind = KINDS[(at * (round % 2 === 0 ? 1 : 2) + Math.abs(round)) % KINDS.length]!;
        const mailbox = mailboxes[kind];
        const began = performance.now();
        await ask('/r/mailbox', { mailbox });
        if (round >= 0) times[kind].push(performance.now() - began);
      }
    const spread = (all: readonly (readonly number[])[], of: (values: readonly number[]) => number) => {
      const found = all.map(of);
      return Math.max(...found) - Math.min(...found);
    };
    const p95 = (values: readonly number[]) => quantile(values, 0.95);
    const each = KINDS.map((kind) => times[kind]);
    // What this run cannot distinguish: the same question, in turn counted to one half and to the other.
    const halves = each.map((all) => [0, 1].map((half) => all.filter((_, at) => at % 2 === half)));
    const [same, sameP95] = [Math.max(...halves.map((two) => spread(two, median))), Math.max(...halves.map((two) => spread(two, p95)))];
    const work: number[] = [];
    for (const kind of KINDS) {
      const asked = [mailboxHash(mailboxes[kind]), ENCRYPTED_ANSWER_SIZES[0]];
      work.push(median(await timesOf(() => deployer.query('select reports.mailbox($1, $2, now())', asked), 300)));
    }
    const [between, betweenP95] = [spread(each, median), spread(each, p95)];
    const exact = (value: number) => `${value.toFixed(3)} ms`;
    const list = (values: readonly number[], show: (value: number) => string) => values.map(show).join(', ');
    return [
      {
        what: `answer about a mailbox, ${ROUNDS.toLocaleString('en')} each of ${KINDS.join(', ')} in turn on one connection: differences of medians and of p95`,
        measured: `${exact(between)}, p95 ${exact(betweenP95)} (medians ${list(each.map(median), exact)}; p95 ${list(each.map(p95), ms)})`,
        yardstick: `resolution: two halves of one kind differ by ${exact(same)}, p95 ${exact(sameP95)}; the query alone: ${list(work, exact)}`,
        ratio: (between / Math.max(same, 0.001)).toFixed(1),
        goal: `<= ${MAX_MEDIAN} ms, p95 <= ${MAX_P95} ms`,
        met: between <= MAX_MEDIAN && betweenP95 <= MAX_P95,
      },
    ];
  } finally {
    agent.destroy();
    await web.drain();
  }
}
