import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { queueDueDigests } from '#app/personal/waiting.ts';
import type { Mailer, Outgoing } from '#platform/mail/mailer.ts';
import { sendMessages } from '#platform/mail/send-messages.ts';
import { openTestBed, type TestBed } from '../../../../test/database/harness.ts';
import { FLOOD } from '../intake/flood/flood.ts';
import { everyDay, givenOpenChannel, type OpenChannel } from './fixtures.ts';
import { queueDailyNotices, tellOfDanger } from './notices.ts';

const START = Date.parse('2026-12-01T09:30:00Z');
let bed: TestBed;
let channel: OpenChannel;
let sent: Outgoing[] = [];
let refuse: (to: string) => boolean = () => false;
const addresses = new Map<string, number>();

const at = (minutes: number) => bed.setClock(() => new Date(START + minutes * 60_000));
/** Runs the clocks at a minute, and names the readers whose mail was sent. */
async function round(minutes: number): Promise<number[]> {
  at(minutes);
  sent = [];
  await tellOfDanger(bed.platform);
  await sendMessages(bed.platform);
  return sent.map(({ to }) => addresses.get(to)!).sort();
}
const rows = async (table: string) => (await bed.deployer.query(`select count(*)::int as n from ${table}`)).rows[0].n as number;
/** What "I have it" does to the moment of danger. */
const take = (report: string) => bed.deployer.query('delete from reports.danger where report_id = $1', [report]);

beforeAll(async () => {
  bed = await openTestBed();
  at(0);
  channel = await givenOpenChannel(bed, { code: 'XC', slug: 'camp-help', today: '2026-12-01' });
  for (const [index, { personId }] of channel.people.entries()) {
    const { rows: found } = await bed.deployer.query('update identity.person set email = $2 where id = $1 returning email', [
      personId,
      `reader${index + 1}@example.org`,
    ]);
    addresses.set(found[0].email, index + 1);
  }
  const mailer: Mailer = {
    async send(message) {
      if (refuse(message.to)) throw Object.assign(new Error('refused'), { responseCode: 550, command: 'RCPT TO' });
      sent.push(message);
    },
    close: () => {},
  };
  Object.assign(bed.platform.services, { mailer });
  await channel.setRoster(0, [
    { reader: 1, days: everyDay, starts: '06:00', ends: '18:00' },
    { reader: 2, days: everyDay, starts: '18:00', ends: '06:00' },
  ]);
});
afterAll(() => bed.close());
beforeEach(async () => {
  at(0);
  refuse = () => false;
  sent = [];
  await bed.deployer.query('delete from reports.danger');
  await bed.deployer.query('delete from reports.danger_page');
  await bed.deployer.query('delete from mail.message');
});

describe('a report of danger (A1.5)', () => {
  it('notifies who is on duty at once, the next after 15 minutes, the parent’s duty after 30, each once', async () => {
    await channel.report([1, 2, 3, 4], true);
    expect(await round(0)).toEqual([1]);
    expect(await round(14)).toEqual([]);
    expect(await round(15)).toEqual([2]);
    expect(await round(29)).toEqual([]);
    expect(await round(30)).toEqual([4]);
    expect(await round(600)).toEqual([]);
    expect(await rows('mail.message')).toBe(0);
  });

  it('says nothing but that a report waits, with a link that names nothing', async () => {
    await channel.report([1, 2, 3, 4], true);
    await round(0);
    expect(sent[0]).toMatchObject({
      subject: 'A report waits at localhost',
      text: `A report waits.\n\n${bed.platform.deskUrl}/desk/\n`,
    });
  });

  it('stops telling readers after "I have it"', async () => {
    const { id } = await channel.report([1, 2, 3, 4], true);
    expect(await round(0)).toEqual([1]);
    await take(id);
    expect([await round(15), await round(30)]).toEqual([[], []]);
    expect(await rows('reports.danger_notice')).toBe(0);
  });

  it('leaves out readers without a wrap for them', async () => {
    await channel.report([2, 3], true);
    expect([await round(0), await round(15), await round(30), await round(600)]).toEqual([[2], [], [3], []]);
  });

  it('causes no mail without danger', async () => {
    await channel.report([1, 2, 3, 4]);
    expect([await round(0), await round(30)]).toEqual([[], []]);
  });

  it('notifies the next at once where the mail to the first could not be sent, and the operator sees no trace of it', async () => {
    refuse = (to) => addresses.get(to) === 1;
    await channel.report([1, 2, 3, 4], true);
    expect(await round(0)).toEqual([]);
    expect(await round(1)).toEqual([2]);
    expect(
      (await bed.deployer.query(`select count(*)::int as n from mail.message where kind = 'danger' and failed_at is not null`)).rows[0].n,
    ).toBe(1);
    const admin = await bed.signIn.platformAdmin();
    expect((await bed.call(admin, 'GET', '/desk/api/retention')).body.mail).toMatchObject({ waiting: 0, sent: 0, failed: [] });
  });

  it('makes one mail of many reports within five minutes, and then speaks for those that came since', async () => {
    for (let count = 0; count < 3; count += 1) await channel.report([1, 2, 3, 4], true);
    expect(await round(0)).toEqual([1]);
    const { id } = await channel.report([1, 2, 3, 4], true);
    expect(await round(4)).toEqual([]);
    expect(await round(5)).toEqual([1]);
    expect((await bed.deployer.query('select count(*)::int as n from reports.danger_notice where report_id = $1', [id])).rows[0].n).toBe(1);
  });

  it('is sent once by two programs at the same time, and by one that was killed before it had ended', async () => {
    await channel.report([1, 2, 3, 4], true);
    const { keys } = bed.platform;
    Object.assign(bed.platform, {
      keys: {
        ...keys,
        isHeld: true,
        decrypt: keys.decrypt.bind(keys),
        vouch: undefined,
        encrypt: () => {
          throw new Error('killed');
        },
      },
    });
    await expect(tellOfDanger(bed.platform)).rejects.toThrow();
    Object.assign(bed.platform, { keys });
    expect([await rows('reports.danger_notice'), await rows('reports.danger_page'), await rows('mail.message')]).toEqual([0, 0, 0]);
    const told = await Promise.all([tellOfDanger(bed.platform), tellOfDanger(bed.platform)]);
    expect(told.sort()).toEqual([0, 1]);
    await sendMessages(bed.platform);
    expect(sent.map(({ to }) => addresses.get(to))).toEqual([1]);
  });

  it('loses its moment, and who was notified, after 24 hours, also without a mail server', async () => {
    await channel.report([1, 2, 3, 4], true);
    await round(0);
    const { mailer } = bed.platform.services;
    Object.assign(bed.platform.services, { mailer: undefined });
    await round(24 * 60 - 1);
    expect(await rows('reports.danger')).toBe(1);
    await round(24 * 60);
    Object.assign(bed.platform.services, { mailer });
    expect([await rows('reports.danger'), await rows('reports.danger_notice')]).toEqual([0, 0]);
  });
});

