import { randomInt, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { type IncomingMessage, request } from 'node:http';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, inject, test, vi } from 'vitest';
import { exportMembers } from '#app/backup/copy/logical.ts';
import { packTar } from '#app/backup/copy/tar.ts';
import { queueDueDigests } from '#app/personal/waiting.ts';
import { connect } from '#platform/db/pool.ts';
import { publishIfDue } from '#platform/ledger/publish-log.ts';
import { sendMessages } from '#platform/mail/send-messages.ts';
import { openTestBed, type TestBed } from '#test/database/harness.ts';
import { onDatabase } from '#test/database/server.ts';
import { reportInBrowser } from '#test/e2e/reports/report-in-browser.ts';
import { openMail } from '#test/files/mail-to-search.ts';
import { ADDRESS, CONTROL, DIGITS, holdsNetwork, marker, memories, PASSING, passing, plantedMarkers, SECRET } from '#test/files/markers.ts';
import { CAN_READ_MEMORY, codesIn, filesIn, holds, timesIn } from '#test/files/search-bytes.ts';
import { backendsOf, readServerFiles } from '#test/files/server-files.ts';
import { startWebInFolder, type WebInFolder } from '#test/files/web-in-folder.ts';
import { givenOpenChannel } from './channels/opening/fixtures.ts';
import { queueDailyNotices, tellOfDanger } from './clocks/notices.ts';
import { decode, encode } from './crypto/bytes.ts';
import { groupsOf, mailboxOf } from './crypto/code.ts';
import { newKeys, publicOf } from './crypto/keys.ts';
import { verifyKeyOf } from './crypto/signatures.ts';
import { encryptMessage } from './crypto/thread.ts';
import { givenReport } from './fixtures.ts';
import { fingerprintOf } from './manifest/manifest.ts';
import { closeReportDays } from './proof/close-days.ts';
import { findBundle } from './reporter/code/bundle.ts';

const REPORTS = 20;
/** So many more are written in a real browser, on the pages of a reporter: twenty in npm test, a thousand in npm run test:full, none where neither asks for them. */
const IN_BROWSER = Number(process.env.MANUMIT_REPORTS_IN_BROWSER ?? 0);
const DAY_MS = 86_400_000;
const OWN_SERVER = typeof inject('server').deployer !== 'string';
const EXTERNAL = 'an external server does not open its files to the tests';
const GROUPS = groupsOf(DIGITS).slice(0, 5).join(' ');

let bed: TestBed;
const ids: Uint8Array[] = [];
/** The codes that pages showed, as they are typed and as they are. */
const codes = new Set<string>();
let web: WebInFolder;
/** When reports and messages arrived, and what the logs of this installation say, line by line. */
const arriving = { from: 0, until: 0 };
let lines: string[] = [];
const places = new Map<string, Buffer[]>();

