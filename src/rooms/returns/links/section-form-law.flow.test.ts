import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestBed, type TestBed } from '#test/database/harness.ts';
import { givenReporters, returnsDesk } from '../fixtures/fixtures.ts';

// The national law on the section form of a link without JavaScript: what a browser sends, against the database.
let bed: TestBed;
let cast: Awaited<ReturnType<typeof givenReporters>>;
let desk: ReturnType<typeof returnsDesk>;
let id: string;
let address: string;
beforeAll(async () => {
  bed = await openTestBed();
  cast = await givenReporters(bed);
  desk = returnsDesk(bed);
  id = (await desk.post(cast.focal, `parties/${cast.nation}/returns`, { period: '2026', due: null, roundId: null })).body.id;
  await desk.step(cast.focal, id, 'start');
  const { body } = await desk.post(cast.focal, `returns/${id}/sections/law/links`, { name: 'Ministry', days: 10 });
  address = `${new URL(body.link).pathname}/form`;
});
afterAll(() => bed.close());

const send = (fields: Record<string, string>) =>
  bed.server.inject({
    method: 'POST',
    url: address,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams({ ...fields, do: 'save' }).toString(),
  });
const page = async () => (await bed.server.inject({ method: 'GET', url: address })).body;
const entry = (row: string, fields: Record<string, string>, questionId = 'law.tip-5-1') =>
  Object.fromEntries(Object.entries(fields).map(([field, value]) => [`law.${field}.${row}.${questionId}`, value]));
const recorded = async () => (await desk.view(cast.focal, id)).provisions;

test('5a: the form of a link without script records the law for an article once, changes it, and returns what cannot be read', async () => {
  const LAW = {
    law: 'Criminal Code',
    paragraph: '§ 232',
    wording: 'Line one\r\nLine two',
    penaltyFrom: '6',
    penaltyTo: '1 20',
    penaltyUnit: 'months',
  };
  expect(await page()).toContain('name="law.paragraph.new.law.tip-5-1"');
  const stored = await send(entry('new', { ...LAW, address: 'https://law.example/232', inForceFrom: '2016-10-15' }));
  expect([stored.statusCode, stored.headers.location]).toEqual([303, expect.stringContaining('saved=0&recorded=1')]);
  const [first] = await recorded();
  expect(first).toMatchObject({ ...LAW, wording: 'Line one\nLine two', penaltyFrom: 6, penaltyTo: 120, by: 'Ministry', article: '5.1' });
  // Sent again, by the Back button or by a second press: nothing new.
  await send(entry('new', { ...LAW, address: 'https://law.example/232', inForceFrom: '2016-10-15' }));
  await send(entry(first!.id, { ...LAW, address: 'https://law.example/232', inForceFrom: '2016-10-15' }));
  expect(await recorded()).toHaveLength(1);
  // One faulty entry comes back as it was written, with its reason; the other is recorded.
  const mixed = await send({
    ...entry('new', { ...LAW, paragraph: '§ 233', address: 'law.example' }),
    ...entry('new', { law: 'Victims Code', paragraph: '§ 4' }, 'law.tip-6-1'),
  });
  expect(mixed.statusCode).toBe(422);
  expect(mixed.body).toContain('Enter a whole web address');
  expect(mixed.body).toContain('value="law.example"');
  expect(mixed.body).toContain('1 provision of national law recorded.');
  expect((await recorded()).map(({ paragraph }) => paragraph)).toEqual(['§ 232', '§ 4']);
  // A change names the row that was shown; an older one replaces nothing.
  await send(entry(first!.id, { ...LAW, paragraph: '§ 232a' }));
  const old = await send(entry(first!.id, { ...LAW, paragraph: '§ 232b' }));
  expect(old.body).toContain('value="§ 232b"');
  expect([old.statusCode, old.body.includes('Someone changed this provision')]).toEqual([422, true]);
  expect((await recorded()).map(({ paragraph }) => paragraph)).toEqual(['§ 232', '§ 4', '§ 232a']);
  expect(await page()).toContain('Criminal Code, § 232a');
});