describe('the mail of a day (A1.5)', () => {
  it('goes to every reader once a day from a fixed hour on, with the same words whether or not a report waits', async () => {
    const mails = async (minutes: number) => {
      at(minutes);
      sent = [];
      await Promise.all([queueDailyNotices(bed.platform), queueDailyNotices(bed.platform)]);
      await sendMessages(bed.platform);
      return sent.map(({ to, text }) => ({ reader: addresses.get(to)!, text })).sort((one, other) => one.reader - other.reader);
    };
    const before = await mails(0);
    expect(before.map(({ reader }) => reader)).toEqual([1, 2, 3, 4]);
    expect(await mails(60)).toEqual([]);
    await channel.report([1, 2, 3, 4]);
    // At 05:59 of the next day nothing, at 06:00 the same four mails.
    expect(await mails(20 * 60 + 29)).toEqual([]);
    expect(await mails(20 * 60 + 30)).toEqual(before);
  });

  it('is the only ordinary mail about reports: digests count none', async () => {
    at(3 * 24 * 60);
    await channel.report([1, 2, 3, 4]);
    expect(await queueDueDigests(bed.platform)).toBe(0);
  });
});

describe('a flood of danger (A1.5)', () => {
  it('makes one mail in five minutes for each reader of 10,000 reports, and a true one among them is stored, counted and notified', async () => {
    const { freeReports } = FLOOD;
    // What a flood costs its senders is tested where it is (intake/flood).
    FLOOD.freeReports = 20_000;
    const { id: first } = await channel.report([1, 2, 3, 4], true);
    await bed.deployer.query('alter table reports.wrap disable trigger user');
    const copies = `from reports.report r, generate_series(1, 9999) n where r.id = $1`;
    await bed.deployer.query(
      `insert into reports.report (id, channel_id, manifest_number, received_on, body, mailbox_hash, verify_key, letter)
       select md5('junk' || n)::uuid, channel_id, manifest_number, received_on, '\\x00', sha256(n::text::bytea), verify_key, letter ${copies}`,
      [first],
    );
    await bed.deployer.query(
      `insert into reports.wrap (report_id, channel_id, reader_number, bytes, received_on)
       select md5('junk' || n)::uuid, w.channel_id, w.reader_number, '\\x00', w.received_on from reports.wrap w, generate_series(1, 9999) n where w.report_id = $1`,
      [first],
    );
    await bed.deployer.query(
      `insert into reports.danger select md5('junk' || n)::uuid, d.at from reports.danger d, generate_series(1, 9999) n where d.report_id = $1`,
      [first],
    );
    await bed.deployer.query('alter table reports.wrap enable trigger user');
    expect([await round(0), await round(1)]).toEqual([[1], []]);
    const { id } = await channel.report([1, 2, 3, 4], true);
    expect((await bed.call(channel.people[0]!, 'GET', '/desk/api/danger')).body).toEqual({ danger: 10_001 });
    expect([await round(4), await round(5)]).toEqual([[], [1]]);
    expect((await bed.deployer.query('select count(*)::int as n from reports.danger_notice where report_id = $1', [id])).rows[0].n).toBe(1);
    const mails: number[] = [];
    for (const minute of [9, 14, 15, 20, 30, 36, 60]) mails.push(...(await round(minute)));
    // The next on the roster and the parent's duty, once for all of them.
    expect(mails).toEqual([2, 4]);
    FLOOD.freeReports = freeReports;
  });
});
