import { afterAll, beforeAll, expect, test } from 'vitest';
import { stoppedClock } from '#kernel/clock.ts';
import { openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';
import { LIMITS } from '../channels/opening/fixtures.ts';
import { encode } from '../crypto/bytes.ts';
import { newKeys } from '../crypto/keys.ts';
import { verifyKeyOf } from '../crypto/signatures.ts';
import { daysAfter, givenFirstLeaf, givenReader, signedList } from '../fixtures.ts';
import { findPublicChannel } from './find-channel.ts';

const TODAY = '2026-12-01';
let bed: TestBed;
let [operation, host, channel] = ['', '', ''];
let commander: TestPerson;
const { signingKey } = newKeys();
const both = (text: string) => ({ en: text, fr: text });
const send = (method: 'POST' | 'PUT', path: string, body: object, version?: number) =>
  bed.call(commander, method, `/desk/api/${path}`, body, version === undefined ? {} : { 'if-match': `"${version}"` });
const find = () => findPublicChannel(bed.platform, 'quay');

beforeAll(async () => {
  bed = await openTestBed();
  bed.setClock(stoppedClock(`${TODAY}T09:30:00Z`));
  operation = await bed.givenParty({ kind: 'operation', code: 'TEST-OP', name: 'Quiet Harbour' });
  host = await bed.givenParty({ kind: 'nation', code: 'QH', name: 'Hostland' });
  commander = await bed.signIn.commander(operation);
  const readers = await Promise.all(['QA', 'QB'].map((nation, at) => givenReader(at + 1, nation, [nation])));
  const created = await send('POST', 'channels', {
    ...{ partyId: operation, operationId: operation, parentId: null, slug: 'quay', name: both('Quay help') },
    firstKey: encode(verifyKeyOf(signingKey)),
  });
  channel = created.body.id;
  for (const reader of readers)
    await bed.call(await bed.signIn.legalAdviser(operation), 'POST', `/desk/api/channels/${channel}/readers`, reader.joining);
  const list = {
    channel,
    number: 1,
    validFrom: TODAY,
    validUntil: daysAfter(TODAY, 60),
    readers: readers.map((one) => one.listed),
    former: [],
  };
  expect((await send('POST', `channels/${channel}/lists`, { signed: signedList(list, signingKey) })).status).toBe(200);
});
afterAll(() => bed.close());

async function givenNumber(placeId: string, phone: string, result: 'answered' | null): Promise<void> {
  const { entryId } = (
    await send('POST', `help-places/${placeId}/entries`, {
      ...{ kind: 'medical', name: both('Clinic'), about: both('A doctor.'), phone, days: null, opens: null, closes: null },
      ...{ languages: [], free: null, source: 'Letter' },
    })
  ).body;
  if (result !== null) await send('POST', `help-entries/${entryId}/tests`, { on: TODAY, by: 'Duty officer', result }, 1);
}

const poster = (person: TestPerson | null, query = '?lang=ar&size=card') =>
  bed.call(person, 'GET', `/desk/api/channels/${channel}/poster.pdf${query}`);

test('`findPublicChannel` finds no draft, and no unknown name', async () => {
  expect(await find()).toBeNull();
  expect(await findPublicChannel(bed.platform, 'nowhere')).toBeNull();
});

test('`get-poster` refuses a draft: a poster would lead nowhere', async () => {
  expect((await poster(commander)).body.code).toBe('reports/not-in-this-state');
});

test('`findPublicChannel` finds an open channel with the tested numbers of its own place, once that is published (5e, A1.6)', async () => {
  // The steps of opening are tested where they are (channels/opening).
  await bed.deployer.query('update reports.channel set opened_on = $2 where id = $1', [channel, TODAY]);
  expect(await find()).toMatchObject({ slug: 'quay', state: 'opening', opensOn: daysAfter(TODAY, 1) });
  await givenFirstLeaf(bed, channel, TODAY);
  expect(await find()).toMatchObject({ slug: 'quay', name: both('Quay help'), state: 'open', help: null });
  const { placeId } = (
    await send('POST', `parties/${operation}/help`, { countryId: host, slug: 'quay-help', name: both('Quay'), zone: 'Europe/Tirane' })
  ).body;
  await givenNumber(placeId, '+44 1632 960121', 'answered');
  await givenNumber(placeId, '+44 1632 960122', null);
  expect((await find())?.help).toBeNull();
  expect((await send('PUT', `help-places/${placeId}/publication`, { published: true }, 1)).status).toBe(200);
  expect((await find())?.help).toMatchObject({ slug: 'quay-help', entries: [{ phone: '+44 1632 960121', testedOn: TODAY }] });
});

test('`get-public-channel` gives what a legal adviser stated last, with its day, as soon as it is stated (5e)', async () => {
  const limits = async () => (await bed.call(null, 'GET', '/r/quay/readers')).body.limits;
  expect(await limits()).toBeNull();
  const adviser = await bed.signIn.legalAdviser(operation);
  for (const words of [LIMITS, { ...LIMITS, law: both('Ask first.') }]) {
    expect((await bed.call(adviser, 'POST', `/desk/api/channels/${channel}/limits`, { limits: words })).status).toBe(200);
    expect(await limits()).toEqual({ statedOn: TODAY, body: words });
  }
});

test('`get-poster` is for those who keep the channel, in a language and a size that there is (5e)', async () => {
  const made = await poster(commander);
  expect([made.status, made.headers['content-type'], made.headers['content-disposition']]).toEqual([
    ...[200, 'application/pdf', 'attachment; filename="quay-card-ar.pdf"'],
  ]);
  for (const query of ['', '?lang=xx&size=a4', '?lang=en&size=a5', '?lang=en&size=a4&more=1'])
    expect((await poster(commander, query)).status, query).toBe(422);
  const reader = await bed.signIn.legalAdviser(operation);
  const other = await bed.signIn.commander(await bed.givenParty({ kind: 'operation', code: 'OTHER-OP', name: 'Other' }));
  // A legal adviser of the operation sees the channel, and does not keep it.
  expect([(await poster(reader)).status, (await poster(other)).status, (await poster(null)).status]).toEqual([403, 404, 401]);
});

test('`get-public-channel` gives the last list of a closed channel, so that answers can still be read', async () => {
  const state = await bed.deployer.query('select version from reports.channel where id = $1', [channel]);
  expect((await send('POST', `channels/${channel}/close`, {}, state.rows[0].version)).status).toBe(200);
  expect((await find())?.state).toBe('closed');
  bed.setClock(stoppedClock(`${daysAfter(TODAY, 100)}T09:30:00Z`));
  expect((await bed.call(null, 'GET', '/r/quay/readers')).body).toMatchObject({
    state: 'closed',
    manifest: { number: 1 },
    help: ['quay-help'],
  });
});
