import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { startSequencer } from '#app/sequencer.ts';
import { stoppedClock } from '#kernel/clock.ts';
import type { Mailer, Outgoing } from '#platform/mail/mailer.ts';
import { encryptMessage } from '#platform/mail/message.ts';
import { sendMessages } from '#platform/mail/send-messages.ts';
import { openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';
import { givenContract } from '../fixtures/contract.ts';

let bed: TestBed;
let [contract, link] = ['', ''];
let sent: Outgoing[] = [];
const who = {} as Record<'officer' | 'second' | 'decider' | 'examiner' | 'legal' | 'other', TestPerson>;
const api = '/desk/api';
const at = (time: string) => bed.setClock(stoppedClock(`2026-11-02T${time}:00Z`));
const mailer: Mailer = { send: async (message) => void sent.push(message), close: () => {} };

beforeAll(async () => {
  bed = await openTestBed();
  const nation = await bed.givenParty({ kind: 'nation', code: 'XC', name: 'Corvania' });
  const other = await bed.givenParty({ kind: 'nation', code: 'XD', name: 'Delmar' });
  who.officer = await bed.signIn.contractingOfficer(nation);
  who.second = await bed.signIn.contractingOfficer(nation);
  who.decider = await bed.signIn.commander(nation);
  who.examiner = await bed.signIn.investigator(nation);
  who.legal = await bed.signIn.legalAdviser(nation);
  who.other = await bed.signIn.contractingOfficer(other);
  contract = await givenContract(bed, who.officer, nation, { number: 'XC-1' });
  const { body } = await bed.call(who.officer, 'POST', `${api}/contracts/${contract}/firm-links`, {
    ...{ memberId: null, name: 'Rosa Keller', capacity: 'Compliance manager', email: null, telephone: null, endsOn: '2027-06-30' },
  });
  link = new URL(body.link).pathname;
});
afterAll(() => bed.close());
beforeEach(async () => {
  Object.assign(bed.platform.services, { mailer });
  await bed.deployer.query('delete from mail.message');
  sent = [];
  at('12:00');
});

const record = async (danger: boolean, notifiedAt: string | null = null): Promise<string> =>
  (
    await bed.call(who.officer, 'POST', `${api}/violations`, {
      ...{ contractId: contract, memberId: null, title: 'Recruitment fees', summary: 'Workers paid.', source: 'inspection' },
      ...{ provisions: ['engaging'], danger, knownAt: '2026-11-01T10:00:00Z', notifiedAt },
    })
  ).body.violationId;
const notify = async (danger: 'yes' | 'no') => {
  const payload = { do: 'notify', id: randomUUID(), danger, what: 'Passports were taken.', where: '', when: '', since: 'day', day: '' };
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const { statusCode } = await bed.server.inject({ method: 'POST', url: link, headers, payload: new URLSearchParams(payload).toString() });
  expect(statusCode).toBe(303);
};
/** Sends what waits, and returns who got mail, each as often as they did. */
async function mailed(): Promise<string[]> {
  sent = [];
  await sendMessages(bed.platform);
  return sent.map(({ to }) => Object.entries(who).find(([, { email }]) => email === to)![0]).sort();
}

describe('mail at once (5f, P5f.3)', () => {
  it('goes to all who work on violations for the party when a firm notifies credible information, and says nothing of it', async () => {
    await notify('no');
    expect(await mailed()).toEqual(['decider', 'examiner', 'officer', 'second']);
    const { subject, text } = sent[0]!;
    expect(subject).toBe('Urgent: please sign in at localhost');
    expect(text).toMatch(/https?:\/\/localhost\S*\/desk\/tasks/);
    expect(text).not.toMatch(/passport|firm|violation|contract|danger|XC/i);
  });

  it('goes to the others when a person records that people are in danger, or that the firm notified it, and else not', async () => {
    await record(false);
    expect(await mailed()).toEqual([]);
    await record(true);
    expect(await mailed()).toEqual(['decider', 'examiner', 'second']);
    at('12:10');
    await record(false, '2026-11-01T12:00:00Z');
    expect(await mailed()).toEqual(['decider', 'examiner', 'second']);
  });

  it('goes to the others when danger is marked later', async () => {
    const id = await record(false);
    const danger = () => bed.call(who.examiner, 'POST', `${api}/violations/${id}/danger`, { note: 'Seen.' }, { 'if-match': '"1"' });
    expect((await danger()).status).toBe(200);
    expect(await mailed()).toEqual(['decider', 'officer', 'second']);
    // Refused: the violation has another version by then.
    expect((await danger()).status).toBe(412);
    at('12:30');
    expect(await mailed()).toEqual([]);
  });

  it('goes to no investigator once the investigation is over', async () => {
    const id = await record(false);
    const step = async (path: string, version: number) =>
      (await bed.call(who.officer, 'POST', `${api}/violations/${id}/${path}`, { note: 'Seen.' }, { 'if-match': `"${version}"` })).status;
    expect([await step('investigation', 1), await step('reply-request', 2), await step('danger', 3)]).toEqual([200, 200, 200]);
    expect(await mailed()).toEqual(['decider', 'second']);
  });

  it('is tried again soon for a new notice while the mail server is away, and is not given up before the new one would be', async () => {
    Object.assign(bed.platform.services, {
      mailer: { ...mailer, send: () => Promise.reject(Object.assign(new Error(), { code: 'ECONNREFUSED' })) },
    });
    await notify('yes');
    await mailed();
    await bed.deployer.query(`update mail.message set not_before = not_before + interval '1 hour'`);
    at('12:02');
    await notify('yes');
    const { rows } = await bed.deployer.query(
      `select distinct to_char(not_before at time zone 'UTC', 'HH24:MI') as again, to_char(ends_at at time zone 'UTC', 'DD HH24:MI') as ends from mail.message`,
    );
    expect(rows).toEqual([{ again: '12:07', ends: '03 12:02' }]);
    Object.assign(bed.platform.services, { mailer });
    at('12:07');
    expect(await mailed()).toHaveLength(4);
  });

  it('leaves before digests that were queued earlier', async () => {
    const { id, encrypted } = encryptMessage(bed.platform, { kind: 'digest', waiting: 1, late: 0 });
    await bed.deployer.query(
      `insert into mail.message (id, kind, person_id, content_encrypted, queued_at, ends_at, not_before) values ($1, 'digest', $2, $3, $4, $5, $4)`,
      [id, who.legal.personId, encrypted, '2026-11-02T11:00:00Z', '2026-11-03T07:00:00Z'],
    );
    await notify('yes');
    await mailed();
    expect(sent.map(({ to }) => to === who.legal.email)).toEqual([false, false, false, false, true]);
  });

  it('leaves while the digests of the day cannot be counted', async () => {
    await bed.deployer.query('alter function mail.last_digest_day() rename to last_digest_day_away');
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    const stop = startSequencer(bed.platform);
    try {
      await notify('yes');
      sent = [];
      vi.advanceTimersByTime(5_000);
      await expect.poll(() => sent.length).toBe(4);
    } finally {
      vi.useRealTimers();
      await stop();
      await bed.deployer.query('alter function mail.last_digest_day_away() rename to last_digest_day');
    }
  });

  it('is one mail in five minutes for each person, and none is lost', async () => {
    await notify('yes');
    await notify('yes');
    expect(await mailed()).toHaveLength(4);
    at('12:01');
    await notify('yes');
    await notify('no');
    expect(await mailed()).toEqual([]);
    at('12:05');
    expect(await mailed()).toHaveLength(4);
    at('12:20');
    await notify('yes');
    expect(await mailed()).toHaveLength(4);
  });

  it('is not queued where the notice is refused, or where this installation sends no mail', async () => {
    const page = await bed.server.inject({
      ...{ method: 'POST', url: link, headers: { 'content-type': 'application/x-www-form-urlencoded' } },
      payload: new URLSearchParams({ do: 'notify', id: randomUUID(), danger: 'yes', what: '', since: 'day' }).toString(),
    });
    expect(page.statusCode).toBe(422);
    Object.assign(bed.platform.services, { mailer: undefined });
    await notify('yes');
    const { rows } = await bed.deployer.query('select count(*)::int as n from mail.message');
    expect(rows[0].n).toBe(0);
  });
});
