import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildApp } from '#app/serving/build-app.ts';
import { stoppedClock } from '#kernel/clock.ts';
import { invalidatePublicVersion } from '#platform/db/public-version.ts';
import { openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';
import { encode } from '../crypto/bytes.ts';
import { newKeys } from '../crypto/keys.ts';
import { verifyKeyOf } from '../crypto/signatures.ts';
import { givenFirstLeaf } from '../fixtures.ts';
import { findReportingPage } from '../intake/reporting-page.ts';

// What leads to a channel, and what a stranger gets at its addresses: before it opens, while it is open, and after it closed.
const TODAY = '2026-12-01';
const MAX_PAGE_BYTES = 6 * 1024;
const PAGES = ['', '/follow', '/how-safe'];
const FILES = ['/readers', '/proof'];
const NO_REPORTS = 'This site cannot receive reports.';
let bed: TestBed;
let [operation, host, channel] = ['', '', ''];
let commander: TestPerson;
const both = (text: string) => ({ en: text, fr: text });
const send = (method: 'POST' | 'PUT', path: string, body: object, version?: number) =>
  bed.call(commander, method, `/desk/api/${path}`, body, version === undefined ? {} : { 'if-match': `"${version}"` });

/** What a browser without an account gets. */
async function visit(url: string, encoding = 'identity') {
  const accept = url.endsWith('/readers') || url.endsWith('/proof') ? 'application/json' : 'text/html';
  const answer = await bed.server.inject({ url, headers: { host: 'localhost', accept, 'accept-encoding': encoding } });
  const { date: _date, ...headers } = answer.headers;
  return { status: answer.statusCode, headers, size: answer.rawPayload.length, text: answer.body };
}

/** A public place of help with one number that answered. */
async function publish(slug: string, partyId: string): Promise<void> {
  const person = partyId === operation ? commander : await bed.signIn.focalPoint(partyId);
  const run = (method: 'POST' | 'PUT', path: string, body: object, version = 1) =>
    bed.call(person, method, `/desk/api/${path}`, body, { 'if-match': `"${version}"` });
  const place = { countryId: host, slug, name: both(slug), zone: 'UTC' };
  const { placeId } = (await run('POST', `parties/${partyId}/help`, place)).body;
  const number = { kind: 'medical', name: both('Clinic'), about: both('A doctor.'), phone: '+44 1632 960121', source: 'Letter' };
  const hours = { days: null, opens: null, closes: null, languages: [], free: null };
  const { entryId } = (await run('POST', `help-places/${placeId}/entries`, { ...number, ...hours })).body;
  await run('POST', `help-entries/${entryId}/tests`, { on: TODAY, by: 'Duty officer', result: 'answered' });
  expect((await run('PUT', `help-places/${placeId}/publication`, { published: true })).status).toBe(200);
}

beforeAll(async () => {
  bed = await openTestBed();
  bed.setClock(stoppedClock(`${TODAY}T09:30:00Z`));
  operation = await bed.givenParty({ kind: 'operation', code: 'TEST-OP', name: 'Quiet Harbour' });
  host = await bed.givenParty({ kind: 'nation', code: 'QH', name: 'Hostland' });
  commander = await bed.signIn.commander(operation);
  const firstKey = encode(verifyKeyOf(newKeys().signingKey));
  const ids = { partyId: operation, operationId: operation, parentId: null };
  channel = (await send('POST', 'channels', { ...ids, slug: 'quay', name: { en: 'Quay help', fr: 'Aide du quai' }, firstKey })).body.id;
  await publish('quay-side', operation);
  await publish('far-side', host);
});
afterAll(() => bed.close());

async function expectNoWay(): Promise<void> {
  expect((await visit('/')).text).toContain(NO_REPORTS);
  for (const url of ['/', '/fr', '/help', '/help/quay-side', '/help/far-side'])
    expect((await visit(url)).text, url).not.toMatch(/\/r\/|#tell/);
  expect(await findReportingPage(bed.platform, operation, 'en')).toBeNull();
}

test('5e: before a channel opens, nothing leads to it, and its addresses answer as those of an unknown name', async () => {
  await expectNoWay();
  for (const language of ['', '/fr', '/ar'])
    for (const path of [...PAGES, ...(language === '' ? FILES : [])]) {
      const [draft, unknown] = await Promise.all([visit(`${language}/r/quay${path}`), visit(`${language}/r/nope${path}`)]);
      expect([path, draft.status]).toEqual([path, 404]);
      expect({ ...draft, text: draft.text.replaceAll('quay', 'nope') }, path).toEqual(unknown);
    }
});

test('5e: once the log names the readers of an open channel, the start page, lists of places and lessons lead to it, and not before', async () => {
  // The steps of opening are tested where they are (channels/opening).
  await bed.deployer.query('update reports.channel set opened_on = $2 where id = $1', [channel, TODAY]);
  invalidatePublicVersion(bed.platform.pool);
  await expectNoWay();
  expect((await visit('/r/quay')).text).toContain('You cannot write here yet.');
  await givenFirstLeaf(bed, channel, TODAY);
  invalidatePublicVersion(bed.platform.pool);
  const start = (await visit('/')).text;
  expect(start).not.toContain(NO_REPORTS);
  expect(start).toContain('<a href="/help#tell">Tell us what you saw</a>');
  expect((await visit('/fr')).text).toContain('<a href="/fr/help#tell">Dites-nous ce que vous avez vu</a>');
  expect((await visit('/help')).text).toMatch(/id="tell".*<a href="\/r\/quay">Quay help<\/a>/);
  expect((await visit('/fr/help/quay-side')).text).toContain('<a href="/fr/r/quay">Aide du quai</a>');
  expect((await visit('/ar/help/quay-side')).text).toContain('<a href="/ar/r/quay">Quay help</a>');
  const far = (await visit('/help/far-side')).text;
  expect(far).toContain('+44 1632 960121');
  expect(far).not.toContain('/r/quay');
  expect(await findReportingPage(bed.platform, operation, 'fr')).toBe('http://localhost/fr/r/quay');
  expect(await findReportingPage(bed.platform, host, 'fr')).toBeNull();
});

test('5e: an onion service leads to reports and help alone, and their pages name it', async () => {
  const onion = 'duckduckgogg42xjoc72x3sjasowoarfbgcmvfimaftt6twagswzczad.onion';
  const app = await buildApp({ platform: bed.platform, site: { onion } });
  const status = async (url: string, more: object = {}) =>
    (await app.inject({ url, headers: { host: onion, 'sec-fetch-site': 'same-origin' }, ...more })).statusCode;
  const { headers, body } = await app.inject({ url: '/fr/r/quay/how-safe', headers: { host: 'localhost' } });
  expect([headers['onion-location'], body.includes(onion)]).toEqual([`http://${onion}/fr/r/quay/how-safe`, true]);
  for (const url of ['/r/quay', '/ar/r/quay/follow', '/sr-Latn/help', '/help/quay-side', '/r/quay?x=1', '/r/quay/readers'])
    expect([url, await status(url)]).toEqual([url, 200]);
  for (const url of ['/', '/desk/', '/desk/r/quay', '/desk/api/session', '/learn/en', '/policy', '/log'])
    expect([url, await status(url)]).toEqual([url, 421]);
  const post = (origin: string) =>
    status('/r/mailbox', { method: 'POST', headers: { host: onion, origin, 'content-type': 'application/json' }, payload: {} });
  expect([await post(`http://${onion}`), await post('http://localhost'), await post('http://evil.example')]).toEqual([400, 400, 403]);
  expect((await visit('/r/quay')).headers).not.toHaveProperty('onion-location');
  await app.close();
});

const sizesOf = async () => Promise.all(PAGES.map(async (path) => (await visit(`/r/quay${path}`, 'br')).size));

test('5e: an open channel answers every caller with pages of at most 6 KiB, and a closed one too, to which nothing leads any more', async () => {
  for (const path of PAGES) expect([path, (await visit(`/r/quay${path}`)).status]).toEqual([path, 200]);
  expect((await visit('/r/quay', 'br')).headers['content-encoding']).toBe('br');
  const open = await sizesOf();
  expect(Math.max(...open)).toBeLessThanOrEqual(MAX_PAGE_BYTES);
  const state = await bed.deployer.query('select version from reports.channel where id = $1', [channel]);
  expect((await send('POST', `channels/${channel}/close`, {}, state.rows[0].version)).status).toBe(200);
  for (const path of PAGES) expect([path, (await visit(`/r/quay${path}`)).status]).toEqual([path, 200]);
  expect((await visit('/r/quay')).text).toContain('This channel is closed.');
  expect(Math.max(...(await sizesOf()))).toBeLessThanOrEqual(MAX_PAGE_BYTES);
  await expectNoWay();
});
