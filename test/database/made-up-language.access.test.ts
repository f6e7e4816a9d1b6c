import { createHash } from 'node:crypto';
import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { routesOf, siteOf } from '#app/rooms.ts';
import { buildApp } from '#app/serving/build-app.ts';
import { dayOf } from '#kernel/dates.ts';
import { placeOf } from '#platform/texts/find-catalogues.ts';
import { loadPublicLanguages, type PublicLanguage } from '#platform/texts/public-languages.ts';
import { givenFirstLeaf, givenOpenChannel } from '#rooms/reports/fixtures.ts';
import { entryOf } from '../oracle/routes.ts';
import { ROOT } from '../source-tree.ts';
import { openTestBed, type TestBed } from './harness.ts';

// An invented right-to-left language that no file of the program names: `qaa` is for private use (BCP 47). Its texts are the English ones with a prefix. It
// lacks one text of the site, and the whole catalogue of the log. A second one, `qab`, is offered at the pages of reporters and of help only, and lacks every
// text but one on safety, which a speaker has read.
const MARK = 'Ⓠ ';
const LACKS = { site: 'start.lead', 'rooms/transparency-log/pages': null } as Readonly<Record<string, string | null>>;

let bed: TestBed;
let app: FastifyInstance;
let folder: string;
let languages: readonly PublicLanguage[];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'manumit-languages-'));
  write('qab/language', { name: 'Of some pages', direction: 'rtl', pages: ['/help', '/r'], readBySpeakerOn: '2026-11-02' });
  write('qab/rooms/reports/reporter', { lead: `${MARK}Lead` });
  write('qaa/language', { name: 'Invented', direction: 'rtl' });
  for (const file of globSync('src/{site,rooms}/**/texts/en.json', { cwd: ROOT })) {
    const place = placeOf(dirname(join(ROOT, file)));
    if (LACKS[place] === null) continue;
    const texts = Object.entries(JSON.parse(readFileSync(join(ROOT, file), 'utf8')) as Record<string, string>);
    write(`qaa/${place}`, Object.fromEntries(texts.filter(([key]) => key !== LACKS[place]).map(([key, text]) => [key, MARK + text])));
  }
  languages = loadPublicLanguages(folder);
  bed = await openTestBed();
  await bed.givenParty({ kind: 'nation', code: 'QM', name: 'Testland' });
  const today = dayOf(bed.platform.clock());
  const { id } = await givenOpenChannel(bed, today);
  await givenFirstLeaf(bed, id, today);
  app = await buildApp({ platform: bed.platform, site: { languages } });
});
afterAll(async () => {
  await app?.close();
  await bed?.close();
  rmSync(folder, { recursive: true });
});

function write(name: string, content: object): void {
  const file = join(folder, `${name}.json`);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(content));
}
const get = (url: string, headers: Record<string, string> = {}) => app.inject({ url, headers });
const stylesOf = (body: string) => [...body.matchAll(/<style>(.*?)<\/style>/gs)].map(([, text]) => text!);
/** The addresses of a language, as the server declares them. */
const addressesIn = (code: string) =>
  routesOf('public', bed.platform, siteOf(bed.platform, { languages })).flatMap(({ url }) =>
    new RegExp(`^/${code}(/|$)`).test(url) ? [url] : [],
  );
const pagesIn = (code: string) => addressesIn(code).map((url) => url.replace(':channel', 'camp-help'));

test('an additional language becomes a language of the public pages by its files alone', () => {
  expect(languages.map(({ code, direction }) => [code, direction])).toEqual([
    ['en', 'ltr'],
    ['fr', 'ltr'],
    ['qaa', 'rtl'],
    ['qab', 'rtl'],
  ]);
});

test('need-to-know knows each address of the language as public, and none of the desk or of the interfaces below its tag', () => {
  for (const url of ['qaa', 'qab'].flatMap(addressesIn)) expect([url, entryOf('GET', url)]).toEqual([url, { action: 'read-public' }]);
  for (const url of ['/qaa/desk/', '/qaa/desk/api/parties', '/qaa/r/:channel.json', '/api/help', '/api/r/:channel', '/api/v1/parties'])
    expect([url, entryOf('GET', url)]).toEqual([url, undefined]);
  expect(entryOf('POST', '/qaa/r/:channel')).toBeUndefined();
});

test('every public page exists in the language, declares it, runs from right to left and permits its own styles', async () => {
  expect(pagesIn('qaa')).toEqual(expect.arrayContaining(['', '/follow', '/how-safe'].map((path) => `/qaa/r/camp-help${path}`)));
  expect(pagesIn('qaa').length).toBeGreaterThanOrEqual(15);
  for (const url of pagesIn('qaa')) {
    const { statusCode, body, headers } = await get(url);
    expect([url, statusCode]).toEqual([url, 200]);
    expect(body, url).toMatch(/<html lang="qaa" dir="rtl"[ >]/);
    for (const style of stylesOf(body))
      expect(headers['content-security-policy'], url).toContain(`'sha256-${createHash('sha256').update(style).digest('base64')}'`);
    // A fallback text is marked in the content; in a title or an attribute it is unmarked.
    if (!url.endsWith('/log')) expect(body, url).toContain(`<h1>${MARK}`);
  }
});

test('a text missing in the language is shown in English and marked as English', async () => {
  const { body } = await get('/qaa');
  expect(body).toContain('<p class="lead"><span lang="en" dir="ltr">In 2004 the NATO nations');
  // That one text, and the five invented nations of the sample, whose names exist in the languages of the desk.
  expect(body.match(/<span lang="en"/g)).toHaveLength(6);
  expect(body).toContain(`<h1>${MARK}A promise against trafficking`);
  expect((await get('/qaa/log')).body).toMatch(/<h1><span lang="en" dir="ltr">/);
});

