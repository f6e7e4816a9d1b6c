import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SESSION_COOKIE } from '#platform/http/server.ts';
import { canFailCalls } from './faults.ts';
import { type Installation, startInstallation } from './installation.ts';

// Every write goes through the one command runner; these routes of three kinds (made anew, changed, ended) stand for all.
const PIECE = {
  editionId: 'nato-thb-2004',
  obligationIds: ['P3.3'],
  kind: 'EV-CAMP',
  says: 'met',
  title: 'Written to be flushed',
  date: '2026-10-01',
  source: 'Order of the day',
};
const ROUNDS = 5;

let installation: Installation;
const folder = mkdtempSync(join(tmpdir(), 'flush-test-'));
const trace = join(folder, 'trace');

/** Calls a write route; the address carries a mark by which the trace finds the request again. */
async function write(method: string, path: string, body: object | undefined, version?: number): Promise<{ mark: string; id: string }> {
  const mark = randomUUID();
  const answer = await fetch(`${installation.address}${path}`, {
    method,
    headers: {
      'x-mark': mark,
      'idempotency-key': randomUUID(),
      cookie: `${SESSION_COOKIE}=${installation.token}`,
      ...(body && { 'content-type': 'application/json' }),
      ...(version && { 'if-match': `"${version}"` }),
    },
    ...(body && { body: JSON.stringify(body) }),
  });
  const said = (await answer.json()) as { id: string };
  expect(answer.status, `${method} ${path} ${JSON.stringify(said)}`).toBe(200);
  return { mark, id: said.id };
}

/** What lies in the trace between the arrival of a marked request and its answer, line by line. */
function between(lines: readonly string[], mark: string, web: number): string[] {
  const arrived = lines.findIndex((line) => line.includes(mark));
  const answered = lines.findIndex((line, at) => at > arrived && line.startsWith(String(web)) && line.includes('HTTP/1.1 200'));
  expect(arrived, `${mark} arrived`).toBeGreaterThan(-1);
  expect(answered, `${mark} answered`).toBeGreaterThan(arrived);
  return lines.slice(arrived, answered);
}

describe.runIf(process.platform === 'linux' && canFailCalls())(
  'a write is on the disk before it is acknowledged (clause 5g: evidence stands)',
  () => {
    beforeAll(async () => {
      installation = await startInstallation();
      await installation.recover();
    }, 120_000);
    afterAll(async () => {
      await installation?.close();
      rmSync(folder, { recursive: true, force: true });
    });

    test('fdatasync is over between the arrival of each write and its answer', async () => {
      // Warm: connections stand before they are watched.
      await write('PUT', '/desk/api/session/language', { language: 'en' });
      const { web, postmaster, backends } = installation.processes();
      // With the postmaster, so that a connection opened meanwhile is watched too.
      const pids = [web, postmaster, ...backends].flatMap((pid) => ['-p', String(pid)]);
      const tracer = spawn('strace', ['-f', '-qq', '-s', '2000', '-o', trace, '-e', 'trace=fdatasync,read,write,writev', ...pids], {
        stdio: 'ignore',
      });
      const over = once(tracer, 'exit');
      await wait(1_500);
      const marks: string[] = [];
      for (let round = 0; round < ROUNDS; round++) {
        const made = await write('POST', `/desk/api/parties/${installation.partyId}/evidence`, PIECE);
        const changed = await write('PUT', `/desk/api/evidence/${made.id}`, { ...PIECE, title: 'Changed' }, 1);
        const submitted = await write('POST', `/desk/api/evidence/${made.id}/submission`, {}, 2);
        const ended = await write('POST', `/desk/api/evidence/${made.id}/withdrawal`, { reason: 'Written twice.' }, 3);
        const chosen = await write('PUT', '/desk/api/session/language', { language: round % 2 ? 'en' : 'fr' });
        marks.push(...[made, changed, submitted, ended, chosen].map(({ mark }) => mark));
        // The sequencer flushes too; it must be at rest, or its flush would stand for ours.
        await wait(300);
      }
      tracer.kill('SIGINT');
      await over;
      const lines = readFileSync(trace, 'utf8').split('\n');
      const unflushed = marks.filter((mark) => !between(lines, mark, web).some((line) => /fdatasync.*= 0$/.test(line)));
      expect(marks).toHaveLength(5 * ROUNDS);
      expect(unflushed).toEqual([]);
    }, 120_000);
  },
);
