import { randomBytes } from 'node:crypto';
import { encode } from '#rooms/reports/crypto/bytes.ts';
import { newKeys } from '#rooms/reports/crypto/keys.ts';
import type { encryptReport } from '#rooms/reports/crypto/report.ts';
import { verifyKeyOf } from '#rooms/reports/crypto/signatures.ts';
import { daysAfter, givenReader, givenReport, signedList } from '#rooms/reports/fixtures.ts';
import type { Figure } from '../figures.ts';
import { bundled, inChromium, servePage } from '../load/code-in-chromium.ts';
import { median, ms, quantile } from '../measure.ts';

const [READERS, SLOWER, RUNS, ROWS, FILE_BYTES] = [5, 4, 20, 25, 1_000_000];
const CHANNEL = '11111111-1111-4111-8111-111111111111';
const PASSPHRASE = 'bench only';

/** What a phone needs to encrypt a report with a file, and what the worker of a reader needs to open the first page of the inbox, and to hand a report over. */
export async function measureEncryption(): Promise<Figure[]> {
  return [await measureEncrypting(), ...(await measureReading())];
}

async function measureEncrypting(): Promise<Figure> {
  const readers = await Promise.all(Array.from({ length: READERS }, (_, at) => givenReader(at + 1, 'XC', ['XC', String(at)])));
  const code = [await bundled('rooms/reports/crypto/report.ts', 'report'), await bundled('rooms/reports/crypto/code.ts', 'code')];
  const [fast, slow] = await inChromium(async (page, session) => {
    await servePage(page);
    for (const [at, name] of ['report', 'code'].entries()) await page.evaluate(`${code[at]}; globalThis.${name} = ${name}`);
    const times = () =>
      page.evaluate(
        async ({ listed, runs, channel, size }) => {
          const { report, code: codes } = globalThis as unknown as {
            report: { encryptReport: typeof encryptReport };
            code: { newCode: () => string; mailboxOf: (code: string) => Parameters<typeof encryptReport>[1]['mailbox'] };
          };
          // Random bytes: what is encrypted is a photograph, and no more than 64 KiB of them are made at once.
          const bytes = new Uint8Array(size);
          for (let at = 0; at < size; at += 65_536) crypto.getRandomValues(bytes.subarray(at, Math.min(size, at + 65_536)));
          const measured: number[] = [];
          for (let run = 0; run < runs; run += 1) {
            const mailbox = codes.mailboxOf(codes.newCode());
            const began = performance.now();
            const made = await report.encryptReport(
              { channel, report: crypto.randomUUID() },
              {
                content: { answers: {}, text: 'They sleep behind the depot.' },
                files: [{ name: 'picture.jpg', type: 'image/jpeg', bytes }],
                readers: listed,
                mailbox,
                channelKey: new Uint8Array(32),
                manifest: 1,
              },
            );
            measured.push(performance.now() - began);
            if (typeof made === 'string' || made.container === null || made.wraps.length !== listed.length)
              throw new Error('nothing encrypted');
          }
          return measured;
        },
        { listed: readers.map((one) => one.listed), runs: RUNS, channel: CHANNEL, size: FILE_BYTES },
      );
    await times();
    const quick = await times();
    await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
    return [quick, await times()];
  });
  const p95 = quantile(slow!, 0.95);
  return {
    what: `encrypting a report with a file of 1 MB to ${READERS} readers in Chromium, processor ${SLOWER}x slower, p95`,
    measured: `${ms(p95)} (median ${ms(median(slow!))})`,
    yardstick: `not slowed down: ${ms(quantile(fast!, 0.95))}`,
    ratio: (p95 / quantile(fast!, 0.95)).toFixed(1),
    goal: '<= 400 ms',
    met: p95 <= 400,
  };
}

