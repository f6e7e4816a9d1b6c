import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestBed, type TestBed, type TestPerson } from '../../../../../test/database/harness.ts';
import { newKeys, verifyKeyOf } from '../../crypto/keys.ts';
import { encode, openReport, unwrapKey } from '../../crypto/report.ts';
import { daysAfter, givenReader, givenReport, type MadeReader, signedList } from '../../fixtures.ts';
import { channelCalls } from '../../ui/worker/channel-calls.ts';
import { givenReadyToOpen } from '../opening/fixtures.ts';

const TODAY = '2026-12-01';
const { signingKey: channelKey } = newKeys();
// Posts A and B, held in turn by three people each, and a third post C that a report is about.
const POSTS = { A: ['XC', '1 Bde'], B: ['XC', '2 Bde'], C: ['XC', '3 Bde'] };
let bed: TestBed;
let [nation, channel] = ['', ''];
let commander: TestPerson;
let list = 0;
const readers: MadeReader[] = [];
const people: TestPerson[] = [];
const former: { number: number; verifyKey: string; until: string }[] = [];
let signed = '';

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

const toHandOver = async (from: number, to: number) => (await bed.call(people[from - 1]!, 'GET', `${path()}/hand-over/${to}`)).body.reports;

/** Everything that one reader holds goes to another, as the page does it; answers what the newcomer holds then of it. */
async function handOver(from: number, to: number) {
  const reports = await toHandOver(from, to);
  const keys = { first: encode(verifyKeyOf(channelKey)), successors: [] };
  const wrapped = await channelCalls(() => byNumber(from).keys).handOver({
    ...{ list: { channel, keys, signed, today: TODAY }, newcomer: to, reports },
  });
  if (wrapped === 'list-refused') throw new Error(wrapped);
  const wraps = wrapped.flatMap((one) => ('wrap' in one ? [{ report: one.report, bytes: one.wrap }] : []));
  return wraps.length === 0 ? [] : (await bed.call(people[from - 1]!, 'POST', `${path()}/hand-over/${to}`, { wraps })).body.reports;
}

/** What a reader reads of a report with the wrap that the database shows them; null where there is none. */
async function readAs(number: number, report: string): Promise<string | null> {
  const client = await bed.platform.pool.connect();
  try {
    await client.query('begin');
    await client.query('select identity.open($1)', [people[number - 1]!.token]);
    const { rows } = await client.query(
      'select r.body, w.bytes from reports.report r join reports.wrap w on w.report_id = r.id where r.id = $1',
      [report],
    );
    if (rows.length === 0) return null;
    const key = await unwrapKey({ channel, report }, rows[0].bytes, byNumber(number).keys.identity);
    return (await openReport({ channel, report }, rows[0].body, key)).text;
  } finally {
    await client.query('rollback');
    client.release();
  }
}
/** What is due by the day after tomorrow for a reader, in the order of their inbox. */
async function dueFor(number: number): Promise<unknown[]> {
  bed.setClock(() => new Date(`${daysAfter(TODAY, 2)}T09:30:00Z`));
  const { body } = await bed.call(people[number - 1]!, 'GET', `${path()}/inbox?show=due`);
  bed.setClock(() => new Date(`${TODAY}T09:30:00Z`));
  return body.items.map(({ id, due }: { id: string; due: unknown }) => [id, due]);
}
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
    const count = async () =>
      (await bed.deployer.query('select (select count(*) from ledger.entry) as e, (select count(*) from reports.recorded_action) as a'))
        .rows[0];
    const report = await send([6, 7]);
    const newcomer = await join(['XC', '5 Bde']);
    await publish([6, 7, 8, 9, newcomer]);
    const before = await count();
    expect(await handOver(6, newcomer)).toContain(report);
    const after = await count();
    expect([after.e, Number(after.a)]).toEqual([before.e, Number(before.a) + 1]);
    const wraps = [{ report, bytes: encode(new Uint8Array(1724)) }];
    expect((await bed.call(people[5]!, 'POST', `${path()}/hand-over/${newcomer}`, { wraps })).body).toEqual({ reports: [report] });
    expect(await count()).toEqual(after);
    expect(await readAs(newcomer, report)).toBe('For 6,7');
  });
});
