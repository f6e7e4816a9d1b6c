import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { stoppedClock } from '#kernel/clock.ts';
import type { Mailer, Outgoing } from '#platform/mail/mailer.ts';
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

const record = async (danger: boolean): Promise<string> =>
  (
    await bed.call(who.officer, 'POST', `${api}/violations`, {
      ...{ contractId: contract, memberId: null, title: 'Recruitment fees', summary: 'Workers paid.', source: 'inspection' },
      ...{ provisions: ['engaging'], danger, knownAt: '2026-11-01T10:00:00Z', notifiedAt: null },
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
    expect(subject).toBe('An urgent task waits for you at localhost');
    expect(text).toMatch(/https?:\/\/localhost\S*\/desk\/tasks/);
    expect(text).not.toMatch(/passport|firm|violation|contract|danger|XC/i);
  });

  it('goes to the others when a person records that people are in danger, and not without danger', async () => {
    await record(false);
    expect(await mailed()).toEqual([]);
    await record(true);
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
