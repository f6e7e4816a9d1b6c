import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { startWebProcess } from '#app/launcher/process/web-process.ts';
import { findFreePort } from '#app/launcher/program-under-test.ts';
import { decode } from '#rooms/reports/crypto/bytes.ts';
import { envelopeHash, solveWork } from '#rooms/reports/intake/flood/work.ts';
import type { SendReport } from '#rooms/reports/intake/intake.schema.ts';
import type { Figure } from '../figures.ts';
import type { Installation } from '../installation.ts';
import { ms, quantile } from '../measure.ts';
import { aReport, givenChannel } from './reports.bench.ts';

const [JUNK, CHANNELS, CONNECTIONS, PAUSE_MS, ALONE] = [10_000, 250, 50, 200, 20];

/** How soon a report of danger is stored while 10,000 others that say danger arrive. They are on many channels, below each quota: junk without work is the worst case. */
export async function measureFlood(installation: Installation): Promise<Figure[]> {
  const { deployer } = installation;
  const config = { host: '127.0.0.1', port: await findFreePort(), surface: 'public' as const, trustedProxy: [] };
  const address = `http://127.0.0.1:${config.port}`;
  const web = await startWebProcess({
    config: { ...config, publicUrl: address, deskUrl: address },
    app: installation.app,
    watchedFolder: null,
    exercise: false,
  });
  const post = async (report: SendReport) => {
    const headers = { 'content-type': 'application/json', 'idempotency-key': randomUUID() };
    const ask = () => fetch(`${address}/r/reports`, { method: 'POST', body: JSON.stringify(report), headers });
    // The server closes idle connections: like a browser, the sender sends again on a new one.
    const response = await ask().catch(ask);
    return { status: response.status, body: (await response.json()) as { hour: number; challenge: string } };
  };
  // A refusal is no end of the case: the figure says how many there were, and how long the other reports took.
  let [refused, trueOnes] = [0, 0];
  const isStored = (status: number): boolean => {
    if (status !== 200) refused += 1;
    return status === 200;
  };
  /** Sends a true report, with its work where that is asked, and adds the time until it is stored. */
  const sendTrue = async (channel: string, times: number[]): Promise<void> => {
    const report = { ...aReport(channel), danger: true };
    trueOnes += 1;
    const began = performance.now();
    let { status, body } = await post(report);
    if (status === 429) {
      const work = { hour: body.hour, answers: solveWork(decode(body.challenge), envelopeHash(report)) };
      ({ status } = await post({ ...report, work }));
    }
    const took = performance.now() - began;
    if (isStored(status)) times.push(took);
  };
  try {
    const partyId = await installation.party('nation', 'XR', 'Bench nation');
    const channels: string[] = [];
    for (let at = 0; at < CHANNELS; at += 1) channels.push(await givenChannel({ deployer, partyId }));
    const own = await givenChannel({ deployer, partyId });
    const alone: number[] = [];
    for (let turn = 0; turn < ALONE; turn += 1) await sendTrue(own, alone);
    const junk = aReport(own);
    let [sent, isOver] = [0, false];
    const flood = async () => {
      while (sent < JUNK) {
        const channel = channels[sent++ % channels.length]!;
        const { report, mailbox } = aReport(channel);
        isStored((await post({ ...junk, channel, report, danger: true, mailbox: { ...mailbox, letter: junk.mailbox.letter } })).status);
      }
    };
    const among: number[] = [];
    const sendTrueOnes = async () => {
      while (!isOver) {
        await sendTrue(channels[trueOnes % channels.length]!, among);
        await wait(PAUSE_MS);
      }
    };
    const began = performance.now();
    const flooding = Promise.all(Array.from({ length: CONNECTIONS }, flood)).finally(() => {
      isOver = true;
    });
    await Promise.all([flooding, sendTrueOnes()]);
    const seconds = (performance.now() - began) / 1000;
    const { rows } = await deployer.query<{ n: number }>('select count(*)::int as n from reports.danger');
    const lost = JUNK + trueOnes - rows[0]!.n;
    const worst = Math.max(...among);
    return [
      {
        what: `a report of danger until it is stored, among ${JUNK.toLocaleString('en')} others that say danger, over ${CONNECTIONS} connections`,
        measured: `at most ${ms(worst)} of ${among.length}, p95 ${ms(quantile(among, 0.95))}; ${lost} not stored, ${refused} refused; the flood: ${(JUNK / seconds).toFixed(0)}/s`,
        yardstick: `before the flood: at most ${ms(Math.max(...alone))} of ${alone.length}`,
        ratio: (worst / Math.max(...alone)).toFixed(1),
        goal: '<= 5 s, all stored',
        met: worst <= 5_000 && lost === 0,
      },
    ];
  } finally {
    await web.drain();
  }
}
