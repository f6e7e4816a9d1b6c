import { afterAll, beforeAll, expect, test } from 'vitest';
import { stoppedClock } from '#kernel/clock.ts';
import { openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';

let bed: TestBed;
let [operation, nation, host] = ['', '', ''];
const who = {} as {
  office: TestPerson;
  commander: TestPerson;
  legal: TestPerson;
  focal: TestPerson;
  trainer: TestPerson;
  other: TestPerson;
};

beforeAll(async () => {
  bed = await openTestBed();
  bed.setClock(stoppedClock('2026-11-24T12:00:00Z'));
  operation = await bed.givenParty({ kind: 'operation', code: 'TEST-OP', name: 'Quiet Harbour' });
  nation = await bed.givenParty({ kind: 'nation', code: 'QA', name: 'Alland' });
  host = await bed.givenParty({ kind: 'nation', code: 'QH', name: 'Hostland' });
  const headquarters = await bed.givenParty({ kind: 'body', code: 'TEST-HQ', name: 'Headquarters' });
  who.office = await bed.signIn.policyOffice(headquarters);
  who.commander = await bed.signIn.commander(operation);
  who.legal = await bed.signIn.legalAdviser(operation);
  who.focal = await bed.signIn.focalPoint(operation);
  who.trainer = await bed.signIn.trainingOfficer(operation);
  who.other = await bed.signIn.commander(nation);
});
afterAll(() => bed.close());

const both = (text: string) => ({ en: text, fr: text });
const ENTRY = {
  kind: 'shelter-referral',
  name: both('Safe Shore'),
  about: both('A bed tonight.'),
  phone: '+44 1632 960121',
  days: [7, 1, 2, 3, 4, 5, 6],
  opens: null,
  closes: null,
  languages: ['en', 'sr-Latn'],
  free: true,
  source: 'Letter of 3 May 2026',
};
const send = (person: TestPerson, method: 'POST' | 'PUT', path: string, body: object, version?: number) =>
  bed.call(person, method, `/desk/api/${path}`, body, version === undefined ? {} : { 'if-match': `"${version}"` });
const list = (person: TestPerson) => bed.call(person, 'GET', `/desk/api/parties/${operation}/help`);
const place = (slug: string, more: object = {}) => ({ countryId: host, slug, name: both('Port Amber'), zone: 'Europe/Tirane', ...more });
const addPlace = async (slug: string) =>
  (await send(who.commander, 'POST', `parties/${operation}/help`, place(slug))).body.placeId as string;
const addEntry = async (placeId: string, more: object = {}) =>
  (await send(who.legal, 'POST', `help-places/${placeId}/entries`, { ...ENTRY, ...more })).body.entryId as string;
const tested = (entryId: string, version: number, more: object = {}) =>
  send(who.focal, 'POST', `help-entries/${entryId}/tests`, { on: '2026-11-20', by: 'Duty officer', result: 'answered', ...more }, version);
const publish = (placeId: string, version: number, published = true) =>
  send(who.commander, 'PUT', `help-places/${placeId}/publication`, { published }, version);

test('only headquarters and an operation’s commander, legal adviser and focal point read and keep its list of help (A1.6)', async () => {
  const placeId = await addPlace('kept');
  const entryId = await addEntry(placeId);
  expect((await tested(entryId, 1)).body).toMatchObject({ version: 2 });
  for (const person of [who.commander, who.legal, who.focal, who.office])
    expect((await list(person)).body.places).toMatchObject([
      {
        slug: 'kept',
        country: both('Hostland'),
        published: false,
        entries: [{ phone: '+44 1632 960121', days: [1, 2, 3, 4, 5, 6, 7], testedOn: '2026-11-20', due: false, callable: true }],
      },
    ]);
  for (const person of [who.trainer, who.other]) {
    expect((await list(person)).status).toBe(403);
    expect((await send(person, 'POST', `parties/${operation}/help`, place('theirs'))).status).toBe(403);
    expect((await send(person, 'POST', `help-entries/${entryId}/retirement`, { reason: 'r' }, 2)).status).toBe(404);
  }
});

test('an entry has no address, a shelter least of all, and hours that fit', async () => {
  const placeId = await addPlace('fields');
  const refused = async (more: object) =>
    (await send(who.legal, 'POST', `help-places/${placeId}/entries`, { ...ENTRY, ...more })).body.fields?.map(
      ({ path }: { path: string }) => path,
    );
  expect(await refused({ address: 'Old Mole Street 4' })).toEqual(['address']);
  for (const hours of [{ opens: '08:00' }, { days: null, opens: '08:00', closes: '16:00' }, { opens: '08:00', closes: '08:00' }])
    expect((await send(who.legal, 'POST', `help-places/${placeId}/entries`, { ...ENTRY, ...hours })).body.code).toBe('reports/hours-unfit');
  expect(await refused({ phone: 'ask the guard' })).toEqual(['phone']);
  expect(await refused({ languages: ['english language'] })).toEqual(['languages.0']);
  expect((await send(who.commander, 'POST', `parties/${operation}/help`, place('zone', { zone: 'Mars/Base' }))).status).toBe(422);
  expect((await send(who.commander, 'POST', `parties/${operation}/help`, place('host', { countryId: operation }))).body.code).toBe(
    'reports/not-a-country',
  );
});

test('a place is public once a number was answered, and the address of a page is called taken only when it is public', async () => {
  const placeId = await addPlace('port-amber');
  expect((await publish(placeId, 1)).body.code).toBe('reports/nothing-to-call');
  const entryId = await addEntry(placeId);
  await tested(entryId, 1, { result: 'no-answer' });
  expect((await publish(placeId, 1)).body.code).toBe('reports/nothing-to-call');
  await tested(entryId, 2, { on: '2026-11-21' });
  // Another party prepares a page with the same address and learns nothing.
  const theirs = await send(who.other, 'POST', `parties/${nation}/help`, place('port-amber'));
  expect(theirs.status).toBe(200);
  expect((await publish(placeId, 1)).body).toMatchObject({ version: 2 });
  const own = (await send(who.other, 'POST', `help-places/${theirs.body.placeId}/entries`, ENTRY)).body.entryId;
  await send(who.other, 'POST', `help-entries/${own}/tests`, { on: '2026-11-20', by: 'Clerk', result: 'answered' }, 1);
  expect((await send(who.other, 'PUT', `help-places/${theirs.body.placeId}/publication`, { published: true }, 1)).body.code).toBe(
    'reports/address-taken',
  );
  expect((await send(who.commander, 'POST', `parties/${operation}/help`, place('port-amber'))).body.code).toBe('reports/address-taken');
});

test('a test belongs to one number: another number is due at once, and a retired entry is gone', async () => {
  const placeId = await addPlace('numbers');
  const entryId = await addEntry(placeId);
  const line = async () => (await list(who.focal)).body.places.find(({ slug }: { slug: string }) => slug === 'numbers').entries[0];
  expect(await line()).toMatchObject({ testedOn: null, due: true, callable: false });
  await tested(entryId, 1);
  expect((await tested(entryId, 2, { on: '2026-11-26' })).body.code).toBe('reports/test-to-come');
  expect((await tested(entryId, 2, { on: '2026-11-19' })).body.code).toBe('reports/test-before-the-last');
  expect((await tested(entryId, 1)).status).toBe(412);
  // The same number, written differently.
  const change = (version: number, more: object) => send(who.legal, 'PUT', `help-entries/${entryId}`, { ...ENTRY, ...more }, version);
  await change(2, { phone: '+44 (1632) 960-121' });
  expect(await line()).toMatchObject({ phone: '+44 (1632) 960-121', testedOn: '2026-11-20', testedBy: 'Duty officer' });
  await change(3, { phone: '+44 1632 960122' });
  expect(await line()).toMatchObject({ testedOn: null, testedBy: null, result: null, answeredOn: null, due: true });
  await tested(entryId, 4);
  await tested(entryId, 5, { on: '2026-11-22', result: 'wrong-number' });
  expect(await line()).toMatchObject({ answeredOn: '2026-11-20', result: 'wrong-number', due: true, callable: false });
  expect((await send(who.legal, 'POST', `help-entries/${entryId}/retirement`, { reason: 'Closed.' }, 6)).body).toMatchObject({
    version: 7,
  });
  expect(await line()).toBeUndefined();
  expect((await tested(entryId, 7, { on: '2026-11-23' })).status).toBe(404);
});

test('the public page shows a number once it was answered, keeps it while its test is overdue, and drops it when it proves wrong', async () => {
  const page = async (who_: TestPerson | null = null) => (await bed.call(who_, 'GET', '/help/old-mole')).text;
  const places = async () => (await bed.call(null, 'GET', '/fr/help')).text;
  const placeId = await addPlace('old-mole');
  const shown = await addEntry(placeId, { phone: '+44 1632 960130' });
  await addEntry(placeId, { phone: '+44 1632 960131', name: both('Untried line') });
  await tested(shown, 1, { on: '2026-08-03' });
  expect(await page()).toContain('There is no list at this address');
  expect(await places()).not.toContain('/fr/help/old-mole');
  await publish(placeId, 1);
  expect(await places()).toContain('<a href="/fr/help/old-mole">Port Amber, Hostland</a>');
  expect(await places()).toContain('1 numéro');
  // 113 days after the call, and the same for a keeper, who could read the untried line at the desk.
  for (const reader of [null, who.commander]) {
    expect(await page(reader)).toContain('href="tel:+441632960130"');
    expect(await page(reader)).toContain('Last tested on 3 Aug 2026, by Duty officer; not tested since');
    expect(await page(reader)).not.toContain('Untried line');
    expect(await page(reader)).not.toContain(ENTRY.source);
  }
  await tested(shown, 2, { on: '2026-11-23', result: 'no-answer' });
  expect(await page()).toContain('Nobody answered the test call on 23 Nov 2026. Last answered on 3 Aug 2026.');
  await tested(shown, 3, { on: '2026-11-24', result: 'wrong-number' });
  expect(await page()).toContain('No number that a person has tried is listed here now.');
  expect(await places()).toContain('0 numéro');
  await publish(placeId, 2, false);
  expect(await page()).toContain('There is no list at this address');
  expect((await bed.call(null, 'GET', '/help/No_such%20place')).text).toContain('There is no list at this address');
});

test('the people who keep a list have one task for each place with numbers to try, and headquarters has none', async () => {
  const tasks = async (person: TestPerson) => (await bed.call(person, 'GET', '/desk/api/tasks')).body.help.tasks;
  const placeId = await addPlace('to-try');
  const old = await addEntry(placeId);
  await tested(old, 1, { on: '2026-08-03' });
  const own = async (person: TestPerson) => (await tasks(person)).filter(({ id }: { id: string }) => id === placeId);
  // 3 August and 90 days.
  expect(await own(who.legal)).toMatchObject([{ partyId: operation, numbers: 1, due: '2026-11-01', late: true }]);
  await addEntry(placeId);
  expect(await own(who.focal)).toMatchObject([{ numbers: 2, due: '2026-11-01' }]);
  for (const person of [who.office, who.trainer]) expect(await tasks(person)).toEqual([]);
  await tested(old, 2);
  expect(await own(who.commander)).toMatchObject([{ numbers: 1, due: null, late: false }]);
});

test('`change-help-place` changes name, nation and time zone, and never the address (A1.6)', async () => {
  const placeId = await addPlace('moved');
  const change = (more: object, version: number, person = who.legal) =>
    send(person, 'PUT', `help-places/${placeId}`, { countryId: host, name: both('Port Ochre'), zone: 'Europe/Paris', ...more }, version);
  expect((await change({}, 1)).body).toMatchObject({ version: 2 });
  const found = (await list(who.commander)).body.places.find(({ id }: { id: string }) => id === placeId);
  expect(found).toMatchObject({ slug: 'moved', name: both('Port Ochre'), zone: 'Europe/Paris', countryId: host });
  expect((await change({}, 1)).status).toBe(412);
  expect((await change({ slug: 'other' }, 2)).status).toBe(422);
  expect((await change({ zone: 'Mars/Base' }, 2)).status).toBe(422);
  expect((await change({ countryId: operation }, 2)).body.code).toBe('reports/not-a-country');
  for (const person of [who.trainer, who.other]) expect((await change({}, 2, person)).status).toBe(404);
});
