import { randomUUID } from 'node:crypto';
import { SMTPServer } from 'smtp-server';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { queueDueDigests } from '#app/personal/waiting.ts';
import { openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';
import { createMailer, type Mailer } from './mailer.ts';
import { sendMessages } from './send-messages.ts';

type Received = { to: string; text: string };

let bed: TestBed;
let office: TestPerson;
let nation: string;
let mailer: Mailer;
let server: SMTPServer | undefined;
let port = 0;
let received: Received[] = [];
let refuse: ((to: string) => number | null) | undefined;
const log: string[] = [];
// This morning, because the database's own clock decides how long a link is valid.
const START = new Date(`${new Date().toISOString().slice(0, 10)}T09:00:00Z`);
/** A fortnight later. */
const LAST_DAY = new Date(START.getTime() + 14 * 86_400_000).toISOString().slice(0, 10);

/** A real mail server on this machine, which can refuse messages and can be down. */
async function openServer(): Promise<void> {
  server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo(address, _session, done) {
      const code = refuse?.(address.address);
      done(code ? Object.assign(new Error(`${address.address} is not accepted`), { responseCode: code }) : null);
    },
    onData(stream, session, done) {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        received.push({ to: session.envelope.rcptTo.map(({ address }) => address).join(), text: Buffer.concat(parts).toString('utf8') });
        done();
      });
    },
  });
  await new Promise<void>((ready) => server!.listen(port, '127.0.0.1', ready));
  port = (server.server.address() as { port: number }).port;
}
const closeServer = () => new Promise<void>((done) => (server ? server.close(() => done()) : done()));

beforeAll(async () => {
  bed = await openTestBed();
  const headquarters = await bed.givenParty({ kind: 'body', code: 'HQ', name: 'Headquarters' });
  nation = await bed.givenParty({ kind: 'nation', code: 'QA', name: 'Alland' });
  office = await bed.signIn.policyOffice(headquarters);
  await bed.signIn.policyOffice(headquarters);
  await openServer();
  mailer = createMailer({ url: `smtp://127.0.0.1:${port}`, from: 'manumit@example.org' });
  Object.assign(bed.platform, { log: (line: object) => void log.push(JSON.stringify(line)) });
});
afterAll(async () => {
  mailer.close();
  await closeServer();
  await bed.close();
});
beforeEach(() => {
  Object.assign(bed.platform.services, { mailer });
  [received, refuse] = [[], undefined];
  bed.setClock(() => START);
});
afterEach(() => bed.deployer.query('delete from mail.message'));

const later = (minutes: number) => bed.setClock(() => new Date(START.getTime() + minutes * 60_000));
const invite = (name: string, language = 'en') =>
  bed.call(office, 'POST', '/desk/api/people', { name, email: `${name}.${randomUUID().slice(0, 8)}@example.org`, language });
const messages = async () =>
  (await bed.deployer.query('select kind, attempts, fault, sent_at, failed_at, content_encrypted from mail.message order by queued_at, id'))
    .rows;
const linkIn = ({ text }: Received) => /desk\/invitation\/([\w=-]+)/.exec(text.replaceAll(/=\r?\n/g, '').replaceAll('=3D', '='))![1]!;

