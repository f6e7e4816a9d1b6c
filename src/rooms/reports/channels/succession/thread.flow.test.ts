import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestBed, type TestBed, type TestPerson } from '../../../../../test/database/harness.ts';
import { encode } from '../../crypto/bytes.ts';
import { lockCheaply } from '../../crypto/fixtures.ts';
import { lockKeys } from '../../crypto/reader-keys.ts';
import type { MessageContent } from '../../crypto/thread.ts';
import { daysAfter, givenOpenChannel, givenReader, givenReport, type MadeReader, type OpenChannel, signedList } from '../../fixtures.ts';
import { OpenMailbox } from '../../reporter/browser/code/answering.ts';
import { OpenKeys } from '../../ui/worker/open-keys.ts';
import { ReportOpening } from '../../ui/worker/opening.ts';
import { successionCalls } from '../../ui/worker/succession-calls.ts';

const TODAY = '2026-12-01';
const NOW = Date.parse(`${TODAY}T09:30:00Z`);
let bed: TestBed;
let channel: OpenChannel;
let sent: Awaited<ReturnType<typeof givenReport>>;
const path = () => `/desk/api/channels/${channel.id}`;

afterAll(lockCheaply());
beforeAll(async () => {
  bed = await openTestBed();
  bed.setClock(() => new Date(NOW));
  channel = await givenOpenChannel(bed, TODAY);
  sent = await givenReport(channel.id, channel.listed, channel.list);
  expect((await bed.call(null, 'POST', '/r/reports', sent.sent)).status).toBe(200);
});
afterAll(() => bed.close());

/** Opens the report as the page of a reader does. */
async function readAs(person: TestPerson, { joining }: MadeReader) {
  const open = new OpenKeys(() => 0);
  await open.unlock({ channel: channel.id, locked: joining.locked as string, passphrase: 'test only' });
  const worker = new ReportOpening(open);
  const report = (await bed.call(person, 'GET', `/desk/api/reports/${sent.sent.report}`)).body;
  const { keys, manifest } = (await bed.call(person, 'GET', `${path()}/desk-keys`)).body;
  const opened = await worker.openThread({
    ...{ channel: channel.id, number: report.number, report: { report: report.id, ...report.ciphertext } },
    ...{ thread: { messages: report.messages, notes: report.notes }, list: { ...keys, manifest: manifest.signed } },
  });
  if ('fault' in opened) throw new Error(opened.fault);
  return { worker, opened };
}

async function answerAs(person: TestPerson, reader: MadeReader, content: MessageContent): Promise<void> {
  const { worker } = await readAs(person, reader);
  const made = await worker.encryptAnswer({ report: sent.sent.report, content });
  expect((await bed.call(person, 'POST', `/desk/api/reports/${sent.sent.report}/answers`, made as object)).status).toBe(200);
}

/** Opens the mailbox as the page of the reporter does. */
async function readWithCode(today = TODAY) {
  const worker = new OpenMailbox();
  const read = await worker.readCode({ typed: sent.code });
  if ('fault' in read) throw new Error(read.fault);
  const { found } = (await bed.call(null, 'POST', '/r/mailbox', read)).body;
  const messages = [];
  for (const { direction, place, day } of found.messages) {
    const { encrypted } = (await bed.call(null, 'POST', '/r/mailbox/message', { ...read, direction, place })).body;
    messages.push({ direction, place, day, encrypted });
  }
  const shown = (await bed.call(null, 'GET', '/r/camp-help/readers')).body;
  const opened = await worker.open({ found, channel: shown, proof: null, today, now: Date.parse(today), messages });
  if (typeof opened === 'string') throw new Error(opened);
  return { worker, opened };
}

