import { randomBytes, randomInt, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { type IncomingMessage, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, describe, expect, inject, test, vi } from 'vitest';
import { exportMembers } from '#app/backup/copy/logical.ts';
import { packTar } from '#app/backup/copy/tar.ts';
import { queueDueDigests } from '#app/personal/waiting.ts';
import { connect } from '#platform/db/pool.ts';
import { publishIfDue } from '#platform/ledger/publish-log.ts';
import { createMailer } from '#platform/mail/mailer.ts';
import { sendMessages } from '#platform/mail/send-messages.ts';
import { openTestBed, type TestBed } from '#test/database/harness.ts';
import { onDatabase } from '#test/database/server.ts';
import { givenOpenChannel } from './channels/opening/fixtures.ts';
import { queueDailyNotices, tellOfDanger } from './clocks/notices.ts';
import { groupsOf, mailboxOf } from './crypto/code.ts';
import { newKeys, publicOf, verifyKeyOf } from './crypto/keys.ts';
import { decode, encode } from './crypto/report.ts';
import { encryptMessage } from './crypto/thread.ts';
import { givenReport } from './fixtures.ts';
import { closeReportDays } from './proof/close-days.ts';

const REPORTS = 20;
const letters = () => Array.from({ length: 14 }, () => String.fromCharCode(97 + randomInt(26))).join('');
/** What the product stores on purpose, so that each place is shown to be searched. */
const CONTROL = letters();

// Every marker holds one of these, so that a place is searched for three texts and not for hundreds.
const SECRET = letters();
const DIGITS = Array.from({ length: 20 }, () => randomInt(10)).join('');
const GROUPS = groupsOf(DIGITS).slice(0, 5).join(' ');

let bed: TestBed;
let planted = 0;
const marker = (kind: string) => {
  planted += 1;
  return `${kind}${SECRET}${planted}`;
};
const ids: Uint8Array[] = [];
const places = new Map<string, Buffer[]>();

/** The forms in which the bytes of a text may be stored: as they are, in hex, in base64 at each of its three offsets, as UTF-16, and reversed. */
function formsOf(text: string): Buffer[] {
  const bytes = Buffer.from(text);
  const base64 = [0, 1, 2].map((offset) =>
    Buffer.concat([Buffer.alloc(offset), bytes])
      .toString('base64')
      .slice(offset === 0 ? 0 : 4, -4),
  );
  return [
    bytes,
    Buffer.from(bytes.toString('hex')),
    ...base64.map((one) => Buffer.from(one)),
    Buffer.from(text, 'utf16le'),
    Buffer.from(bytes).reverse(),
  ];
}
const holds = (bytes: readonly Buffer[], text: string) => formsOf(text).some((form) => bytes.some((one) => one.includes(form)));

/** Files below a folder as bytes. A file that is gone meanwhile belonged to another test. */
function filesIn(folder: string, isWanted: (name: string) => boolean = () => true): Buffer[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile() && isWanted(one.name))
    .flatMap((one) => {
      try {
        return [readFileSync(join(one.parentPath, one.name))];
      } catch {
        return [];
      }
    });
}

