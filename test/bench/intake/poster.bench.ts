import { fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { CDPSession, Page } from 'playwright-core';
import { findEmbedded } from '#app/launcher/database/embedded.ts';
import { findFreePort, manumit, until } from '#app/launcher/program-under-test.ts';
import { connect } from '#platform/db/pool.ts';
import { languagesAt, loadPublicLanguages } from '#platform/texts/public-languages.ts';
import { decode } from '#rooms/reports/crypto/bytes.ts';
import { fingerprintOf } from '#rooms/reports/manifest/manifest.ts';
import { addressIn } from '#site/public-page.ts';
import type { Figure } from '../figures.ts';
import { inChromium } from '../load/code-in-chromium.ts';
import { slowLine } from '../load/slow-line.ts';
import { ms } from '../measure.ts';
import { aReport, givenChannel } from './reports.bench.ts';

const [SLUG, CLIENTS, PAUSE_MS, CHANNELS] = ['port-amber', 500, 10_000, 150];
const LINE = { bitsPerSecond: 50_000, roundTripMs: 800 };
const [SLOWER, RUNS, MAX_BYTES] = [6, 3, 110_000];

/** From the QR of a poster to the code, on a slow phone and a slow line, while many others report. */
export async function measurePoster(): Promise<Figure[]> {
  const data = mkdtempSync(join(tmpdir(), 'manumit-poster-'));
  const port = await findFreePort();
  const line = await slowLine(port, LINE);
  const address = `http://localhost:${line.port}`;
  const run = manumit(['exercise', '--json'], { PORT: String(port), MANUMIT_DATA: data, PUBLIC_URL: address });
  try {
    await until(() => run.output().includes('"publicUrl"'), run.output);
    const direct = `http://localhost:${port}`;
    const poster = `${address}/r/${SLUG}#${await fingerprintAt(direct)}`;
    const alone = await journeys(poster, line.bytes);
    const load = fork(new URL('../load/reporting-clients.ts', import.meta.url), [
      ...[direct, String(CLIENTS), String(PAUSE_MS), JSON.stringify(aReport(randomUUID())), (await channelsIn(data)).join()],
    ]);
    await wait(PAUSE_MS);
    const among = await journeys(poster, line.bytes);
    const reported = once(load, 'message');
    load.send('over');
    const [statuses] = (await reported) as [Record<string, number>];
    const others = Object.entries(statuses).map(([status, count]) => `${count} x ${status}`);
    const paints = await firstPaints(direct);
    const slowest = paints.reduce((slow, one) => (one.paint > slow.paint ? one : slow));
    return [
      {
        what: `from the QR of a poster to the code, and to a report received, 50 kbit/s, round trip 800 ms, processor ${SLOWER}x slower, while ${CLIENTS} clients report every ${PAUSE_MS / 1000} s`,
        measured: `${ms(worst(among, 'code'))}, ${ms(worst(among, 'received'))}; the others: ${others.join(', ')}`,
        yardstick: `alone: ${ms(worst(alone, 'code'))}, ${ms(worst(alone, 'received'))}`,
        ratio: (worst(among, 'code') / worst(alone, 'code')).toFixed(2),
        goal: '<= 60 s',
        met: worst(among, 'code') <= 60_000 && (statuses['200'] ?? 0) > 0,
      },
      {
        what: 'bytes over that line until the code is shown, both ways, with headers, without TLS',
        measured: `${(worst(among, 'bytes') / 1000).toFixed(1)} kB`,
        yardstick: `until the report is received: ${(worst(among, 'allBytes') / 1000).toFixed(1)} kB`,
        ratio: (worst(among, 'bytes') / worst(among, 'allBytes')).toFixed(2),
        goal: `<= ${MAX_BYTES / 1000} kB`,
        met: worst(among, 'bytes') <= MAX_BYTES,
      },
      {
        what: `first paint of the page of a channel, the slowest of its languages, 50 kbit/s, 800 ms a request, processor ${SLOWER}x slower`,
        measured: `${ms(slowest.paint)} (${slowest.code})`,
        yardstick: `in English over the line above, its connection set up first: ${ms(worst(alone, 'paint'))}`,
        ratio: (slowest.paint / worst(alone, 'paint')).toFixed(2),
        goal: '<= 2.0 s',
        met: slowest.paint <= 2_000,
      },
    ];
  } finally {
    run.child.kill('SIGTERM');
    await run.code;
    await line.close();
    rmSync(data, { recursive: true, force: true });
  }
}

type Journey = { paint: number; code: number; received: number; bytes: number; allBytes: number };
const worst = (all: readonly Journey[], of: keyof Journey) => Math.max(...all.map((one) => one[of]));

async function journeys(poster: string, bytes: { up: number; down: number }): Promise<Journey[]> {
  const made: Journey[] = [];
  for (let turn = 0; turn < RUNS; turn += 1) made.push(await inChromium((page, session) => journey(page, session, { poster, bytes })));
  return made;
}

/** A person who scans, presses what leads on, and answers nothing that they may skip: what remains is the waiting. */
async function journey(
  page: Page,
  session: CDPSession,
  { poster, bytes }: { poster: string; bytes: { up: number; down: number } },
): Promise<Journey> {
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
  const before = bytes.up + bytes.down;
  const began = performance.now();
  const waitFor = { timeout: 180_000 };
  await page.goto(poster, { waitUntil: 'commit', ...waitFor });
  await page.getByRole('button', { name: /I saw something/ }).click(waitFor);
  const forward = page.getByRole('button', { name: 'Go on' });
  const code = page.locator('.cd li');
  const shown = code
    .nth(8)
    .waitFor({ ...waitFor, state: 'visible' })
    .then(() => performance.now() - began);
  let isShown = false;
  void shown.then(() => {
    isShown = true;
  });
  await forward.waitFor(waitFor);
  const words = page.getByLabel('What did you see or hear?');
  while (!isShown) {
    if (await words.isVisible()) await words.fill('They sleep behind the depot.');
    if (!isShown) await forward.click({ timeout: 1_000 }).catch(() => {});
    await Promise.race([shown, wait(200)]);
  }
  const atCode = await shown;
  const atCodeBytes = bytes.up + bytes.down - before;
  const groups = await page.locator('.cd li b').allTextContents();
  const asked = Number(/\d+/.exec((await page.locator('label.lb:visible').textContent())!)![0]);
  await page.locator('input.in:visible').fill(groups[asked - 1]!);
  await forward.click(waitFor);
  await page.getByRole('button', { name: 'Send' }).click(waitFor);
  await page.getByText(/The site received your report on/).waitFor(waitFor);
  const received = performance.now() - began;
  return { paint: await firstPaint(page), code: atCode, received, bytes: atCodeBytes, allBytes: bytes.up + bytes.down - before };
}

/** The first paint in each language of the page. As the tools of Chromium slow down a line: each request waits, and setting up a connection takes no time. */
async function firstPaints(address: string): Promise<{ code: string; paint: number }[]> {
  const paints: { code: string; paint: number }[] = [];
  const throughput = LINE.bitsPerSecond / 8;
  for (const language of languagesAt(loadPublicLanguages(), '/r'))
    for (let turn = 0; turn < RUNS; turn += 1)
      await inChromium(async (page, session) => {
        await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
        await session.send('Network.enable');
        await session.send('Network.emulateNetworkConditions', {
          ...{ offline: false, latency: LINE.roundTripMs, downloadThroughput: throughput, uploadThroughput: throughput },
        });
        await page.goto(address + addressIn(language, `/r/${SLUG}`));
        paints.push({ code: language.code, paint: await firstPaint(page) });
      });
  return paints;
}

const firstPaint = (page: Page) => page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN);

async function fingerprintAt(address: string): Promise<string> {
  const { keys } = (await (await fetch(`${address}/r/${SLUG}/readers`)).json()) as { keys: { first: string } };
  return fingerprintOf(decode(keys.first));
}

/** Channels for the others, so many that each stays below its quota. */
async function channelsIn(data: string): Promise<string[]> {
  const server = findEmbedded(data);
  if (server === undefined) throw new Error('The database of the exercise does not run.');
  const deployer = await connect(server);
  try {
    const { rows } = await deployer.query<{ id: string }>(`select id from parties.party where kind = 'nation' limit 1`);
    const made: string[] = [];
    for (let at = 0; at < CHANNELS; at += 1) made.push(await givenChannel({ deployer, partyId: rows[0]!.id }));
    return made;
  } finally {
    await deployer.end();
  }
}