beforeAll(async () => {
  bed = await openTestBed();
  const said: string[] = [];
  Object.assign(bed.platform, { log: (line: object) => void said.push(JSON.stringify(line)) });
  for (const stream of [process.stdout, process.stderr])
    vi.spyOn(stream, 'write').mockImplementation(((text: string | Uint8Array) => said.push(String(text)) > 0) as typeof stream.write);
  const { mails, mailer, close: closeMail } = await openMail();
  const admin = await connect(onDatabase(inject('server').deployer, 'postgres'));
  if (IN_BROWSER > 0 && findBundle() === null) throw new Error('The pages of reporters have no code: run npx vite build.');
  // Nothing that was written is overwritten meanwhile, whatever other tests write. Twenty in a browser take a minute, a thousand an hour. The files of a server
  // that is not ours are not read, and its deployer may not set this.
  if (OWN_SERVER) {
    await admin.query(`alter system set wal_keep_size = '${IN_BROWSER > REPORTS ? 16 : 1}GB'`);
    await admin.query('select pg_reload_conf()');
  }

  const today = new Date().toISOString().slice(0, 10);
  const nation = await bed.givenParty({ kind: 'nation', code: 'XC', name: 'Corvania' });
  const office = await bed.signIn.policyOffice();
  // Opened the day before: a page shows the form once the log names the list of readers.
  const yesterday = new Date(Date.parse(today) - DAY_MS);
  bed.setClock(() => yesterday);
  const channel = await givenOpenChannel(bed, nation, 'camp-help', yesterday.toISOString().slice(0, 10));
  // An installation that sends mail opens a channel only after each reader confirmed a test notice.
  Object.assign(bed.platform.services, { mailer });
  bed.setClock(() => new Date(today));
  await publishIfDue(bed.platform, { hour: 0, step: 256 }, closeReportDays);
  bed.setClock(() => new Date());
  const { rows: begun } = await bed.deployer.query('select pg_walfile_name(pg_current_wal_lsn()) as file');
  await bed.call(office, 'POST', '/desk/api/people', { name: CONTROL, email: `${CONTROL}@example.org`, language: 'en' });

  web = await startWebInFolder(bed.app);
  const { address, port } = web;
  // A browser of the page that the server gave; the other headers are what machines on the way add.
  const send = async (path: string, body: string, type = 'application/json'): Promise<number> => {
    const headers = {
      ...{
        'content-type': type,
        'content-length': Buffer.byteLength(body),
        origin: address,
        host: new URL(address).host,
      },
      'idempotency-key': randomUUID(),
      ...{ 'user-agent': passing('agent'), 'x-forwarded-for': ADDRESS, referer: `${address}/${passing('referer')}` },
    };
    const [answer] = (await once(request({ port, host: 'localhost', path, method: 'POST', headers }).end(body), 'response')) as [
      IncomingMessage,
    ];
    await buffer(answer);
    return answer.statusCode!;
  };
  const readers = channel.readers.map(({ listed }) => listed);
  const { rows: named } = await bed.deployer.query('select current_database() as name');
  arriving.from = Date.now();
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
    // What the database refuses: another text under the same id, a place that is taken.
    expect(await send('/r/reports', JSON.stringify({ ...sent, body: encode(decode(sent.body).reverse()) }))).toBe(409);
    expect(await send('/r/messages', JSON.stringify({ ...message, encrypted: encode(decode(message.encrypted).reverse()) }))).toBe(409);
  }
  // What is refused is not stored or logged either.
  expect(await send('/r/reports', `text=${passing('form')}`, 'application/x-www-form-urlencoded')).toBe(415);
  expect(await send('/r/reports', JSON.stringify({ text: passing('plain') }))).toBe(422);
  expect(await send('/r/reports', `{"text":"${passing('broken')}`)).toBe(400);
  arriving.until = Date.now();
  // A connection may be closed while a browser writes for an hour.
  const answered = await backendsOf(admin, named[0].name);
  bed.platform.log({ event: CONTROL });
  if (IN_BROWSER > 0) {
    const poster = `${address}/r/camp-help#${fingerprintOf(verifyKeyOf(channel.channelKey))}`;
    for (const code of await reportInBrowser(poster, IN_BROWSER, inWords)) {
      codes.add(code).add(code.replaceAll(' ', ''));
      ids.push(mailboxOf(code.replaceAll(' ', '')).id);
    }
  }
  const backends = await backendsOf(admin, named[0].name);
  const pids = OWN_SERVER ? backends.map(({ pid }) => pid) : [];
  if (CAN_READ_MEMORY) for (const [place, bytes] of await memories(web, pids)) places.set(place, bytes);

  bed.setClock(() => new Date(Date.parse(today) + 30 * 3_600_000));
  await publishIfDue(bed.platform, { hour: 3, step: 256 }, closeReportDays);
  await tellOfDanger(bed.platform);
  await queueDailyNotices(bed.platform);
  await queueDueDigests(bed.platform);
  await sendMessages(bed.platform);

  const server = OWN_SERVER ? await readServerFiles(admin, named[0].name, begun[0].file) : undefined;
  for (const [place, bytes] of server?.places ?? []) places.set(place, bytes);
  const temporary = join(web.folder, 'control');
  mkdirSync(temporary, { recursive: true });
  writeFileSync(join(temporary, 'planted'), CONTROL);
  const folders = [web.folder, bed.platform.uploadFolder!, ...(server?.temporary ?? [])];
  const stored = folders.flatMap((one) => filesIn(one));
  places.set('temporary files', stored);
  await bed.deployer.query(`do $$ begin raise log '%', '${CONTROL}'; end $$`);
  const logs = server?.logs() ?? [];
  const written = logs.flatMap((one) => one.toString().split('\n'));
  // The server of the tests is shared: a line names its process. A process without a database logs checkpoints, also those of other tests.
  const { rows: asking } = await bed.deployer.query('select pg_backend_pid() as pid');
  const own = [...[...answered, ...backends].filter(({ datname }) => datname), ...asking].map(({ pid }) => `[${pid}]`);
  lines = [...said, ...web.printed().toString().split('\n'), ...written.filter((line) => own.some((pid) => line.includes(pid)))];
  places.set('logs', [Buffer.from(said.join('\n')), web.printed(), ...logs]);
  places.set('mail', mails);
  const backup: Buffer[] = [];
  for await (const part of packTar(exportMembers(bed.deployer, false, () => {}))) backup.push(part);
  places.set('backup', [Buffer.concat(backup)]);
  await closeMail();
  if (OWN_SERVER) {
    await admin.query('alter system reset wal_keep_size');
    await admin.query('select pg_reload_conf()');
  }
  await admin.end();
  vi.restoreAllMocks(); // No limit: a thousand reports in a browser are an hour's work, and each step on a page has its own.
}, 0);
afterAll(async () => {
  places.clear();
  await web.stop();
  await bed.close();
});

