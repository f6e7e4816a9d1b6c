import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestBed, type TestBed, type TestPerson } from '../../../../test/database/harness.ts';
import { givenReader } from '../fixtures.ts';
import { everyDay, givenOpenChannel, type OpenChannel } from './fixtures.ts';

let bed: TestBed;
let channel: OpenChannel;
const roster = (who: TestPerson | null) => bed.call(who, 'GET', `/desk/api/channels/${channel.id}/roster`);
const day = { reader: 1, days: everyDay, starts: '08:00', ends: '20:00' };
const night = { reader: 2, days: everyDay, starts: '20:00', ends: '06:00' };

beforeAll(async () => {
  bed = await openTestBed();
  bed.setClock(() => new Date('2026-12-01T09:30:00Z'));
  channel = await givenOpenChannel(bed, { code: 'XC', slug: 'camp-help', today: '2026-12-01' });
});
afterAll(() => bed.close());

describe('a duty roster (A1.5)', () => {
  it('says that there is none before one is set', async () => {
    expect((await roster(channel.commander)).body).toMatchObject({
      version: 0,
      zone: null,
      shifts: [],
      parents: [4],
      now: { duty: null },
      minutes: { next: 15, parent: 30 },
    });
  });

  it('is set by the keepers of the channel, and shows them and its readers who is on duty, who is next, and empty hours', async () => {
    expect((await channel.setRoster(0, [day, night])).body).toEqual({ version: 1 });
    for (const who of [channel.commander, channel.people[2]!]) {
      const { body } = await roster(who);
      expect(body).toMatchObject({ version: 1, zone: 'Europe/Brussels', readers: [1, 2, 3, 4], now: { duty: 1, next: 2 } });
      expect(body.empty).toEqual(everyDay.map((one) => ({ day: one, from: '06:00', to: '08:00' })));
      expect(body.shifts).toEqual([day, night]);
    }
    bed.setClock(() => new Date('2026-12-01T19:00:00Z'));
    expect((await roster(channel.commander)).body.now).toEqual({ duty: 2, next: 1 });
    bed.setClock(() => new Date('2026-12-01T09:30:00Z'));
  });

  it('is unknown to strangers and to people of another nation, and changed by no reader', async () => {
    const other = await bed.signIn.commander(await bed.givenParty({ kind: 'nation', code: 'XD', name: 'Drelland' }));
    expect([(await roster(null)).status, (await roster(other)).status]).toEqual([401, 404]);
    const put = (who: TestPerson | null) =>
      bed.call(who, 'PUT', `/desk/api/channels/${channel.id}/roster`, { zone: 'UTC', shifts: [] }, { 'if-match': '"1"' });
    expect([(await put(null)).status, (await put(other)).status, (await put(channel.people[0]!)).status]).toEqual([401, 404, 403]);
  });

  it('refuses who is no reader, a zone that does not exist, and a change of an older roster', async () => {
    expect((await channel.setRoster(1, [{ ...day, reader: 9 }])).body).toMatchObject({ code: 'reports/not-a-reader' });
    expect((await channel.setRoster(1, [day], 'Europe/Atlantis')).status).toBe(422);
    expect((await channel.setRoster(0, [day])).status).toBe(412);
  });

  it('no longer has a reader on duty who was removed', async () => {
    await bed.call(channel.commander, 'DELETE', `/desk/api/channels/${channel.id}/readers/1`);
    expect((await roster(channel.commander)).body).toMatchObject({ version: 1, readers: [2, 3, 4], now: { duty: null, next: 2 } });
    expect((await channel.setRoster(1, [day])).body.code).toBe('reports/not-a-reader');
    expect((await channel.setRoster(1, [night])).body).toEqual({ version: 2 });
  });

  it('names a reader for the next list, and has nobody on duty in those hours before that list', async () => {
    const { joining } = await givenReader(5, 'XC', ['XC', '5 Bn']);
    const path = `/desk/api/channels/${channel.id}/readers`;
    for (const [made, as] of [
      [joining, 'reader'],
      [(await givenReader(6, 'XC', ['XC', 'Duty 2'])).joining, 'parent-duty'],
    ] as const)
      expect((await bed.call(await bed.signIn.legalAdviser(channel.nation), 'POST', path, { ...made, function: as })).status).toBe(200);
    expect((await channel.setRoster(2, [{ reader: 5, days: everyDay, starts: null, ends: null }, night])).body).toEqual({ version: 3 });
    const { body } = await roster(channel.commander);
    expect(body).toMatchObject({ readers: [2, 3, 4, 5, 6], unlisted: [5, 6], parents: [4], now: { duty: null, next: 2 } });
    expect(body.empty).toEqual(everyDay.map((one) => ({ day: one, from: '06:00', to: '20:00' })));
  });
});
