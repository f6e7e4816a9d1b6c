import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';

let bed: TestBed;
let nation: string;
let admin: TestPerson;
let focal: TestPerson;

beforeAll(async () => {
  bed = await openTestBed();
  nation = await bed.givenParty({ kind: 'nation', code: 'QA', name: 'Alland' });
  admin = await bed.signIn.partyAdmin(nation);
  focal = await bed.signIn.focalPoint(nation);
  // A Thursday.
  bed.setClock(() => new Date('2026-11-26T22:00:00Z'));
});
afterAll(() => bed.close());

const put = (who: TestPerson, more: object = {}) =>
  bed.call(who, 'PUT', `/desk/api/parties/${nation}/calendar`, {
    zone: 'Asia/Riyadh',
    weekend: [6, 5],
    holidays: 'date\n2026-11-29\n2026-12-01\n',
    source: 'Gazette of Alland',
    ...more,
  });
const get = async () => (await bed.call(focal, 'GET', `/desk/api/parties/${nation}/calendar`)).body;

test('a party has the default calendar until one is set, and the newest calendar applies', async () => {
  expect(await get()).toMatchObject({ zone: 'UTC', weekend: [6, 7], source: null, today: '2026-11-26', nextWorkingDay: '2026-11-26' });
  expect((await put(admin)).body).toMatchObject({ holidays: 2 });
  // In that time zone it is already Friday, Saturday is a day of rest, and Sunday is a holiday.
  expect(await get()).toMatchObject({
    zone: 'Asia/Riyadh',
    weekend: [5, 6],
    holidays: ['2026-11-29', '2026-12-01'],
    source: 'Gazette of Alland',
    today: '2026-11-27',
    nextWorkingDay: '2026-11-30',
  });
  await put(admin, { weekend: [7], holidays: '', source: 'Gazette, second' });
  expect(await get()).toMatchObject({ weekend: [7], holidays: [], source: 'Gazette, second' });
});

test('the party administrator sets the calendar, and the focal point may not', async () => {
  expect((await put(focal)).status).toBe(403);
});

test('an unreadable list of holidays changes nothing, and each faulty line is named', async () => {
  const refused = await put(admin, { holidays: 'date\n2026-02-30\n2026-12-25\n2026-12-25\n' });
  expect([refused.status, refused.body.code]).toEqual([422, 'parties/holidays-damaged']);
  expect(refused.body.fields.map(({ path }: { path: string }) => path)).toEqual(['2', '4']);
  expect((await put(admin, { zone: 'Mars/Base' })).status).toBe(422);
  expect((await put(admin, { weekend: [1, 2, 3, 4, 5, 6, 7] })).status).toBe(422);
  expect((await get()).source).toBe('Gazette, second');
});
