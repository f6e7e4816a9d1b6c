import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Mailer } from '#platform/mail/mailer.ts';
import { openTestBed, type TestBed, type TestPerson } from '../../../../test/database/harness.ts';
import { encode } from '../crypto/bytes.ts';
import { mailboxOf } from '../crypto/code.ts';
import { ENCRYPTED_TEXT_SIZES } from '../crypto/sizes.ts';
import { givenReader } from '../fixtures.ts';
import { everyDay, givenOpenChannel, type OpenChannel } from './fixtures.ts';
import { tellOfDanger } from './notices.ts';

const START = Date.parse('2026-12-01T09:30:00Z');
let bed: TestBed;
let channel: OpenChannel;
const at = (minutes: number) => bed.setClock(() => new Date(START + minutes * 60_000));
const clocks = async () => (await bed.call(null, 'GET', '/r/camp-help/readers')).body;
const attend = (who: TestPerson | null) => bed.call(who, 'POST', `/desk/api/channels/${channel.id}/attendance`, {});
const days = async () => (await bed.deployer.query('select day::text from reports.attended_day order by 1')).rows.map(({ day }) => day);
const DAY = 24 * 60;

beforeAll(async () => {
  bed = await openTestBed();
  at(0);
  channel = await givenOpenChannel(bed, { code: 'XC', slug: 'camp-help', today: '2026-12-01' });
  const mailer: Mailer = { send: async () => {}, close: () => {} };
  Object.assign(bed.platform.services, { mailer });
});
afterAll(() => bed.close());

describe('the public page of a channel (A1.5)', () => {
  it('promises minutes only where a reader is on duty and mail is sent', async () => {
    expect(await clocks()).toMatchObject({ onDuty: { duty: null, next: null }, clocks: { promises: false, dangerMinutes: 15 } });
    await channel.setRoster(0, [{ reader: 1, days: everyDay, starts: '06:00', ends: '18:00' }]);
    expect(await clocks()).toMatchObject({ onDuty: { duty: 1, next: null }, clocks: { promises: true } });
    const { mailer } = bed.platform.services;
    Object.assign(bed.platform.services, { mailer: undefined });
    await channel.setRoster(1, [{ reader: 1, days: everyDay, starts: '06:00', ends: '18:00' }]);
    expect((await clocks()).clocks.promises).toBe(false);
    Object.assign(bed.platform.services, { mailer });
    await channel.setRoster(2, []);
    expect(await clocks()).toMatchObject({ onDuty: { duty: null, next: null }, clocks: { promises: false } });
  });

  it('says that nobody looks after 72 hours without an unlock, from the day of opening on, and no longer after one', async () => {
    expect((await clocks()).clocks.attended).toBe(true);
    at(3 * DAY);
    expect((await clocks()).clocks.attended).toBe(true);
    at(4 * DAY);
    expect((await clocks()).clocks.attended).toBe(false);
    expect((await attend(channel.people[1]!)).body).toEqual({ attended: true });
    // The page is at most 15 minutes old: an unlock does not show to the minute.
    at(4 * DAY + 16);
    await channel.setRoster(3, []);
    expect((await clocks()).clocks.attended).toBe(true);
  });

  it('promises nothing for a reader whom the newest list does not name', async () => {
    const { joining } = await givenReader(5, 'XC', ['XC', '5 Bn']);
    const path = `/desk/api/channels/${channel.id}/readers`;
    const newcomer = await bed.signIn.legalAdviser(channel.nation);
    const joined = await bed.call(newcomer, 'POST', path, { ...joining, function: 'reader' });
    expect(joined.body.number).toBe(5);
    // Nor does an unlock of theirs say that the reports are looked at.
    at(5 * DAY);
    const before = await days();
    expect((await attend(newcomer)).status).toBe(200);
    expect(await days()).toEqual(before);
    at(4 * DAY + 16);
    const allDay = { days: everyDay, starts: null, ends: null };
    await channel.setRoster(4, [{ reader: 5, ...allDay }]);
    expect(await clocks()).toMatchObject({ onDuty: { duty: null, next: null }, clocks: { promises: false } });
    await channel.setRoster(5, [
      { reader: 5, ...allDay },
      { reader: 1, ...allDay },
    ]);
    expect(await clocks()).toMatchObject({ onDuty: { duty: 1, next: null }, clocks: { promises: true } });
  });
});

