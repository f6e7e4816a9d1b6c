import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestBed, type TestBed, type TestPerson } from '../../../../../test/database/harness.ts';
import { encode } from '../../crypto/bytes.ts';
import { newKeys } from '../../crypto/keys.ts';
import { lockKeys } from '../../crypto/reader-keys.ts';
import { unwrapKey, wrapKey } from '../../crypto/report.ts';
import { verifyKeyOf } from '../../crypto/signatures.ts';
import { daysAfter, givenReader, givenReport, type MadeReader, signedList } from '../../fixtures.ts';
import { signInherited } from '../../manifest/succession.ts';
import { channelCalls } from '../../ui/worker/channel-calls.ts';
import { successionCalls } from '../../ui/worker/succession-calls.ts';
import { givenReadyToOpen } from '../opening/fixtures.ts';
import { readAs as read, recordedIn } from './fixtures.ts';

const TODAY = '2026-12-01';
const { signingKey: channelKey } = newKeys();
// Posts A and B, held in turn by three people each, and a third post C that a report is about.
const POSTS = { A: ['XC', '1 Bde'], B: ['XC', '2 Bde'], C: ['XC', '3 Bde'] };
let bed: TestBed;
let [nation, channel, signed] = ['', '', ''];
let commander: TestPerson;
let list = 0;
const [readers, people]: [MadeReader[], TestPerson[]] = [[], []];
const former: { number: number; verifyKey: string; until: string }[] = [];

const path = () => `/desk/api/channels/${channel}`;
const byNumber = (number: number) => readers[number - 1]!;

/** A person joins for a post; answers their number. */
async function join(unit: string[]): Promise<number> {
  const person = await bed.signIn.legalAdviser(nation);
  const reader = await givenReader(readers.length + 1, 'XC', unit);
  const { body } = await bed.call(person, 'POST', `${path()}/readers`, reader.joining);
  readers.push(reader);
  people.push(person);
  return body.number;
}

async function publish(numbers: readonly number[]): Promise<void> {
  list += 1;
  const own = { channel, number: list, validFrom: TODAY, validUntil: daysAfter(TODAY, 60) };
  signed = signedList({ ...own, readers: numbers.map((number) => byNumber(number).listed), former }, channelKey);
  const answer = await bed.call(commander, 'POST', `${path()}/lists`, { signed });
  expect([answer.status, answer.body.code]).toEqual([200, undefined]);
}

async function remove(number: number): Promise<void> {
  await bed.call(commander, 'DELETE', `${path()}/readers/${number}`);
  former.push({ number, verifyKey: byNumber(number).listed.verifyKey, until: TODAY });
}

async function send(numbers: readonly number[], about?: object): Promise<string> {
  const content = { answers: about === undefined ? {} : { about }, text: `For ${numbers.join()}` };
  const to = numbers.map((number) => byNumber(number).listed);
  const { sent } = await givenReport(channel, to, { manifest: list, channelKey: verifyKeyOf(channelKey), content });
  expect((await bed.call(null, 'POST', '/r/reports', sent)).status).toBe(200);
  return sent.report;
}

const listOf = () => ({ channel, keys: { first: encode(verifyKeyOf(channelKey)), successors: [] }, signed, today: TODAY });
const toHandOver = async (from: number, to: number) => (await bed.call(people[from - 1]!, 'GET', `${path()}/hand-over/${to}`)).body.reports;

/** Everything that one reader holds goes to another, as the page does it; answers what the newcomer holds then of it. */
async function handOver(from: number, to: number) {
  const reports = await toHandOver(from, to);
  const wrapped = await channelCalls(() => byNumber(from).keys).handOver({ list: listOf(), newcomer: to, reports });
  if (wrapped === 'list-refused') throw new Error(wrapped);
  const wraps = wrapped.flatMap((one) => ('wrap' in one ? [{ report: one.report, bytes: one.wrap }] : []));
  return wraps.length === 0 ? [] : (await bed.call(people[from - 1]!, 'POST', `${path()}/hand-over/${to}`, { wraps })).body.reports;
}

