import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';

let bed: TestBed;
let nation = '';
let unit = '';
const who = {} as Record<'officer' | 'leader' | 'focalPoint' | 'stranger', TestPerson>;
const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const CLASSES = '/desk/api/training/classes';

beforeAll(async () => {
  bed = await openTestBed();
  nation = await bed.givenParty({ kind: 'nation', code: 'QA', name: 'Alland' });
  const other = await bed.givenParty({ kind: 'nation', code: 'QB', name: 'Borland' });
  who.officer = await bed.signIn.trainingOfficer(nation);
  who.leader = await bed.signIn.commander(nation);
  who.focalPoint = await bed.signIn.focalPoint(nation);
  who.stranger = await bed.signIn.trainingOfficer(other, 'Another officer');
  unit = (
    await bed.call(who.focalPoint, 'POST', `/desk/api/parties/${nation}/units`, { name: '2nd company', superiorId: null, location: null })
  ).body.unitId;
});
afterAll(() => bed.close());

async function openClass(seats: number | null): Promise<string> {
  const opened = { title: 'Class', modules: ['G'], startsOn: day(0), endsOn: day(20), seats };
  return (await bed.call(who.officer, 'POST', `/desk/api/parties/${nation}/classes`, opened)).body.classId;
}
const slips = (classId: string, numbers: string[]) =>
  bed.call(who.officer, 'POST', `${CLASSES}/${classId}/access-slips`, { numbers, newcomers: 'contingent' });
const book = (classId: string, seats: number, person = who.leader, unitId: string | null = null) =>
  bed.call(person, 'PUT', `${CLASSES}/${classId}/bookings`, { unitId, seats });
const setSeats = async (classId: string, seats: number | null, person = who.officer) => {
  const { version } = (await bed.call(who.officer, 'GET', `${CLASSES}/${classId}`)).body;
  return bed.call(person, 'PUT', `${CLASSES}/${classId}/seats`, { seats }, { 'if-match': `"${version}"` });
};
const view = async (classId: string, person = who.leader) => (await bed.call(person, 'GET', `${CLASSES}/${classId}`)).body;

describe('the seats of a class (5d)', () => {
  it('take the last person, and refuse the next with the number that is left and nothing stored', async () => {
    const classId = await openClass(3);
    expect((await slips(classId, ['QA-1', 'QA-2'])).status).toBe(200);
    const refused = await slips(classId, ['QA-3', 'QA-4']);
    expect([refused.status, refused.body.code]).toEqual([409, 'training/class-full']);
    expect(refused.body).toMatchObject({ seats: 3, left: 1, more: 2 });
    expect((await view(classId)).learners).toBe(2);
    expect((await slips(classId, ['QA-2', 'QA-3'])).status).toBe(200);
    expect(await view(classId)).toMatchObject({ seats: 3, taken: 3, learners: 3 });
  });

  it('are booked by a commander for a unit, are used by its people, and are kept from others', async () => {
    const classId = await openClass(4);
    expect((await book(classId, 2, who.leader, unit)).body).toEqual({ taken: 2 });
    expect((await slips(classId, ['QA-11', 'QA-12', 'QA-13'])).body.code).toBe('training/class-full');
    expect((await slips(classId, ['QA-11', 'QA-12'])).status).toBe(200);
    await bed.deployer.query(`update training.trainee set unit_id = $1 where service_number in ('QA-21', 'QA-22')`, [unit]);
    const roster = await openClass(null);
    await slips(roster, ['QA-21', 'QA-22']);
    await bed.deployer.query(`update training.trainee set unit_id = $1 where service_number in ('QA-21', 'QA-22')`, [unit]);
    expect((await slips(classId, ['QA-21', 'QA-22'])).status).toBe(200);
    expect(await view(classId)).toMatchObject({
      ...{ seats: 4, taken: 4, learners: 4 },
      bookings: [{ unitId: unit, unit: '2nd company', seats: 2, used: 2 }],
      places: [
        { unitId: null, unit: null, people: 2 },
        { unitId: unit, unit: '2nd company', people: 2 },
      ],
    });
  });

  it('are not booked beyond their number, and are released with 0', async () => {
    const classId = await openClass(5);
    expect((await book(classId, 6)).body.code).toBe('training/class-full');
    expect((await book(classId, 5)).status).toBe(200);
    expect((await slips(classId, ['QA-31'])).status).toBe(200);
    expect((await book(classId, 1, who.officer, unit)).body.code).toBe('training/class-full');
    // One person of the party uses a booking for all of it.
    expect((await view(classId)).places[0]).toEqual({ unitId: null, unit: null, people: 1 });
    expect((await book(classId, 0)).body).toEqual({ taken: 1 });
    expect((await view(classId)).bookings).toEqual([]);
    expect((await book(classId, 1, who.officer, unit)).status).toBe(200);
  });

  it('cannot be fewer than are taken, and may have no limit', async () => {
    const classId = await openClass(null);
    await slips(classId, ['QA-41', 'QA-42']);
    await book(classId, 3, who.officer, unit);
    expect((await setSeats(classId, 4)).body.code).toBe('training/seats-below');
    expect((await setSeats(classId, 5)).status).toBe(200);
    expect((await setSeats(classId, null)).status).toBe(200);
    expect((await view(classId)).seats).toBeNull();
  });

  it('are set by the training officer, and booked by those who train or lead at the party alone', async () => {
    const classId = await openClass(5);
    expect((await setSeats(classId, 6, who.leader)).status).toBe(403);
    expect((await book(classId, 1, who.focalPoint)).status).toBe(404);
    expect((await book(classId, 1, who.stranger)).status).toBe(404);
    expect((await book(classId, 1, who.officer, crypto.randomUUID())).status).toBe(404);
    await bed.call(who.officer, 'POST', `${CLASSES}/${classId}/close`, {}, { 'if-match': '"1"' });
    expect((await book(classId, 1)).body.code).toBe('training/class-over');
  });

  it('are never given twice to people entered at the same moment', async () => {
    const classId = await openClass(3);
    const answers = await Promise.all([1, 2, 3, 4].map((n) => slips(classId, [`QA-5${n}`])));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(3);
    expect(answers.filter(({ body }) => body.code === 'training/class-full')).toHaveLength(1);
  });

  it('show a commander how many are in a class', async () => {
    const classId = await openClass(9);
    await slips(classId, ['QA-61', 'QA-62']);
    const { classes } = (await bed.call(who.leader, 'GET', CLASSES)).body;
    expect(classes.find(({ id }: { id: string }) => id === classId)).toMatchObject({ learners: 2, taken: 2, seats: 9 });
  });
});

describe('list-classes', () => {
  it('lists only classes that end on the day in `from` or later', async () => {
    const [over, open] = [await openClass(null), await openClass(null)];
    await bed.deployer.query('update training.class set starts_on = starts_on - 40, ends_on = ends_on - 40 where id = $1', [over]);
    const listed = async (query: string): Promise<string[]> =>
      (await bed.call(who.leader, 'GET', `${CLASSES}?limit=100&sort=ends${query}`)).body.classes.map(({ id }: { id: string }) => id);
    expect((await listed(''))[0]).toBe(over);
    const notOver = await listed(`&from=${day(20)}`);
    expect([notOver.includes(open), notOver.includes(over)]).toEqual([true, false]);
    expect(await listed(`&from=${day(21)}`)).toEqual([]);
  });
});
