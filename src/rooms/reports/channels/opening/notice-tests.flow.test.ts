import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Mailer, Outgoing } from '#platform/mail/mailer.ts';
import { sendMessages } from '#platform/mail/send-messages.ts';
import { openTestBed, type TestBed, type TestPerson } from '../../../../../test/database/harness.ts';
import { queueNoticeTests } from '../../clocks/notice-tests.ts';
import { encode } from '../../crypto/bytes.ts';
import { newKeys } from '../../crypto/keys.ts';
import { verifyKeyOf } from '../../crypto/signatures.ts';
import { daysAfter, givenReader, type MadeReader, signedList } from '../../fixtures.ts';
import { givenReadyToOpen } from './fixtures.ts';

const TODAY = '2026-12-01';
const { signingKey: channelKey } = newKeys();
let bed: TestBed;
let channel = '';
let commander: TestPerson;
let people: TestPerson[];
let readers: MadeReader[];
let sent: Outgoing[] = [];

const path = () => `/desk/api/channels/${channel}`;
const opening = async (who: TestPerson) => (await bed.call(who, 'GET', `${path()}/opening`)).body;
const open = () => bed.call(commander, 'POST', `${path()}/open`, {}, { 'if-match': '"1"' });
const at = (day: string) => bed.setClock(() => new Date(`${day}T09:30:00Z`));
/** Runs the program's round on a day, and names the readers who got a mail. */
async function round(day: string): Promise<string[]> {
  at(day);
  sent = [];
  await Promise.all([queueNoticeTests(bed.platform), queueNoticeTests(bed.platform)]);
  await sendMessages(bed.platform);
  return sent.map(({ to }) => to).sort();
}
/** The random bytes in the link of the newest mail to a reader. */
const linkTo = (reader: number) => {
  const { text } = sent.find(({ to }) => to === `reader${reader}@example.org`)!;
  return new RegExp(`/desk/channels/${channel}\\?notice=([\\w-]{43})\\n`).exec(text)![1]!;
};
const confirm = (who: TestPerson, answer: string) => bed.call(who, 'POST', `${path()}/notice`, { answer });
const BOTH = ['reader1@example.org', 'reader2@example.org'];

beforeAll(async () => {
  bed = await openTestBed();
  at(TODAY);
  const nation = await bed.givenParty({ kind: 'nation', code: 'XC', name: 'Corvania' });
  commander = await bed.signIn.commander(nation);
  people = [await bed.signIn.legalAdviser(nation), await bed.signIn.legalAdviser(nation)];
  readers = await Promise.all(['1 Bn', '2 Bn'].map((unit, n) => givenReader(n + 1, 'XC', ['XC', unit])));
  const created = await bed.call(commander, 'POST', '/desk/api/channels', {
    ...{ partyId: nation, operationId: null, parentId: null, slug: 'camp-help' },
    ...{ name: { en: 'Camp help', fr: 'Aide du camp' }, firstKey: encode(verifyKeyOf(channelKey)) },
  });
  channel = created.body.id;
  for (const [n, reader] of readers.entries()) {
    await bed.call(people[n]!, 'POST', `${path()}/readers`, reader.joining);
    await bed.deployer.query('update identity.person set email = $2 where id = $1', [people[n]!.personId, BOTH[n]]);
  }
  const listed = readers.map((one) => one.listed);
  const list = { channel, number: 1, validFrom: TODAY, validUntil: daysAfter(TODAY, 90), readers: listed, former: [] };
  await bed.call(commander, 'POST', `${path()}/lists`, { signed: signedList(list, channelKey) });
  const ready = { channel, party: nation, commander, people, readers, manifest: 1, channelKey: verifyKeyOf(channelKey) };
  await givenReadyToOpen(bed, ready);
  const mailer: Mailer = { send: async (message) => void sent.push(message), close: () => {} };
  Object.assign(bed.platform.services, { mailer });
});
afterAll(() => bed.close());
beforeEach(() => at(TODAY));

describe('a test notice (5e, A1.5)', () => {
  test('is asked of no installation that sends no mail', async () => {
    const { mailer } = bed.platform.services;
    Object.assign(bed.platform.services, { mailer: undefined });
    expect([await queueNoticeTests(bed.platform), (await opening(commander)).notices]).toEqual([0, null]);
    expect((await opening(commander)).steps.all).not.toContain('notices');
    Object.assign(bed.platform.services, { mailer });
    expect((await opening(commander)).steps.all).toContain('notices');
  });

  test('goes once to each reader, and says nothing of reports but that it is a test', async () => {
    expect((await open()).body.code).toBe('reports/notices-not-tested');
    expect(await round(TODAY)).toEqual(BOTH);
    expect(await round(TODAY)).toEqual([]);
    expect((await opening(commander)).notices).toEqual(
      [1, 2].map((number) => ({ number, sentOn: TODAY, confirmedOn: null, counts: false })),
    );
    expect((await bed.deployer.query('select count(*)::int as n from mail.message where content_encrypted is not null')).rows[0].n).toBe(0);
  });

  test('is sent again after three days, and only its newest link counts, for its own reader alone', async () => {
    await bed.deployer.query('update reports.notice_test set sent_on = $1', [daysAfter(TODAY, -3)]);
    expect(await round(daysAfter(TODAY, -1))).toEqual([]);
    expect(await round(TODAY)).toEqual(BOTH);
    const [first, second] = [linkTo(1), linkTo(2)];
    expect((await confirm(people[1]!, first)).body.code).toBe('reports/not-this-notice');
    expect((await confirm(people[0]!, 'A'.repeat(43))).body.code).toBe('reports/not-this-notice');
    expect((await confirm(commander, first)).status).toBe(404);
    expect((await open()).body.code).toBe('reports/notices-not-tested');
    expect((await confirm(people[0]!, first)).body).toEqual({ confirmedOn: TODAY });
    expect((await open()).body.code).toBe('reports/notices-not-tested');
    expect((await confirm(people[1]!, second)).status).toBe(200);
    // A reader sees the own one alone.
    expect((await opening(people[0]!)).notices).toEqual([{ number: 1, sentOn: TODAY, confirmedOn: TODAY, counts: true }]);
    expect((await open()).body).toMatchObject({ state: 'open' });
  });

  test('is due again after the days of the edition, and what was confirmed stays to be seen', async () => {
    expect(await round(daysAfter(TODAY, 90))).toEqual([]);
    expect(await round(daysAfter(TODAY, 91))).toEqual(BOTH);
    expect((await opening(commander)).notices[0]).toEqual({
      ...{ number: 1, sentOn: daysAfter(TODAY, 91), confirmedOn: TODAY, counts: false },
    });
  });

  test('goes to no removed reader, and to nobody of a closed channel', async () => {
    await bed.deployer.query('update reports.notice_test set sent_on = $1, confirmed_on = null', [daysAfter(TODAY, -9)]);
    await bed.call(commander, 'DELETE', `${path()}/readers/2`);
    expect(await round(TODAY)).toEqual(BOTH.slice(0, 1));
    await bed.deployer.query('update reports.notice_test set sent_on = $1', [daysAfter(TODAY, -9)]);
    await bed.deployer.query('update reports.channel set closed_on = opened_on');
    expect(await round(TODAY)).toEqual([]);
  });
});