beforeAll(async () => {
  bed = await openTestBed();
  const said: string[] = [];
  Object.assign(bed.platform, { log: (line: object) => void said.push(JSON.stringify(line)) });
  for (const stream of [process.stdout, process.stderr])
    vi.spyOn(stream, 'write').mockImplementation(((text: string | Uint8Array) => said.push(String(text)) > 0) as typeof stream.write);
  const mails: Buffer[] = [];
  const mailServer = new SMTPServer({
    ...{ authOptional: true, disabledCommands: ['STARTTLS'] },
    onData: (stream, session, done) => {
      mails.push(Buffer.from(session.envelope.rcptTo.map(({ address }) => address).join()));
      stream.on('data', (part: Buffer) => mails.push(part)).on('end', () => done());
    },
  }).listen(0, '127.0.0.1');
  await once(mailServer, 'listening');
  const mailer = createMailer({ url: `smtp://127.0.0.1:${(mailServer.address() as AddressInfo).port}`, from: 'manumit@example.org' });
  Object.assign(bed.platform.services, { mailer });
  const admin = await connect(onDatabase(inject('server').deployer, 'postgres'));

  const today = new Date().toISOString().slice(0, 10);
  const nation = await bed.givenParty({ kind: 'nation', code: 'XC', name: 'Corvania' });
  const office = await bed.signIn.policyOffice();
  const channel = await givenOpenChannel(bed, nation, 'camp-help', today);
  const { rows: begun } = await bed.deployer.query('select pg_walfile_name(pg_current_wal_lsn()) as file');
  await bed.call(office, 'POST', '/desk/api/people', { name: CONTROL, email: `${CONTROL}@example.org`, language: 'en' });

  await bed.server.listen({ port: 0, host: '127.0.0.1' });
  const { port } = bed.server.server.address() as AddressInfo;
  // A browser of the page that the server gave; the other headers are what machines on the way add.
  const send = async (path: string, body: string, type = 'application/json'): Promise<number> => {
    const headers = {
      ...{
        'content-type': type,
        'content-length': Buffer.byteLength(body),
        origin: bed.platform.deskUrl,
        host: new URL(bed.platform.deskUrl).host,
      },
      'idempotency-key': randomUUID(),
      ...{ 'user-agent': marker('agent'), 'x-forwarded-for': '198.51.100.77', referer: `${bed.platform.deskUrl}/${marker('referer')}` },
    };
    const [answer] = (await once(request({ port, host: '127.0.0.1', path, method: 'POST', headers }).end(body), 'response')) as [
      IncomingMessage,
    ];
    await buffer(answer);
    return answer.statusCode!;
  };
  const readers = channel.readers.map(({ listed }) => listed);
  for (let at = 0; at < REPORTS; at += 1) {
    const { sent, code, encrypted } = await givenReport(channel.id, readers, {
      ...{ manifest: 1, channelKey: verifyKeyOf(channel.channelKey), danger: at % 5 === 0 },
      code: DIGITS + Array.from({ length: 16 }, () => randomInt(10)).join(''),
      content: { text: `They sleep behind ${marker('text')}.`, answers: { 'name-text': marker('name'), where: marker('answer') } },
    });
    expect(await send('/r/reports', JSON.stringify(sent))).toBe(200);
    const { id, signingKey } = mailboxOf(code);
    ids.push(id);
    const body = new Uint8Array(await crypto.subtle.digest('SHA-256', decode(sent.body)));
    const made = await encryptMessage(
      { ...encrypted.address, body },
      {
        ...{ direction: 'to-reader', reader: null, content: { text: marker('message') }, stored: [], signingKey },
        recipients: [(await publicOf(newKeys())).recipient],
      },
    );
    const message = { mailbox: encode(id), place: 0, encrypted: encode(made!.encrypted) };
    expect(await send('/r/messages', JSON.stringify(message))).toBe(200);
    expect(await send('/r/mailbox', JSON.stringify({ mailbox: encode(id) }))).toBe(200);
  }
  // What is refused is not stored or logged either.
  expect(await send('/r/reports', `text=${marker('form')}`, 'application/x-www-form-urlencoded')).toBe(415);
  expect(await send('/r/reports', JSON.stringify({ text: marker('plain') }))).toBe(422);
  expect(await send('/r/reports', `{"text":"${marker('broken')}`)).toBe(400);
  bed.platform.log({ event: CONTROL });

  bed.setClock(() => new Date(Date.parse(today) + 30 * 3_600_000));
  await publishIfDue(bed.platform, { hour: 3, step: 256 }, closeReportDays);
  await tellOfDanger(bed.platform);
  await queueDailyNotices(bed.platform);
  await queueDueDigests(bed.platform);
  await sendMessages(bed.platform);

  const { rows: where } = await admin.query(
    `select current_setting('data_directory') as data, (select oid from pg_database where datname = $1) as oid`,
    [(await bed.deployer.query('select current_database() as name')).rows[0].name],
  );
  const { data, oid } = where[0] as { data: string; oid: number };
  const { rows: ended } = await admin.query('select pg_walfile_name(pg_switch_wal()) as file');
  const isWritten = (name: string) => /^[0-9A-F]{24}$/.test(name) && name >= begun[0].file && name <= ended[0].file;
  places.set('write-ahead log', filesIn(join(data, 'pg_wal'), isWritten));
  await admin.query('checkpoint');
  places.set('database files', filesIn(join(data, 'base', String(oid))));
  const temporary = join(bed.platform.uploadFolder!, 'control');
  mkdirSync(temporary, { recursive: true });
  writeFileSync(join(temporary, 'planted'), CONTROL);
  places.set('temporary files', [...filesIn(bed.platform.uploadFolder!), ...filesIn(join(data, 'base', 'pgsql_tmp'))]);
  await bed.deployer.query(`do $$ begin raise log '%', '${CONTROL}'; end $$`);
  places.set('logs', [Buffer.from(said.join('\n')), ...filesIn(join(data, '..'), (name) => name.endsWith('.log'))]);
  places.set('mail', mails);
  const backup: Buffer[] = [];
  for await (const part of packTar(exportMembers(bed.deployer, false, () => {}))) backup.push(part);
  places.set('backup', [Buffer.concat(backup)]);
  mailer.close();
  await new Promise<void>((done) => mailServer.close(() => done()));
  await admin.end();
  vi.restoreAllMocks();
});
afterAll(() => bed.close());

describe('20 reports through HTTP (5e)', () => {
  test.each(['database files', 'write-ahead log', 'logs', 'temporary files', 'mail', 'backup'])('leave no marker in: %s', (place) => {
    const bytes = places.get(place)!;
    expect(holds(bytes, CONTROL), 'the planted control').toBe(true);
    expect(planted).toBeGreaterThan(10 * REPORTS);
    expect([SECRET, DIGITS, GROUPS].filter((one) => holds(bytes, one))).toEqual([]);
    // The server stores the hash of a mailbox id. Two of the twenty are searched for, as bytes and as they were sent.
    for (const id of ids.slice(0, 2))
      expect(
        [Buffer.from(id), Buffer.from(encode(id)), Buffer.from(Buffer.from(id).toString('hex'))].filter((form) =>
          bytes.some((one) => one.includes(form)),
        ),
      ).toEqual([]);
  });

  test('are searched for in each form', () => {
    const text = letters();
    for (const form of formsOf(text)) expect(holds([Buffer.concat([randomBytes(50), form, randomBytes(50)])], text)).toBe(true);
    const [before, after] = [Buffer.from('é'), Buffer.from('è')];
    for (let lead = 0; lead < 3; lead += 1)
      expect(
        holds([Buffer.from(Buffer.concat([before.subarray(0, 2), Buffer.alloc(lead), Buffer.from(text), after]).toString('base64'))], text),
      ).toBe(true);
  });
});
