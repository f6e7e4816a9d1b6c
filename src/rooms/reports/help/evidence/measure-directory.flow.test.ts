import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { measureDirectories } from '#app/serving/measuring.ts';
import { newKey, runCommand } from '#platform/command.ts';
import { runQuery } from '#platform/query.ts';
import { openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';
import { listWaitingDirectories } from './list-waiting-directories.query.ts';
import { measureDirectory } from './measure-directory.command.ts';

let bed: TestBed;
let [operation, nation, host] = ['', '', ''];
let commander: TestPerson;
let focal: TestPerson;
const token = randomUUID();
const on = (day: string) => bed.setClock(() => new Date(`${day}T03:00:00Z`));

beforeAll(async () => {
  bed = await openTestBed();
  on('2026-11-24');
  operation = await bed.givenParty({ kind: 'operation', code: 'TEST-OP', name: 'Quiet Harbour' });
  nation = await bed.givenParty({ kind: 'nation', code: 'QA', name: 'Alland' });
  host = await bed.givenParty({ kind: 'nation', code: 'QH', name: 'Hostland' });
  commander = await bed.signIn.commander(operation);
  focal = await bed.signIn.focalPoint(nation);
  await bed.deployer.query('select identity.installation_session($1, $2)', [randomUUID(), token]);
});
afterAll(() => bed.close());

const both = (text: string) => ({ en: text, fr: text });
const send = async (who: TestPerson, method: 'POST' | 'PUT', path: string, body: object, version?: number) =>
  (await bed.call(who, method, `/desk/api/${path}`, body, version === undefined ? {} : { 'if-match': `"${version}"` })).body;
const NUMBER = { kind: 'medical', about: both('Doctors.'), days: null, opens: null, closes: null, languages: [], free: null, source: 's' };
const addPlace = async (who: TestPerson, partyId: string, slug: string) =>
  (await send(who, 'POST', `parties/${partyId}/help`, { countryId: host, slug, name: both(slug), zone: 'Europe/Tirane' }))
    .placeId as string;
const addNumber = async (who: TestPerson, placeId: string, phone: string) =>
  (await send(who, 'POST', `help-places/${placeId}/entries`, { ...NUMBER, name: both(phone), phone })).entryId as string;
const tested = (who: TestPerson, entryId: string, version: number, day: string, result = 'answered') =>
  send(who, 'POST', `help-entries/${entryId}/tests`, { on: day, by: 'Clerk', result }, version);
const publish = (who: TestPerson, placeId: string, version: number, published = true) =>
  send(who, 'PUT', `help-places/${placeId}/publication`, { published }, version);

/** The nightly round, as the installation does it. */
const measure = () =>
  measureDirectories({
    run: (command, input) => runCommand(bed.platform, command, { token, key: newKey(), input }),
    ask: async (query, input) => query.answer.parse(await runQuery(bed.platform, query, { token, input })),
  });
const items = async () =>
  (
    await bed.deployer.query(`select party_id as party, says, title_en as title, title_fr as titre, counts_on as on, origin, state
      from evidence.item where kind = 'EV-DIR' order by counts_on, id`)
  ).rows;
const status = async () => (await bed.call(commander, 'GET', `/desk/api/parties/${operation}/obligations/A1.6`)).body;

let [place, first, second] = ['', '', ''];

test('measureDirectory records nothing while no list is public: what is not published is unknown, not absent (A1.6)', async () => {
  place = await addPlace(commander, operation, 'port-amber');
  first = await addNumber(commander, place, '+44 1632 960121');
  await tested(commander, first, 1, '2026-11-20');
  expect(await measure()).toBe(0);
  expect((await status()).status).toBe('not-reported');
});

test('measureDirectory is met where every public number answered in time, and records an unchanged list once', async () => {
  await publish(commander, place, 1);
  // A list that is not public yet counts neither way.
  await addNumber(commander, await addPlace(commander, operation, 'in-work'), '+44 1632 960130');
  expect(await measure()).toBe(1);
  expect(await items()).toMatchObject([
    {
      ...{ party: operation, says: 'met', origin: 'measured', on: '2026-11-24' },
      title: 'Public lists of help: 1. Numbers that answered a test call in the last 90 days: 1 of 1',
      titre: 'Listes d’aide publiques\u00a0: 1. Numéros qui ont répondu à un appel d’essai depuis 90 jours\u00a0: 1 sur 1',
    },
  ]);
  expect((await status()).status).toBe('met');
  on('2026-11-25');
  expect(await measure()).toBe(0);
});

test('measureDirectory is partly met once a number was not tried or its test is too old, and met again after a call', async () => {
  second = await addNumber(commander, place, '+44 1632 960122');
  expect(await measure()).toBe(1);
  expect((await items()).at(-1)).toMatchObject({ says: 'partly-met', on: '2026-11-25' });
  expect((await status()).status).toBe('partly-met');
  await tested(commander, second, 1, '2026-11-25');
  // The later state of a day replaces the earlier one.
  expect(await measure()).toBe(1);
  expect((await items()).filter((item) => item.on === '2026-11-25').map(({ says, state }) => [says, state])).toEqual([
    ['partly-met', 'corrected'],
    ['met', 'submitted'],
  ]);
  // 20 November and 90 days is 18 February.
  on('2027-02-18');
  expect(await measure()).toBe(1);
  expect((await items()).at(-1)).toMatchObject({ says: 'met', on: '2027-02-18' });
  on('2027-02-19');
  await measure();
  expect((await items()).at(-1)).toMatchObject({ says: 'partly-met', title: expect.stringContaining('90 days: 1 of 2') });
});

test('measureDirectory says that there is none any more where the lists were taken down', async () => {
  await publish(commander, place, 2, false);
  expect(await measure()).toBe(1);
  expect((await items()).at(-1)).toMatchObject({ says: 'partly-met', title: 'Public lists of help: none any more' });
  expect(await measure()).toBe(0);
});

test('measureDirectory records nothing about a nation, which does not owe A1.6', async () => {
  const own = await addPlace(focal, nation, 'at-home');
  await tested(focal, await addNumber(focal, own, '+44 1632 960140'), 1, '2027-02-19');
  await publish(focal, own, 1);
  expect(await measure()).toBe(0);
  expect((await items()).filter(({ party }) => party === nation)).toEqual([]);
});

test('measureDirectory is refused to everybody but the installation', async () => {
  // A second policy office ends one-person mode.
  const [office] = [await bed.signIn.policyOffice(), await bed.signIn.policyOffice(null, 'Another office')];
  for (const who of [commander, office]) {
    const input = { partyId: operation };
    await expect(runCommand(bed.platform, measureDirectory, { token: who.token, key: newKey(), input })).rejects.toThrow(
      'platform/not-allowed',
    );
    await expect(runQuery(bed.platform, listWaitingDirectories, { token: who.token, input: {} })).rejects.toThrow('platform/not-allowed');
  }
});