const readAs = (number: number, report: string) => read(bed, people[number - 1]!, byNumber(number), { channel, report });
/** What is due by the day after tomorrow for a reader, in the order of their inbox. */
async function dueFor(number: number): Promise<unknown[]> {
  bed.setClock(() => new Date(`${daysAfter(TODAY, 2)}T09:30:00Z`));
  const { body } = await bed.call(people[number - 1]!, 'GET', `${path()}/inbox?show=due`);
  bed.setClock(() => new Date(`${TODAY}T09:30:00Z`));
  return body.items.map(({ id, due }: { id: string; due: unknown }) => [id, due]);
}
/** A reader names another as their successor, as the page does it. */
async function nameSuccessor(from: number, to: number): Promise<string> {
  const made = await successionCalls(() => byNumber(from).keys).nameSuccessor({ list: listOf(), successor: to });
  if (typeof made === 'string') throw new Error(made);
  const named = { successor: to, signed: made.signed };
  expect((await bed.call(people[from - 1]!, 'PUT', `${path()}/own-successor`, { named })).status).toBe(200);
  return made.signed;
}
const toInherit = async (who: TestPerson, from: number): Promise<{ report: string; body: string; wrap: string }[]> =>
  (await bed.call(who, 'GET', `${path()}/successions/${from}`)).body.reports;
const confirm = (who: TestPerson, number: number, successor: number) =>
  bed.call(who, 'PUT', `${path()}/successions/${number}`, { successor });
const bodyOf = async (report: string) => (await bed.deployer.query('select body from reports.report where id = $1', [report])).rows[0].body;

beforeAll(async () => {
  bed = await openTestBed();
  bed.setClock(() => new Date(`${TODAY}T09:30:00Z`));
  nation = await bed.givenParty({ kind: 'nation', code: 'XC', name: 'Corvania' });
  commander = await bed.signIn.commander(nation);
  const created = await bed.call(commander, 'POST', '/desk/api/channels', {
    ...{ partyId: nation, operationId: null, parentId: null, slug: 'camp-help' },
    ...{ name: { en: 'Camp help', fr: 'Aide du camp' }, firstKey: encode(verifyKeyOf(channelKey)) },
  });
  channel = created.body.id;
  for (const unit of [POSTS.A, POSTS.B, POSTS.C]) await join(unit);
  await publish([1, 2, 3]);
  await givenReadyToOpen(bed, { channel, party: nation, commander, people, readers, manifest: 1, channelKey: verifyKeyOf(channelKey) });
  expect((await bed.call(commander, 'POST', `${path()}/open`, {}, { 'if-match': '"1"' })).status).toBe(200);
});
afterAll(() => bed.close());

