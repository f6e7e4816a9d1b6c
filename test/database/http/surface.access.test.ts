import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readConfig } from '#app/config/config.ts';
import { buildApp } from '#app/serving/build-app.ts';
import { desk as deskOf, givenCast, givenOpenRound, setDay } from '#rooms/reviews/fixtures.ts';
import { openTestBed, type TestBed } from '../harness.ts';

// The three ways to run one process, tested from the settings to the pages it sends.
let bed: TestBed;
let folder: string;
const PAGES = ['/', '/fr', '/policy', '/fr/treaties', '/about', '/api/v1/treaties', '/treaties.csv'];
const HOSTS = { PUBLIC_URL: 'https://thb.example.org', DESK_URL: 'https://desk.example.org' };
const DESK = ['/desk/', '/desk/sign-in', '/desk/api/session', '/desk/api/parties', '/desk/assets/main.js'];

beforeAll(async () => {
  bed = await openTestBed();
  folder = mkdtempSync(join(tmpdir(), 'surface-test-'));
  mkdirSync(join(folder, 'assets'));
  writeFileSync(join(folder, 'index.html'), '<!doctype html><html lang="en"><title>Desk</title></html>');
  writeFileSync(join(folder, 'assets', 'main.js'), '0');
});
afterAll(async () => {
  await bed.close();
  rmSync(folder, { recursive: true, force: true });
});

async function running<T>(settings: Record<string, string>, check: (app: FastifyInstance) => Promise<T>): Promise<T> {
  const { surface, site } = readConfig(settings, false);
  const app = await buildApp({ platform: bed.platform, surface, site, desk: folder });
  try {
    return await check(app);
  } finally {
    await app.close();
  }
}

const status = async (app: FastifyInstance, url: string) =>
  (await app.inject({ url, headers: { accept: 'text/html,application/json' } })).statusCode;
const all = async (app: FastifyInstance, urls: string[]) => Promise.all(urls.map((url) => status(app, url)));
/** The links to the desk that the public pages show. */
const doors = async (app: FastifyInstance) => {
  const found = await Promise.all(['/', '/fr', '/about', '/policy'].map(async (url) => (await app.inject({ url })).body));
  return [...new Set(found.flatMap((body) => [...body.matchAll(/href="([^"]*\/desk[^"]*)"/g)].map((match) => match[1])))];
};

describe('a process with SURFACE', () => {
  test('all serves everything at one address, and links to its own desk', async () => {
    await running({}, async (app) => {
      expect(await all(app, PAGES)).toEqual(PAGES.map(() => 200));
      expect(await all(app, DESK)).toEqual([200, 200, 401, 401, 200]);
      expect(await doors(app)).toEqual(['/desk/']);
    });
  });

  test('public has no address of the desk, and without DESK_URL no link to one', async () => {
    await running({ SURFACE: 'public' }, async (app) => {
      expect(await all(app, PAGES)).toEqual(PAGES.map(() => 200));
      expect(await all(app, DESK)).toEqual(DESK.map(() => 404));
      expect(app.mounted.filter(({ url }) => /^\/(desk|xapi)/.test(url))).toEqual([]);
      expect(await doors(app)).toEqual([]);
    });
  });

  test('public and DESK_URL links to the desk on the other host', async () => {
    await running({ SURFACE: 'public', ...HOSTS }, async (app) => {
      expect(await doors(app)).toEqual(['https://desk.example.org/desk/']);
      expect(await status(app, '/desk/')).toBe(404);
    });
  });

  test('desk has no public page, and its start page redirects to the desk', async () => {
    await running({ SURFACE: 'desk', ...HOSTS }, async (app) => {
      const start = await app.inject({ url: '/' });
      expect([start.statusCode, start.headers.location]).toEqual([302, '/desk/']);
      expect(await all(app, PAGES.slice(1))).toEqual(PAGES.slice(1).map(() => 404));
      expect(await all(app, DESK)).toEqual([200, 200, 401, 401, 200]);
      expect(await all(app, ['/xapi/about', '/xapi/statements'])).toEqual([200, 401]);
      const missing = await app.inject({ url: '/nowhere', headers: { accept: 'text/html' } });
      expect([missing.statusCode, missing.headers['content-type']]).toEqual([404, 'text/html; charset=utf-8']);
      expect((await app.inject({ url: '/nowhere' })).headers['content-type']).toMatch(/^application\/problem\+json/);
    });
  });

  test.each(['all', 'public', 'desk'])('%s has an icon, and says what crawlers may read', async (SURFACE) => {
    await running({ SURFACE }, async (app) => {
      const icon = await app.inject({ url: '/favicon.ico' });
      expect([icon.statusCode, icon.headers['content-type'], icon.rawPayload.readUInt32BE(0)]).toEqual([
        200,
        'image/vnd.microsoft.icon',
        0x100,
      ]);
      const { body } = await app.inject({ url: '/robots.txt' });
      const closed = [...body.matchAll(/^Disallow: (.*)$/gm)].map(([, path]) => path);
      expect(closed).toEqual(SURFACE === 'desk' ? ['/'] : ['/desk', '/learn', '/api', '/xapi']);
      const picture = await app.inject({ url: '/preview.png' });
      expect([picture.statusCode, picture.headers['cross-origin-resource-policy']]).toEqual(
        SURFACE === 'desk' ? [404, 'same-origin'] : [200, 'cross-origin'],
      );
      expect(picture.rawPayload.length).toBeLessThan(40 * 1024);
    });
  });

  test('public and PUBLIC_URL names its address to programs that preview a link, and without it none', async () => {
    await running({ SURFACE: 'public', ...HOSTS }, async (app) => {
      const { body } = await app.inject({ url: '/fr/about' });
      expect(body).toContain('<meta property="og:url" content="https://thb.example.org/fr/about">');
    });
    await running({ SURFACE: 'public' }, async (app) => expect((await app.inject({ url: '/about' })).body).not.toContain('og:url'));
  });

  test.each(['all', 'public', 'desk'])('%s answers a monitor', async (SURFACE) => {
    await running({ SURFACE }, async (app) => expect(await all(app, ['/healthz', '/readyz'])).toEqual([200, 200]));
  });
});

test('every public row and the report are marked EXERCISE in an exercise, and nowhere else', async () => {
  setDay(bed, '2026-04-01');
  const cast = await givenCast(bed);
  const { roundId } = await givenOpenRound(bed, cast.office, [cast.ally]);
  const cookies = { manumit_desk: cast.office.token };
  const rows = (await deskOf(bed).get(cast.office, `rounds/${roundId}/report`)).body;
  expect(rows.exercise).toBeUndefined();
  expect((await bed.call(null, 'GET', '/api/v1/treaties')).text).not.toContain('EXERCISE');
  const app = await buildApp({ platform: { ...bed.platform, exercise: true } });
  const treaties = (await app.inject({ url: '/api/v1/treaties' })).json() as { exercise: string }[];
  expect(treaties.length).toBeGreaterThan(0);
  expect(treaties.filter((row) => row.exercise !== 'EXERCISE')).toEqual([]);
  const report = await app.inject({ url: `/desk/api/rounds/${roundId}/report`, cookies });
  expect([report.statusCode, report.json().exercise]).toEqual([200, 'EXERCISE']);
  await app.close();
});
