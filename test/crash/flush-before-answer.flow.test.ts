import { randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SESSION_COOKIE } from '#platform/http/server.ts';
import { derivePassword } from '#platform/identity/password.ts';
import { newSalt } from '#rooms/people/sign-in/sign-in-tokens.ts';
import { canFailCalls, traceProcesses } from './faults.ts';
import { type Installation, startInstallation } from './installation.ts';

// Every write goes through the one command runner (test/docs/clauses.test.ts checks that for all addresses). Its paths to a commit: a command in a session
// that creates, changes or ends something; a file that is uploaded first; a sign-in without a session yet; the end of a session; and statements, for which
// another connection waits for the disk. A repetition is acknowledged without being written, and waits for what it repeats.
const ITEM = {
  editionId: 'nato-thb-2004',
  obligationIds: ['P3.3'],
  kind: 'EV-CAMP',
  says: 'met',
  title: 'Written to be flushed',
  date: '2026-10-01',
  source: 'Order of the day',
};
const STATEMENT = {
  actor: { account: { homePage: 'https://learn.example.org', name: 'XL-1' } },
  verb: { id: 'http://adlnet.gov/expapi/verbs/experienced' },
  object: { id: 'https://learn.example.org/lessons/1' },
};
const systemsOwn = () => ({ 'x-experience-api-version': '2.0.0', authorization: `Basic ${btoa(installation.credential)}` });
const PASSWORD = 'twelve letters and more';
const ROUNDS = 5;

let installation: Installation;
const folder = mkdtempSync(join(tmpdir(), 'flush-test-'));
const trace = join(folder, 'trace');

type Written = { mark: string; id: string; session: string | undefined };
const cookieOf = (token: string) => `${SESSION_COOKIE}=${token}`;

/** Calls a write route; its headers carry a marker by which the trace finds the request. */
async function write(
  method: string,
  path: string,
  body: object | string | undefined,
  {
    version,
    cookie = cookieOf(installation.token),
    headers = {},
  }: { version?: number; cookie?: string; headers?: Record<string, string> } = {},
): Promise<Written> {
  const mark = randomUUID();
  const isFile = typeof body === 'string';
  const answer = await fetch(`${installation.address}${path}`, {
    method,
    headers: {
      'x-mark': mark,
      'idempotency-key': randomUUID(),
      ...(cookie && { cookie }),
      ...(body && { 'content-type': isFile ? 'application/octet-stream' : 'application/json' }),
      ...(version && { 'if-match': `"${version}"` }),
      ...headers,
    },
    ...(body && { body: isFile ? body : JSON.stringify(body) }),
  });
  const entered = (await answer.json()) as { id: string };
  expect(answer.status, `${method} ${path} ${JSON.stringify(entered)}`).toBe(200);
  return { mark, id: entered.id, session: answer.headers.getSetCookie()[0]?.split(';')[0] };
}

/** Gives the writer an address and a password but no second factor, so that signing in is one step. */
async function givenPassword(): Promise<string> {
  const [email, salt] = [`${randomUUID()}@example.org`, newSalt()];
  const derived = await derivePassword(PASSWORD, salt);
  const [writer] = await installation.ask(`update identity.person set email = $1 where name = 'Writer' returning id`, [email]);
  await installation.ask('insert into identity.password (person_id, salt, digest) values ($1, $2, sha256($3))', [
    writer!.id,
    salt,
    derived,
  ]);
  await installation.ask('select identity.require_second_factor(false)');
  return email;
}

/**
 * Traces the web process, the postmaster and every connection. A connection that opens between the listing of the processes and the attachment to the postmaster
 * would not be traced, and its flushes would be invisible. In that case all are traced again.
 */
async function traceAll(): Promise<Awaited<ReturnType<typeof traceProcesses>>> {
  const options = ['-s', '2000', '-o', trace, '-e', 'trace=fdatasync,read,write,writev'];
  for (;;) {
    const { web, postmaster, backends } = installation.processes();
    const traced = await traceProcesses(options, [web, postmaster, ...backends]);
    if (installation.processes().backends.every(isTraced)) return traced;
    traced.tracer.kill('SIGINT');
    await traced.over;
  }
}

// A connection that has closed meanwhile flushes nothing any more.
const isTraced = (pid: number) => !existsSync(`/proc/${pid}`) || /^TracerPid:\s+[1-9]/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));

/** The lines of the trace between the arrival of a marked request and its answer. */
function between(lines: readonly string[], mark: string, web: number): string[] {
  const arrived = lines.findIndex((line) => line.includes(mark));
  const answered = lines.findIndex((line, at) => at > arrived && line.startsWith(String(web)) && line.includes('HTTP/1.1 200'));
  expect(arrived, `${mark} arrived`).toBeGreaterThan(-1);
  expect(answered, `${mark} answered`).toBeGreaterThan(arrived);
  return lines.slice(arrived, answered);
}

describe.runIf(process.platform === 'linux' && canFailCalls())(
  'a write is on the disk before it is acknowledged (clause 5g: evidence is kept)',
  () => {
    beforeAll(async () => {
      installation = await startInstallation();
      await installation.recover();
    });
    afterAll(async () => {
      await installation?.close();
      rmSync(folder, { recursive: true, force: true });
    });

    test('because fdatasync has finished between the arrival of each write and its answer', async () => {
      const email = await givenPassword();
      // Warm-up: connections must exist before they are traced.
      await write('PUT', '/desk/api/session/language', { language: 'en' });
      const { web } = installation.processes();
      const { tracer, over } = await traceAll();
      const marks: string[] = [];
      for (let round = 0; round < ROUNDS; round++) {
        const headers = { 'idempotency-key': randomUUID() };
        const enter = () => write('POST', `/desk/api/parties/${installation.partyId}/evidence`, ITEM, { headers });
        const [made, repeated] = [await enter(), await enter()];
        const changed = await write('PUT', `/desk/api/evidence/${made.id}`, { ...ITEM, title: 'Changed' }, { version: 1 });
        const submitted = await write('POST', `/desk/api/evidence/${made.id}/submit`, {}, { version: 2 });
        const ended = await write('POST', `/desk/api/evidence/${made.id}/withdraw`, { reason: 'Written twice.' }, { version: 3 });
        const chosen = await write('PUT', '/desk/api/session/language', { language: round % 2 ? 'en' : 'fr' });
        const file = await write('POST', `/desk/api/parties/${installation.partyId}/documents?name=order.txt`, `Order ${round}\n`);
        const entered = await write('POST', '/desk/api/session', { email, password: PASSWORD }, { cookie: '' });
        const left = await write('DELETE', '/desk/api/session', undefined, { cookie: entered.session! });
        const statement = { ...STATEMENT, id: randomUUID() };
        const store = () => write('POST', '/xapi/statements', statement, { cookie: '', headers: systemsOwn() });
        const [stored, known] = [await store(), await store()];
        marks.push(...[made, repeated, changed, submitted, ended, chosen, file, entered, left, stored, known].map(({ mark }) => mark));
        // The sequencer flushes too. It must be idle, otherwise its flush would be taken for ours.
        await wait(300);
      }
      tracer.kill('SIGINT');
      await over;
      const lines = readFileSync(trace, 'utf8').split('\n');
      const unflushed = marks.filter((mark) => !between(lines, mark, web).some((line) => /fdatasync.*= 0$/.test(line)));
      expect(marks).toHaveLength(11 * ROUNDS);
      expect(unflushed).toEqual([]);
    });
  },
);