describe('an unlock (A1.5)', () => {
  it('leaves the day of the channel and nothing else: no person, no time, no entry in the ledger', async () => {
    at(10 * DAY);
    const entries = async () => (await bed.deployer.query('select count(*)::int as n from ledger.entry')).rows[0].n;
    const acts = async () => (await bed.deployer.query('select count(*)::int as n from reports.recorded_action')).rows[0].n;
    const [before, actsBefore] = [await entries(), await acts()];
    const publicChanges = async () => (await bed.deployer.query('select last_value as n from platform.public_change')).rows[0].n;
    const changes = await publicChanges();
    for (const person of [channel.people[0]!, channel.people[1]!, channel.people[0]!]) expect((await attend(person)).status).toBe(200);
    // Pages that were made again at once would show the minute of the unlock.
    expect(await publicChanges()).toBe(changes);
    expect(await days()).toEqual(['2026-12-05', '2026-12-11']);
    expect([await entries(), await acts()]).toEqual([before, actsBefore + 1]);
    const { rows } = await bed.deployer.query(`select detail from reports.recorded_action where day = '2026-12-11'`);
    expect(rows).toEqual([{ detail: { command: 'reports/attend-channel' } }]);
  });

  it('is refused to those who do not read there, and to a reader who was removed', async () => {
    const stranger = await bed.signIn.legalAdviser(channel.nation);
    expect([(await attend(null)).status, (await attend(stranger)).status, (await attend(channel.commander)).status]).toEqual([
      401, 404, 403,
    ]);
    await bed.call(channel.commander, 'DELETE', `/desk/api/channels/${channel.id}/readers/3`);
    expect((await attend(channel.people[2]!)).status).toBe(404);
  });
});

describe('a mailbox (A1.5)', () => {
  it('says after 15 minutes that nobody has taken a report of danger, and only of danger', async () => {
    at(0);
    const [danger, other] = [await channel.report([1, 2], true), await channel.report([1, 2])];
    const untaken = async (code: string) =>
      (await bed.call(null, 'POST', '/r/mailbox', { mailbox: encode(mailboxOf(code).id) })).body.found.untaken;
    at(14);
    expect([await untaken(danger.code), await untaken(other.code)]).toEqual([false, false]);
    at(15);
    expect([await untaken(danger.code), await untaken(other.code)]).toEqual([true, false]);
    // The moment of danger is deleted after a day; that nobody took it is not.
    at(24 * 60);
    await tellOfDanger(bed.platform);
    expect((await bed.deployer.query('select from reports.danger')).rowCount).toBe(0);
    expect([await untaken(danger.code), await untaken(other.code)]).toEqual([true, false]);
    const path = `/desk/api/reports/${danger.id}/take`;
    expect((await bed.call(channel.people[0]!, 'POST', path, {}, { 'if-match': '"1"' })).status).toBe(200);
    expect(await untaken(danger.code)).toBe(false);
  });

  it('says when no present reader can open the report, and takes no message then', async () => {
    const { code } = await channel.report([2, 4]);
    const mailbox = encode(mailboxOf(code).id);
    const isHeld = async () => (await bed.call(null, 'POST', '/r/mailbox', { mailbox })).body.found.held;
    const encrypted = encode(new Uint8Array(ENCRYPTED_TEXT_SIZES[0]!));
    const write = (place: number) => bed.call(null, 'POST', '/r/messages', { mailbox, place, encrypted });
    const remove = (number: number) => bed.call(channel.commander, 'DELETE', `/desk/api/channels/${channel.id}/readers/${number}`);
    await remove(2);
    expect([await isHeld(), (await write(0)).status]).toEqual([true, 200]);
    await remove(4);
    // Sent again, the stored one still has its one effect.
    expect([await isHeld(), (await write(0)).status, (await write(1)).body.code]).toEqual([false, 200, 'reports/write-again']);
  });
});
