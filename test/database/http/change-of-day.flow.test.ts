import { rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startWebProcess, type WebProcess } from '#app/launcher/process/web-process.ts';
import { findFreePort, until } from '#app/launcher/program-under-test.ts';
import { ADDED_OBLIGATION, aChangedEdition, archiveOf } from '#rooms/policy/editions/fixtures.ts';
import { openTestBed, type TestBed, type TestPerson } from '../harness.ts';
import { clockFileOf } from './server-on-clock.ts';

// Two web processes on one database, as behind a proxy, whose clock the test sets. The decisions are made in a third process: this one.
let bed: TestBed;
let office: TestPerson;
let processes: WebProcess[];

const clockFile = clockFileOf(process.pid);
const setInstant = (text: string) => {
  writeFileSync(clockFile, text);
  bed.setClock(() => new Date(text));
};

beforeAll(async () => {
  bed = await openTestBed();
  setInstant('2026-12-01T12:00:00Z');
  office = await bed.signIn.policyOffice(await bed.givenParty({ kind: 'body', code: 'TEST-HQ', name: 'Headquarters' }));
  const server = fileURLToPath(new URL('server-on-clock.ts', import.meta.url));
  processes = [];
  for (let at = 0; at < 2; at++) {
    const config = {
      host: '127.0.0.1',
      port: await findFreePort(),
      surface: 'public' as const,
      publicUrl: undefined,
      deskUrl: 'http://localhost',
    };
    const order = { config: { ...config, trustedProxy: [] }, app: bed.app, watchedFolder: null, exercise: false };
    processes.push(await startWebProcess(order as never, { server }));
  }
});
afterAll(async () => {
  await Promise.all(processes.map((one) => one.drain()));
  await bed.close();
  rmSync(clockFile);
});

const pages = () => Promise.all(processes.map(async ({ address }) => (await fetch(`${address}/policy`)).text()));

describe('two web processes on one database', () => {
  test('put an edition and a decided value in force on their day, without a restart, also where a page is asked for before they know', async () => {
    const NEW = 'Name a contact point';
    const FROM = { fromDay: '2026-12-02', reason: 'The Council decided' };
    const value = await bed.call(office, 'POST', '/desk/api/policy/parameters/answer-time/decisions', { ...FROM, value: 6, seen: 0 });
    const { body } = await bed.call(office, 'POST', '/desk/api/policy/editions?name=edition.zip', archiveOf(aChangedEdition()), {
      'content-type': 'application/octet-stream',
    });
    const consulted = { body: 'Partners in council', on: '2026-11-20', outcome: 'No objection.' };
    const url = `/desk/api/policy/editions/${body.importId}/put-in-force`;
    const put = await bed.call(office, 'POST', url, { ...FROM, consulted }, { 'if-match': '"1"' });
    expect([value.status, put.status]).toEqual([200, 200]);
    for (const page of await pages())
      expect([page.includes(NEW), page.includes('6 months from 2 Dec 2026 (coming)')]).toEqual([false, true]);

    // The day comes at once. A process that has not read the decisions yet makes the former page, and must not keep it.
    setInstant('2026-12-02T00:00:00Z');
    await pages();
    await until(async () => (await pages()).every((page) => page.includes(NEW)));
    for (const page of await pages()) expect(page).toContain('6 months from 2 Dec 2026 (in force)');
    const { rows } = await bed.deployer.query(`select count(*)::int as n from policy.obligation where id = '${ADDED_OBLIGATION}'`);
    expect(rows).toEqual([{ n: 1 }]);
  });
});