describe('handing a post over (5e)', () => {
  let toAll = '';
  let withoutC = '';
  let withoutA = '';

  test('takes reports through two whole changes of staff, their texts untouched', async () => {
    toAll = await send([1, 2, 3]);
    withoutC = await send([1, 2], { units: [POSTS.C], readers: [] });
    withoutA = await send([2, 3], { units: [], readers: [1] });
    const before = await Promise.all([toAll, withoutC].map(bodyOf));
    expect([await join(POSTS.A), await join(POSTS.B)]).toEqual([4, 5]);
    await publish([1, 2, 3, 4, 5]);
    expect((await handOver(1, 4)).toSorted()).toEqual([toAll, withoutC].toSorted());
    // What is due with them comes along.
    const due = await dueFor(1);
    expect([await dueFor(4), due.length]).toEqual([due, 2]);
    expect((await handOver(2, 5)).toSorted()).toEqual([toAll, withoutC, withoutA].toSorted());
    for (const gone of [1, 2]) await remove(gone);
    await publish([3, 4, 5]);
    expect([await readAs(1, toAll), await readAs(4, toAll), await readAs(5, withoutC)]).toEqual([null, 'For 1,2,3', 'For 1,2']);
    expect([await join(POSTS.A), await join(POSTS.B)]).toEqual([6, 7]);
    await publish([3, 4, 5, 6, 7]);
    expect((await handOver(4, 6)).toSorted()).toEqual([toAll, withoutC].toSorted());
    await handOver(5, 7);
    for (const gone of [4, 5]) await remove(gone);
    await publish([3, 6, 7]);
    for (const number of [6, 7]) expect(await readAs(number, withoutC)).toBe('For 1,2');
    expect(await Promise.all([toAll, withoutC].map(bodyOf))).toEqual(before);
  });

  test('never reaches who was left out, under which number and at which post ever', async () => {
    // Post A was left out of the third report: neither of its successors got it, from nobody.
    for (const number of [4, 6]) expect(await readAs(number, withoutA)).toBeNull();
    // The reader of post C comes back under a new number, and a successor of theirs.
    const again = await givenReader(readers.length + 1, 'XC', ['XC', '4 Bde']);
    await remove(3);
    const { body } = await bed.call(people[2]!, 'POST', `${path()}/readers`, again.joining);
    readers.push(again);
    people.push(people[2]!);
    const successor = await join(POSTS.C);
    await publish([6, 7, body.number, successor]);
    for (const number of [body.number, successor]) {
      expect((await toHandOver(7, number)).map(({ report }: { report: string }) => report)).not.toContain(withoutC);
      const wraps = [{ report: withoutC, bytes: encode(new Uint8Array(1724)) }];
      expect((await bed.call(people[6]!, 'POST', `${path()}/hand-over/${number}`, { wraps })).body).toEqual({ reports: [] });
    }
  });

  test('is refused without a wrap of one’s own, for a reader off the list, and for others than readers', async () => {
    const wraps = [{ report: withoutA, bytes: encode(new Uint8Array(1724)) }];
    const post = (who: TestPerson, number: number) => bed.call(who, 'POST', `${path()}/hand-over/${number}`, { wraps });
    // Number 6 holds no wrap of it; number 5 was removed and so is on no list; commanders and removed readers hold nothing.
    expect((await post(people[5]!, 7)).status).toBe(404);
    expect((await post(people[6]!, 5)).body.code).toBe('reports/reader-not-listed');
    for (const who of [commander, people[0]!, people[4]!, await bed.signIn.policyOffice()])
      expect([403, 404]).toContain((await post(who, 7)).status);
    expect((await bed.call(commander, 'GET', `${path()}/hand-over/7`)).body).toEqual({ reports: [], next: null });
  });

  test('leaves a salted hash for the day and no entry in the ledger, once', async () => {
    const report = await send([6, 7]);
    const newcomer = await join(['XC', '5 Bde']);
    await publish([6, 7, 8, 9, newcomer]);
    const before = await recordedIn(bed);
    expect(await handOver(6, newcomer)).toContain(report);
    const after = await recordedIn(bed);
    expect(after).toEqual({ ...before, acts: before.acts + 1 });
    const wraps = [{ report, bytes: encode(new Uint8Array(1724)) }];
    expect((await bed.call(people[5]!, 'POST', `${path()}/hand-over/${newcomer}`, { wraps })).body).toEqual({ reports: [report] });
    expect(await recordedIn(bed)).toEqual(after);
    expect(await readAs(newcomer, report)).toBe('For 6,7');
  });
});