// As text: this folder is checked without the types of a browser.
const START_WORKER = `
  const started = new Worker('/worker.js');
  let calls = 0;
  globalThis.call = (call, input) => new Promise((resolve, reject) => {
    const id = calls++;
    started.addEventListener('message', ({ data }) => {
      if (data.id === id) 'value' in data ? resolve(data.value) : reject(new Error(data.failure));
    });
    started.postMessage({ id, call, input });
  });`;
type WorkerWindow = { call: (name: string, input: unknown) => Promise<unknown> };

async function measureReading(): Promise<Figure[]> {
  const readers = await Promise.all([1, 2, 3].map((number) => givenReader(number, 'XC', ['XC', String(number)], PASSPHRASE)));
  const listed = readers.map((one) => one.listed);
  const reports: { report: string; body: string; wrap: string }[] = [];
  for (let row = 0; row < ROWS; row += 1) {
    const { sent } = await givenReport(CHANNEL, listed, { manifest: 1, channelKey: randomBytes(32) });
    reports.push({ report: sent.report, body: sent.body, wrap: sent.wraps[0]!.bytes });
  }
  const worker = await bundled('rooms/reports/ui/worker/reader-worker.ts', 'worker');
  const today = new Date().toISOString().slice(0, 10);
  const { signingKey } = newKeys();
  const named = { channel: CHANNEL, number: 1, validFrom: today, validUntil: daysAfter(today, 60), readers: listed, former: [] };
  const list = { channel: CHANNEL, keys: { first: encode(verifyKeyOf(signingKey)), successors: [] }, today };
  const given = { ...list, signed: signedList(named, signingKey) };
  const { first, later, handed } = await inChromium(async (page) => {
    await servePage(page, worker);
    await page.evaluate(START_WORKER);
    const { locked } = readers[0]!.joining;
    await page.evaluate((input) => (globalThis as unknown as WorkerWindow).call('unlock', input), {
      ...{ channel: CHANNEL, locked, passphrase: PASSPHRASE },
    });
    const open = () =>
      page.evaluate(
        async (input) => {
          const began = performance.now();
          const opened = (await (globalThis as unknown as WorkerWindow).call('openReports', input)) as { text?: string }[];
          if (opened.some(({ text }) => text === undefined)) throw new Error('not opened');
          return performance.now() - began;
        },
        { channel: CHANNEL, reports },
      );
    // The first is what a reader waits for after unlocking: nothing is compiled yet.
    const cold = await open();
    const times: number[] = [];
    for (let run = 0; run < RUNS; run += 1) times.push(await open());
    // A newcomer gets reports that were sent before they joined, one by one.
    const handed = await page.evaluate(
      async ({ list, newcomer, reports }) => {
        const measured: number[] = [];
        for (const report of reports) {
          const began = performance.now();
          const [made] = (await (globalThis as unknown as WorkerWindow).call('handOver', { list, newcomer, reports: [report] })) as {
            wrap?: string;
          }[];
          measured.push(performance.now() - began);
          if (made?.wrap === undefined) throw new Error('not handed over');
        }
        return measured;
      },
      { list: given, newcomer: listed.at(-1)!.number, reports },
    );
    return { first: cold, later: times, handed };
  });
  const p95 = quantile(handed, 0.95);
  const opening: Figure = {
    what: `${ROWS} reports of the inbox opened in the reader’s worker in Chromium, the first after unlocking`,
    measured: ms(first),
    yardstick: `again: p95 ${ms(quantile(later, 0.95))}`,
    ratio: (first / quantile(later, 0.95)).toFixed(1),
    goal: '<= 1 s',
    met: first <= 1_000,
  };
  const handing: Figure = {
    what: `an old report wrapped for a new reader in the worker of one who holds it, with the check of the list and of whom it is about, p95 of ${ROWS}`,
    measured: `${ms(p95)} (median ${ms(median(handed))})`,
    yardstick: `opening one: ${ms(median(later) / ROWS)}`,
    ratio: (median(handed) / (median(later) / ROWS)).toFixed(1),
    goal: '<= 100 ms',
    met: p95 <= 100,
  };
  return [opening, handing];
}