const inWords = (at: number) => ({
  ...{ text: `They sleep behind ${marker('text')}.`, where: marker('answer'), name: marker('name'), message: marker('message') },
  isDanger: at % 5 === 0,
});

const ON_DISK = ['logs', 'temporary files', 'mail', 'backup'];
const ON_DISK_OF_SERVER = ['database files', 'write-ahead log'];

describe(`${REPORTS + IN_BROWSER} reports through HTTP, ${IN_BROWSER} of them from a browser (5e)`, () => {
  test.for([...ON_DISK, ...ON_DISK_OF_SERVER])('leave no marker in: %s', (place, { skip }) => {
    skip(!OWN_SERVER && ON_DISK_OF_SERVER.includes(place), EXTERNAL);
    const bytes = places.get(place)!;
    expect(holds(bytes, CONTROL), 'the planted control').toBe(true);
    expect(plantedMarkers()).toBeGreaterThan(10 * REPORTS);
    expect([SECRET, DIGITS, GROUPS, PASSING].filter((one) => holds(bytes, one))).toEqual([]);
    expect(codesIn(bytes, codes)).toEqual([]);
    expect(holdsNetwork(bytes), 'the address').toBe(false);
    // The server stores the hash of a mailbox id. A few of them are searched for, as bytes and as they were sent.
    for (const id of [...ids.slice(0, 2), ...ids.slice(-2)])
      expect(
        [Buffer.from(id), Buffer.from(encode(id)), Buffer.from(Buffer.from(id).toString('hex'))].filter((form) =>
          bytes.some((one) => one.includes(form)),
        ),
      ).toEqual([]);
  });

  // The log of another server has its own form.
  test.skipIf(!OWN_SERVER)(
    'leave no line of a log with the time at which one arrived, but the code of a refusal in that of the database',
    () => {
      const told = lines.map((line) => ({ line, times: timesIn(line) }));
      const then = told.filter(({ times }) => times.some((time) => time >= arriving.from && time <= arriving.until));
      // PostgreSQL logs every error that it answers. What was stored leaves no line.
      const codes = then.map(({ line }) => /^\S+ \S+ UTC \[\d+\] ERROR: {2}(reports\/[a-z-]+)$/.exec(line)?.[1] ?? line);
      expect([...new Set(codes)].toSorted()).toEqual(['reports/other-report', 'reports/place-taken']);
      expect(codes).toHaveLength(2 * REPORTS);
      // The control was written later, by the database, which begins each line with the time.
      const [control] = told.filter(({ line, times }) => line.includes(CONTROL) && times.length > 0);
      expect(control?.times[0]).toBeGreaterThan(arriving.until);
    },
  );

  // A server has in its memory what a request says of its sender, until the memory is used again.
  test.skipIf(!CAN_READ_MEMORY).for(['memory of the web process', 'memory of the database'])(
    'leave no marker in: %s',
    (place, { skip }) => {
      skip(!OWN_SERVER && place === 'memory of the database', EXTERNAL);
      const bytes = places.get(place)!;
      expect(holds(bytes, CONTROL), 'the planted control').toBe(true);
      expect([SECRET, DIGITS, GROUPS].filter((one) => holds(bytes, one))).toEqual([]);
      expect(codesIn(bytes, codes)).toEqual([]);
    },
  );
});
