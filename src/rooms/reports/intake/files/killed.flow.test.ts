import { spawn } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { startWebProcess, type WebProcess } from '#app/launcher/process/web-process.ts';
import { findFreePort } from '#app/launcher/program-under-test.ts';
import { openTestBed, type TestBed } from '../../../../../test/database/harness.ts';
import { givenOpenChannel, givenReport, type OpenChannel } from '../../fixtures.ts';
import type { Upload } from './files.schema.ts';
import { chunksOf } from './files.schema.ts';
import { CHUNK_BYTES } from './ticket-header.ts';

const FILE = { name: 'a.bin', type: '', bytes: randomBytes(600_000) };
let bed: TestBed;
let channel: OpenChannel;
let web: WebProcess;

async function start(): Promise<void> {
  const config = { host: '127.0.0.1', port: await findFreePort(), surface: 'public' as const, publicUrl: undefined };
  const order = {
    config: { ...config, deskUrl: 'http://localhost', trustedProxy: [] },
    app: bed.app,
    watchedFolder: null,
    exercise: false,
  };
  web = await startWebProcess(order as never);
}

/** Ends the web process as a failing machine does. */
async function kill(): Promise<void> {
  const isWeb = (pid: string) => {
    try {
      const parent = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)!.split(' ')[1];
      return parent === String(process.pid) && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('/src/app/server.ts');
    } catch {
      return false;
    }
  };
  process.kill(Number(readdirSync('/proc').find((pid) => /^\d+$/.test(pid) && isWeb(pid))), 'SIGKILL');
  await web.ended;
}

// A proxy in front of the server: it forwards so many bytes of a request and of an answer, and then only reads. It prints a line when it stops forwarding,
// and ends when its standard input does: with the process of the test, however that ends.
const PROXY = `
  process.stdin.resume().on('end', () => process.exit());
  const [port, request, answer] = process.argv.slice(1).map(Number);
  const handOn = (from, to, most, name) => {
    let left = most;
    from.on('data', (bytes) => {
      // The server answers at its own address alone.
      const part = Buffer.from(bytes.toString('latin1').replace(/^host: .*/m, 'host: 127.0.0.1:' + port), 'latin1');
      if (left > 0) to.write(part.subarray(0, left));
      left -= part.length;
      if (left <= 0) console.log(name);
    });
    from.on('error', () => {}).on('close', () => to.destroy());
  };
  require('node:net').createServer((sender) => {
    const server = require('node:net').connect(port, '127.0.0.1');
    handOn(sender, server, request, 'request cut');
    handOn(server, sender, answer, 'answer cut');
  }).listen(0, '127.0.0.1', function () { console.log(this.address().port); });`;

/** Starts the proxy as a process of its own, which ends with its test. `line`: what it says next. */
async function startProxy(request: number, answer: number) {
  const child = spawn(process.execPath, ['-e', PROXY, new URL(web.address).port, String(request), String(answer)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  const kill = async () => {
    child.kill('SIGKILL');
    await ended;
  };
  onTestFinished(kill);
  const line = async () => String((await once(child.stdout, 'data'))[0]).trim();
  const address = `http://127.0.0.1:${await line()}`;
  return { address, line, kill };
}

/** The status of a request; null where no answer came. */
async function ask(
  method: string,
  url: string,
  body: unknown,
  headers: Record<string, string> = {},
  address = web.address,
): Promise<number | null> {
  const content = body instanceof Buffer ? new Uint8Array(body) : JSON.stringify(body);
  const type = body instanceof Buffer ? 'application/octet-stream' : 'application/json';
  const init = { method, body: content, headers: { 'content-type': type, 'idempotency-key': randomUUID(), ...headers } };
  return fetch(`${address}${url}`, init).then(
    ({ status }) => status,
    () => null,
  );
}

const count = async (table: string) => (await bed.deployer.query(`select count(*)::int as n from reports.${table}`)).rows[0].n as number;

beforeAll(async () => {
  bed = await openTestBed();
  channel = await givenOpenChannel(bed, new Date().toISOString().slice(0, 10));
  await start();
});
afterAll(async () => {
  await web.drain();
  await bed.close();
});

describe('a report with files (5e)', () => {
  test('is stored whole and once although the server is killed while it arrives', async () => {
    const { sent, ticket, encrypted } = await givenReport(channel.id, channel.listed, { ...channel.list, files: [FILE] });
    const container = Buffer.from(encrypted.container!);
    const chunks = chunksOf(container.length);
    // Killed while the text is sent, then in the middle of the files, a little later each time.
    const underWay = ask('POST', '/r/reports', sent);
    await kill();
    await underWay;
    await start();
    expect(await ask('POST', '/r/reports', sent)).toBe(200);
    for (let kills = 0, stored = 0; stored < chunks; ) {
      const answer = await fetch(`${web.address}/r/files`, {
        method: 'POST',
        body: JSON.stringify({ ticket }),
        headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
      });
      ({ stored } = ((await answer.json()) as Upload).found!);
      for (; stored < chunks; stored += 1) {
        const chunk = container.subarray(stored * CHUNK_BYTES, (stored + 1) * CHUNK_BYTES);
        const isKilled = kills < 2 && stored === 3 * (kills + 1);
        const sending = ask('PUT', '/r/files', chunk, { 'upload-ticket': ticket, 'upload-place': String(stored) });
        if (isKilled) {
          kills += 1;
          await kill();
          await sending;
          await start();
          break;
        }
        expect(await sending).toBe(200);
      }
    }
    const { rows } = await bed.deployer.query('select place, bytes from reports.chunk order by place');
    expect(rows.map(({ place }) => place)).toEqual(Array.from({ length: chunks }, (_, at) => at));
    expect(Buffer.concat(rows.map(({ bytes }) => bytes)).equals(container)).toBe(true);
    // One act for the text, one for its files.
    expect([await count('report'), await count('container'), await count('recorded_action')]).toEqual([1, 1, 2]);
  });

  test('is stored whole and once although the proxy is killed with half of its text, or with its answer', async () => {
    const { sent } = await givenReport(channel.id, channel.listed, channel.list);
    const stored = async () => [await count('report'), await count('wrap'), await count('recorded_action')];
    const before = await stored();
    const after = [before[0]! + 1, before[1]! + channel.listed.length, before[2]! + 1];
    const half = await startProxy(JSON.stringify(sent).length / 2, Infinity);
    const cut = [half.line(), ask('POST', '/r/reports', sent, {}, half.address)] as const;
    expect(await cut[0]).toBe('request cut');
    await half.kill();
    expect(await cut[1]).toBeNull();
    expect(await stored()).toEqual(before);
    const silent = await startProxy(Infinity, 1);
    const answered = [silent.line(), ask('POST', '/r/reports', sent, {}, silent.address)] as const;
    expect(await answered[0]).toBe('answer cut');
    await silent.kill();
    expect(await answered[1]).toBeNull();
    expect(await stored()).toEqual(after);
    const whole = await startProxy(Infinity, Infinity);
    expect(await ask('POST', '/r/reports', sent, {}, whole.address)).toBe(200);
    await whole.kill();
    expect(await stored()).toEqual(after);
    const { rows } = await bed.deployer.query('select body from reports.report where id = $1', [sent.report]);
    expect(rows[0].body.equals(Buffer.from(sent.body, 'base64'))).toBe(true);
  });
});