test('a language of some pages is offered there alone, and other pages are linked in English', async () => {
  const ofSome = addressesIn('qaa').filter((url) => /^\/qaa\/(r|help)(\/|$)/.test(url));
  expect(ofSome.length).toBeGreaterThanOrEqual(6);
  expect(addressesIn('qab')).toEqual(ofSome.map((url) => url.replace('qaa', 'qab')));
  for (const url of pagesIn('qab')) {
    const { statusCode, body } = await get(url);
    expect([url, statusCode]).toEqual([url, 200]);
    expect(body, url).toMatch(/<html lang="qab" dir="rtl"[ >]/);
    expect(body, url).toContain('<b lang="qab" aria-current="true">Of some pages</b>');
    expect(body, url).toMatch(/<h1><span lang="en" dir="ltr">/);
    expect(body, url).not.toMatch(/href="\/qab(?!\/(r|help)[/"])/);
  }
  expect((await get('/qaa/treaties')).body).not.toContain('Of some pages');
  expect((await get('/qab', { accept: 'text/html' })).statusCode).toBe(404);
});

test('a page of a reporter says whether a speaker has read the language, and until then shows the English of a sentence on safety', async () => {
  const [unread, read] = [(await get('/qaa/r/camp-help')).body, (await get('/qab/r/camp-help')).body];
  expect(unread).toMatch(new RegExp(`<aside class="m">${MARK}[^<]+<span class="en" lang="en" dir="ltr">`));
  expect(unread).toMatch(new RegExp(`<p>${MARK}[^<]+<span class="en" lang="en" dir="ltr">`));
  expect(read).toContain(`<p>${MARK}Lead</p>`);
  expect(read).not.toContain('class="en"');
});

test('content that exists only in the languages of the desk is marked: names of nations, text of the policy', async () => {
  expect((await get('/qaa/treaties')).body).toContain('<summary><span lang="en" dir="ltr">Testland</span>');
  expect((await get('/qaa/policy')).body).toMatch(/<p><span lang="en" dir="ltr">[^<]+<\/span><\/p>/);
});

test('every page offers the language in its language switch, and links stay in the language', async () => {
  const english = await get('/treaties?show=ally');
  expect(english.body).toContain('<a lang="qaa" hreflang="qaa" href="/qaa/treaties?show=ally">Invented</a>');
  expect(english.body).toContain('<link rel="alternate" hreflang="qaa" href="/qaa/treaties">');
  const own = (await get('/qaa/treaties')).body;
  expect(own).toContain('<b lang="qaa" aria-current="true">Invented</b>');
  expect(own).toContain('href="/qaa/policy"');
});

test('a page is cached separately for each language', async () => {
  const [first, other] = [await get('/qaa/treaties'), await get('/fr/treaties')];
  expect([(await get('/qaa/treaties')).body, (await get('/fr/treaties')).body]).toEqual([first.body, other.body]);
  expect(first.body).not.toBe(other.body);
  expect(first.headers.etag).not.toBe(other.headers.etag);
});

describe('a browser that requests the language', () => {
  const eyes = { accept: 'text/html', 'accept-language': 'qaa, fr;q=0.5' };

  test('gets the page for an unknown address in it', async () => {
    for (const [url, headers] of [
      ['/nowhere', eyes],
      ['/qaa/nowhere', { accept: 'text/html' }],
    ] as const) {
      const { statusCode, body } = await get(url, headers);
      expect([statusCode, body.includes(`<html lang="qaa" dir="rtl">`), body.includes(`${MARK}This page does not exist`)]).toEqual([
        404,
        true,
        true,
      ]);
    }
  });

  test('gets an error page in it, with the reason in English and marked', async () => {
    const { statusCode, body } = await get('/learn/%zz', eyes);
    expect(statusCode).toBe(400);
    expect(body).toContain(`<html lang="qaa" dir="rtl">`);
    expect(body).toMatch(/role="alert" lang="en" dir="ltr">[A-Z]/);
  });

  test('gets the problem documents of the API in the language of the desk that it prefers next', async () => {
    const problem = await get('/desk/api/parties', { accept: 'application/json', 'accept-language': 'qaa, fr;q=0.5' });
    const french = await get('/desk/api/parties', { accept: 'application/json', 'accept-language': 'fr' });
    expect(problem.json()).toEqual(french.json());
  });

  test('is redirected to the player in it, which speaks the language and offers it', async () => {
    expect((await get('/learn', eyes)).headers.location).toBe('/learn/qaa');
    const { statusCode, body } = await get('/learn/qaa');
    expect(statusCode).toBe(200);
    expect(body).toContain('<html lang="qaa" dir="rtl">');
    expect(body).toContain(MARK);
    expect((await get('/learn/fr')).body).toContain('href="/learn/qaa">Invented</a>');
  });
});

test('no style of a public page names left or right, so it follows the direction of the script', async () => {
  const bodies = await Promise.all([...pagesIn('qaa'), '/learn/qaa'].map(async (url) => (await get(url)).body));
  const rules = [...new Set(bodies.flatMap(stylesOf))].join('\n');
  expect(
    rules.match(/(?:(?:margin|padding|border)-(?:left|right)|[{;](?:left|right)|(?:text-align|float|clear):(?:left|right))[^;}]*/g),
  ).toBeNull();
  const fours = [...rules.matchAll(/(?:margin|padding|inset|border-width):([^\s;}]+) ([^\s;}]+) ([^\s;}]+) ([^\s;}]+)[;}]/g)];
  expect(fours.filter(([, , right, , left]) => right !== left).map(([rule]) => rule)).toEqual([]);
});
