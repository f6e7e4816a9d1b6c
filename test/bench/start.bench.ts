import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbedded } from '#app/launcher/database/embedded.ts';
import { findFreePort } from '#app/launcher/program-under-test.ts';
import { ROOT } from '../source-tree.ts';
import type { Figure } from './figures.ts';
import { median, ms, timeOf } from './measure.ts';

const INSTALLED = [
  'bin',
  'src',
  'tools',
  'policies',
  'facts',
  'package.json',
  'package-lock.json',
  'vite.config.ts',
  'tsconfig.json',
  'tsconfig.web.json',
];
const PAGES = ['/', '/fr', '/treaties?show=everyone', '/fr/treaties?show=everyone', '/policy', '/fr/policy', '/sources', '/fr/sources'];
const WAIT_TIMEOUT_MS = 60_000;

/** `npm start` on a copy of the project as it is after `npm ci`: nothing built, no data. Then started again, and what its public pages weigh. */
export async function measureStarts(): Promise<Figure[]> {
  const [folder, data] = [mkdtempSync(join(tmpdir(), 'manumit-start-')), mkdtempSync(join(tmpdir(), 'manumit-data-'))];
  try {
    for (const part of INSTALLED) cpSync(join(ROOT, part), join(folder, part), { recursive: true });
    symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
    const bare = await bareStarts();
    const first = await start(folder, data);
    const pages = await measurePublicPages(first.address);
    await first.stop();
    const later: number[] = [];
    for (let run = 0; run < 3; run++) {
      const next = await start(folder, data);
      later.push(next.took);
      await next.stop();
    }
    return [
      figure('first start after install (npm start, application built, facts loaded)', first.took, bare.first, 15_000),
      figure('next start (npm start)', median(later), bare.next, 3_000),
      ...pages,
    ];
  } finally {
    for (const path of [folder, data]) rmSync(path, { recursive: true, force: true });
  }
}

function figure(what: string, took: number, bare: number, goal: number): Figure {
  return {
    what,
    measured: ms(took),
    yardstick: `the database alone: ${ms(bare)}`,
    ratio: (took / bare).toFixed(1),
    goal: `<= ${goal / 1000} s`,
    met: took <= goal,
  };
}

async function bareStarts(): Promise<{ first: number; next: number }> {
  const folder = mkdtempSync(join(tmpdir(), 'manumit-bare-'));
  try {
    const up = () => timeOf(async () => void servers.push(await startEmbedded({ dataDirectory: folder })));
    const servers: Awaited<ReturnType<typeof startEmbedded>>[] = [];
    const first = await up();
    await servers.pop()!.stop();
    const next = await up();
    await servers.pop()!.stop();
    return { first, next };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function start(folder: string, data: string): Promise<{ took: number; address: string; stop: () => Promise<void> }> {
  const port = await findFreePort();
  const began = performance.now();
  const child: ChildProcess = spawn('npm', ['start', '--silent'], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env.PATH, HOME: process.env.HOME, HOST: '127.0.0.1', PORT: String(port), MANUMIT_DATA: data },
  });
  let output = '';
  const ready = new Promise<void>((resolve, reject) => {
    for (const stream of [child.stdout!, child.stderr!])
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += text;
        if (output.includes('Manumit is running')) resolve();
      });
    child.once('exit', () => reject(new Error(`It ended before it served:\n${output}`)));
    setTimeout(() => reject(new Error(`It did not serve in time:\n${output}`)), WAIT_TIMEOUT_MS).unref();
  });
  await ready;
  const took = performance.now() - began;
  return {
    took,
    address: `http://127.0.0.1:${port}`,
    async stop() {
      const over = once(child, 'exit');
      child.kill('SIGTERM');
      await over;
    },
  };
}

/** The compressed size of each public page of the real register in a browser that accepts brotli, with its inline styles. */
async function measurePublicPages(address: string): Promise<Figure[]> {
  const size = async (path: string, encoding: string) => {
    const answer = await fetch(address + path, { headers: { 'accept-encoding': encoding } });
    const plain = (await answer.arrayBuffer()).byteLength;
    if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}.`);
    return Number(answer.headers.get('content-length') ?? plain);
  };
  const weights: { path: string; sent: number; plain: number }[] = [];
  for (const path of PAGES) weights.push({ path, sent: await size(path, 'br'), plain: await size(path, 'identity') });
  const heaviest = weights.toSorted((a, b) => b.sent - a.sent)[0]!;
  return [
    {
      what: `heaviest of ${PAGES.length} public pages (${heaviest.path})`,
      measured: `${(heaviest.sent / 1024).toFixed(1)} KiB brotli`,
      yardstick: `uncompressed: ${(heaviest.plain / 1024).toFixed(0)} KiB`,
      ratio: (heaviest.sent / heaviest.plain).toFixed(2),
      goal: '<= 20 KiB',
      met: heaviest.sent <= 20 * 1024,
    },
  ];
}