describe('a successor of a reader who is gone (5e)', () => {
  let [toAll, aboutA] = ['', ''];
  let signedBy7 = '';

  test('is named by the reader, confirmed by another person once the reader is removed, and served once the list says so', async () => {
    // The reporter left the reader of post A out, whose unit is the first brigade. A company of that brigade joins after the reports.
    toAll = await send([6, 7, 8, 9, 10]);
    aboutA = await send([7, 8, 9, 10], { units: [POSTS.A], readers: [] });
    expect(await join([...POSTS.A, '9 Coy'])).toBe(11);
    await publish([6, 7, 8, 9, 10, 11]);
    signedBy7 = await nameSuccessor(7, 10);
    await nameSuccessor(8, 11);
    const named = { successor: 10, signed: signedBy7 };
    expect((await bed.call(people[8]!, 'PUT', `${path()}/own-successor`, { named })).body.code).toBe('reports/not-signed-by-reader');
    expect((await bed.call(commander, 'PUT', `${path()}/own-successor`, { named })).status).toBe(404);
    // While the reader reads, nobody confirms, and nothing is served.
    expect([(await confirm(commander, 7, 10)).status, await toInherit(people[9]!, 7)]).toEqual([404, []]);
    for (const gone of [7, 8]) await remove(gone);
    expect(await toInherit(people[9]!, 7)).toEqual([]);
    // Neither a person who was not named, nor a reader, nor the successor of another may confirm.
    expect([(await confirm(commander, 7, 11)).status, (await confirm(people[9]!, 7, 10)).status]).toEqual([404, 403]);
    for (const [from, to] of Object.entries({ 7: 10, 8: 11 })) expect((await confirm(commander, Number(from), to)).status).toBe(200);
    // The signed list still names them.
    expect(await toInherit(people[9]!, 7)).toEqual([]);
    await publish([6, 9, 10, 11]);
    expect((await toInherit(people[9]!, 7)).length).toBe(1);
    for (const who of [people[5]!, people[6]!, people[10]!, commander, await bed.signIn.policyOffice()])
      expect(await toInherit(who, 7)).toEqual([]);
  });

  test('takes over with the recovery file alone what they did not hold, in the record of the day, once', async () => {
    const reports = await toInherit(people[9]!, 7);
    const file = { locked: encode(await lockKeys(byNumber(7).keys, 'six words')), passphrase: 'six words' };
    const made = await successionCalls(() => byNumber(10).keys).inheritReports({
      ...{ ...file, list: listOf(), predecessor: 7, named: signedBy7, reports },
    });
    if (typeof made === 'string') throw new Error(made);
    const inherit = (wraps: object, signature: string) => bed.call(people[9]!, 'POST', `${path()}/successions/7`, { wraps, signature });
    // A person who has not opened the file does not become a holder.
    const inherited = { channel, predecessor: 7, successor: 10, wraps: made.wraps };
    const forged = encode(signInherited(inherited, byNumber(10).keys.signingKey));
    expect((await inherit(made.wraps, forged)).body.code).toBe('reports/not-signed-by-reader');
    const before = await recordedIn(bed);
    for (let again = 0; again < 2; again += 1)
      expect((await inherit(made.wraps, made.signature)).body).toEqual({ reports: reports.map(({ report }) => report) });
    expect(await recordedIn(bed)).toEqual({ ...before, acts: before.acts + 1 });
    expect([await readAs(10, reports[0]!.report), await toInherit(people[9]!, 7)]).toEqual(['For 2,3', []]);
  });

  test('never gets a report whose reporter may have named their unit, by any way', async () => {
    expect((await toInherit(people[10]!, 8)).map(({ report }) => report)).toEqual([toAll]);
    const key = await unwrapKey(
      { channel, report: aboutA },
      (await bed.deployer.query('select bytes from reports.wrap where report_id = $1 and reader_number = 8', [aboutA])).rows[0].bytes,
      byNumber(8).keys.identity,
    );
    const bytes = encode(await wrapKey({ channel, report: aboutA }, key, byNumber(11).listed.recipient));
    const inherited = { channel, predecessor: 8, successor: 11, wraps: [{ report: aboutA, bytes }] };
    const signature = encode(signInherited(inherited, byNumber(8).keys.signingKey));
    const { body } = await bed.call(people[10]!, 'POST', `${path()}/successions/8`, { wraps: inherited.wraps, signature });
    expect([body, await readAs(11, aboutA)]).toEqual([{ reports: [] }, null]);
    // Nor any other report, once they are removed themselves.
    await remove(11);
    expect(await toInherit(people[10]!, 8)).toEqual([]);
  });
});