describe('an invitation', () => {
  test('is sent once, in the language of its recipient, and its link opens the account', async () => {
    const { status, body } = await invite('mira', 'fr');
    expect([status, body.mailed, body.token]).toEqual([200, true, '']);
    expect(received).toEqual([]);
    expect(await sendMessages(bed.platform)).toBe(1);
    expect(await sendMessages(bed.platform)).toBe(0);
    expect(received.map(({ to }) => to)).toEqual([expect.stringMatching(/^mira\./)]);
    expect(received[0]!.text).toMatch(/^Subject: Votre compte sur localhost$/m);
    expect((await bed.call(null, 'GET', `/desk/api/links/${linkIn(received[0]!)}`)).body).toMatchObject({ purpose: 'invitation' });
    expect(await messages()).toMatchObject([{ kind: 'invitation', attempts: 1, content_encrypted: null, failed_at: null }]);
  });

  test('is queued in the transaction of the command, and its link is encrypted while it waits', async () => {
    await invite('anna');
    const [waiting] = await messages();
    expect(waiting.content_encrypted.toString('utf8')).not.toMatch(/invitation|token/);
    const { body } = await bed.call(office, 'POST', '/desk/api/people', { name: 'Twice', email: office.email, language: 'en' });
    expect(body.code).toBe('people/address-taken');
    expect(await messages()).toHaveLength(1);
  });

  test('is retried at growing intervals while the mail server is down, and is not lost', async () => {
    await closeServer();
    await invite('bela');
    await sendMessages(bed.platform);
    expect(await sendMessages(bed.platform)).toBe(0);
    expect(await messages()).toMatchObject([{ attempts: 1, sent_at: null, failed_at: null, fault: expect.stringMatching(/^e/) }]);
    later(2);
    await sendMessages(bed.platform);
    expect(await messages()).toMatchObject([{ attempts: 2 }]);
    await openServer();
    later(5);
    expect(await sendMessages(bed.platform)).toBe(1);
    expect(received).toHaveLength(1);
  });

  test('is abandoned if its link has expired or the server refuses it permanently, and the administrator sees both', async () => {
    refuse = (to) => (to.startsWith('carl') ? 550 : 451);
    await invite('carl');
    await invite('dora');
    await sendMessages(bed.platform);
    later(15 * 24 * 60);
    await sendMessages(bed.platform);
    const { mail } = (await bed.call(office, 'GET', '/desk/api/retention')).body;
    expect(mail).toMatchObject({
      waiting: 0,
      withoutAddress: 0,
      failed: [
        { fault: 'too-late', name: 'dora' },
        { fault: '550', name: 'carl', attempts: 1 },
      ],
    });
    const admin = await bed.signIn.auditor();
    expect((await bed.call(admin, 'GET', '/desk/api/retention')).body.mail).toBeNull();
    expect(log.join('\n')).toMatch(/message-not-sent/);
    expect(log.filter((line) => /@|carl|dora|invitation\//.test(line))).toEqual([]);
  });

  test('that was interrupted while being sent is not sent again after a restart, and is reported', async () => {
    await invite('edda');
    // The state that a killed program leaves: claimed, and without a result.
    await bed.deployer.query('update mail.message set claimed_at = $1, attempts = 1', [START]);
    expect(await sendMessages(bed.platform)).toBe(0);
    later(6);
    expect(await sendMessages(bed.platform)).toBe(0);
    expect([received.length, await messages()]).toMatchObject([0, [{ fault: 'interrupted', content_encrypted: null }]]);
  });

  test('is not claimed while another one is being sent, so that a program that ends loses one at most', async () => {
    for (const name of ['ida', 'joe', 'kim']) await invite(name);
    const claimed: number[] = [];
    const send = async () => {
      const { rows } = await bed.deployer.query(
        'select count(*)::int as n from mail.message where claimed_at is not null and sent_at is null',
      );
      claimed.push(rows[0].n);
    };
    Object.assign(bed.platform.services, { mailer: { ...mailer, send } });
    expect(await sendMessages(bed.platform)).toBe(3);
    expect(claimed).toEqual([1, 1, 1]);
  });

  test('is sent by only one of two processes', async () => {
    for (const name of ['fay', 'gus', 'hal']) await invite(name);
    const sent = await Promise.all([sendMessages(bed.platform), sendMessages(bed.platform)]);
    expect(sent[0]! + sent[1]!).toBe(3);
    expect(new Set(received.map(({ to }) => to)).size).toBe(3);
    expect(received).toHaveLength(3);
  });

  test('is withdrawn when the link is handed over, and without mail the answer contains the link', async () => {
    const { body } = await invite('ivo');
    const again = await bed.call(office, 'POST', `/desk/api/people/${body.personId}/link`, { handOver: true });
    expect([again.body.mailed, again.body.token.length > 20]).toEqual([false, true]);
    expect(await sendMessages(bed.platform)).toBe(0);
    expect(await messages()).toMatchObject([{ fault: 'replaced', content_encrypted: null }]);
    Object.assign(bed.platform.services, { mailer: undefined });
    const handedOver = await invite('jan');
    expect([handedOver.body.mailed, handedOver.body.token.length > 20]).toEqual([false, true]);
    expect((await bed.call(office, 'GET', '/desk/api/retention')).body.mail).toBeNull();
  });

  test('is never sent for an account that was reset, and later links are handed over too', async () => {
    const { body } = await invite('lea');
    expect(await sendMessages(bed.platform)).toBe(1);
    const reset = await bed.call(office, 'POST', `/desk/api/people/${body.personId}/reset`);
    expect([reset.body.mailed, reset.body.token.length > 20]).toEqual([false, true]);
    await bed.deployer.query('delete from identity.invitation where person_id = $1', [body.personId]);
    const again = await bed.call(office, 'POST', `/desk/api/people/${body.personId}/link`);
    expect([again.body.mailed, again.body.token.length > 20]).toEqual([false, true]);
    expect(await sendMessages(bed.platform)).toBe(0);
  });

  test('that waits for the mail server is not sent once the account was reset', async () => {
    const { body } = await invite('mia');
    expect((await bed.call(office, 'POST', `/desk/api/people/${body.personId}/reset`)).status).toBe(200);
    expect(await sendMessages(bed.platform)).toBe(0);
    expect([received.length, await messages()]).toMatchObject([0, [{ fault: 'replaced', content_encrypted: null }]]);
  });

  test('that was written into the table directly is not sent', async () => {
    await invite('kim');
    await bed.deployer.query(`update mail.message set content_encrypted = decode(repeat('00', 60), 'hex')`);
    expect(await sendMessages(bed.platform)).toBe(0);
    expect([received.length, await messages()]).toMatchObject([0, [{ fault: 'not-ours' }]]);
  });
});

describe('digests', () => {
  test('are sent once a day to people with new tasks, also after a restart, and contain only numbers', async () => {
    const focal = await bed.signIn.focalPoint(nation, 'Fay Focal');
    await bed.deployer.query('update identity.role_grant set valid_to = $2 where person_id = $1', [focal.personId, LAST_DAY]);
    const digests = async () => {
      received = [];
      const queued = await queueDueDigests(bed.platform);
      expect(await sendMessages(bed.platform)).toBe(queued);
      return received.filter(({ to }) => to === focal.email).map(({ text }) => text);
    };
    const [first, ...more] = await digests();
    expect(more).toEqual([]);
    expect(first).toMatch(/1 task is waiting for you/);
    expect(first!.replaceAll(focal.email, '')).not.toMatch(new RegExp(`Fay|Focal|Alland|focal-point|${LAST_DAY}`));
    expect(await digests()).toEqual([]);
    later(24 * 60);
    expect(await digests()).toEqual([]);
    // Three days before the due date. The program did not run on the days in between, which does not matter.
    later(13 * 24 * 60);
    expect(await digests()).toHaveLength(1);
  });
});