/** A fourth reader joins, is named by the first as successor, and takes over with the recovery file once the first is gone. */
async function succeed(): Promise<{ person: TestPerson; reader: MadeReader }> {
  const reader = await givenReader(4, 'XC', ['XC', 'Surgeon']);
  const person = await bed.signIn.legalAdviser(channel.nation);
  await bed.call(person, 'POST', `${path()}/readers`, reader.joining);
  const [first] = channel.readers as [MadeReader];
  const days = { validFrom: TODAY, validUntil: daysAfter(TODAY, 60) };
  const publish = async (number: number, readers: readonly MadeReader[], former: readonly MadeReader[]) => {
    const gone = former.map(({ listed }) => ({ number: listed.number, verifyKey: listed.verifyKey, until: TODAY }));
    const list = { channel: channel.id, number, ...days, readers: readers.map(({ listed }) => listed), former: gone };
    const signed = signedList(list, channel.signingKey);
    expect((await bed.call(channel.keptBy, 'POST', `${path()}/lists`, { signed })).status).toBe(200);
    return { channel: channel.id, keys: { first: encode(channel.list.channelKey), successors: [] }, signed, today: TODAY };
  };
  const named = await successionCalls(() => first.keys).nameSuccessor({
    list: await publish(2, [...channel.readers, reader], []),
    successor: 4,
  });
  if (typeof named === 'string') throw new Error(named);
  await bed.call(channel.people[0]!, 'PUT', `${path()}/own-successor`, { named: { successor: 4, signed: named.signed } });
  await bed.call(channel.keptBy, 'DELETE', `${path()}/readers/1`);
  expect((await bed.call(channel.keptBy, 'PUT', `${path()}/successions/1`, { successor: 4 })).status).toBe(200);
  const list = await publish(3, [...channel.readers.slice(1), reader], [first]);
  const { reports } = (await bed.call(person, 'GET', `${path()}/successions/1`)).body;
  const file = { locked: encode(await lockKeys(first.keys, 'six words')), passphrase: 'six words' };
  const made = await successionCalls(() => reader.keys).inheritReports({ ...file, list, predecessor: 1, named: named.signed, reports });
  if (typeof made === 'string') throw new Error(made);
  const taken = await bed.call(person, 'POST', `${path()}/successions/1`, { wraps: made.wraps, signature: made.signature });
  expect(taken.body.reports).toEqual([sent.sent.report]);
  return { person, reader };
}

test('a reporter still reads what the reader who is gone wrote, and the successor reads the whole thread and answers (5e)', async () => {
  await answerAs(channel.people[0]!, channel.readers[0]!, { text: 'We read it.', state: 'being-looked-at' });
  const before = await readWithCode();
  const own = await before.worker.encrypt({ content: { text: 'They moved at night.' } });
  expect((await bed.call(null, 'POST', '/r/messages', own as object)).status).toBe(200);

  const { person, reader } = await succeed();
  const { opened } = await readAs(person, reader);
  expect([opened.text, opened.listChecked, opened.mayWrite, opened.faults]).toEqual(['They sleep behind the depot.', true, true, []]);
  expect(opened.messages.map((one) => [one.reader, one.content.text])).toEqual([
    [null, 'They moved at night.'],
    [1, 'We read it.'],
  ]);
  await answerAs(person, reader, { text: 'I took over. Where are they now?' });

  const after = (await readWithCode()).opened;
  expect([after.faults, after.state?.name]).toEqual([[], 'being-looked-at']);
  expect(after.messages.filter(({ content }) => content !== null).map(({ content }) => content!.text)).toEqual([
    'We read it.',
    'I took over. Where are they now?',
  ]);
});

test('a reporter still reads answers after the days of the last list and of the channel, with a warning (5e)', async () => {
  const last = daysAfter(TODAY, 60);
  const late = daysAfter(last, 1);
  expect((await readWithCode(last)).opened).toMatchObject({ isLate: false, isClosed: false });
  const texts = ({ opened }: Awaited<ReturnType<typeof readWithCode>>) => opened.messages.map(({ content }) => content?.text);
  // The date of a phone may be wrong, and a channel may be without a list for a time. Nobody but the log says who signed.
  for (const day of [daysAfter(TODAY, -1), late]) {
    bed.setClock(() => new Date(`${day < TODAY ? TODAY : day}T09:30:00Z`));
    const read = await readWithCode(day);
    expect([texts(read).includes('We read it.'), read.opened]).toMatchObject([true, { isLate: true, isProven: false }]);
  }
  // That it is closed is the word of the server.
  await bed.deployer.query('update reports.channel set closed_on = $2 where id = $1', [channel.id, late]);
  expect((await readWithCode(late)).opened).toMatchObject({ isClosed: true, isLate: false, isProven: false });
});
