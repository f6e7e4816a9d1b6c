import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { ROLE } from '#kernel/roles.ts';
import { defineQuery, type QueryContext, runQuery } from '#platform/query.ts';
import { openTestBed, type TestBed, type TestPerson } from '../../../../../test/database/harness.ts';
import { decode, encode } from '../../crypto/bytes.ts';
import { newKeys } from '../../crypto/keys.ts';
import { openReport, unwrapKey } from '../../crypto/report.ts';
import { verifyKeyOf } from '../../crypto/signatures.ts';
import { daysAfter, givenReader, type MadeReader, signedList } from '../../fixtures.ts';
import { channelsWaiting } from '../tasks/list-channel-tasks.query.ts';
import { givenCertificate, givenTestReport, givenTrained, LIMITS } from './fixtures.ts';

const TODAY = '2026-12-01';
const { signingKey: channelKey } = newKeys();
let bed: TestBed;
let [nation, other, channel] = ['', '', ''];
let commander: TestPerson;
let people: TestPerson[];
let readers: MadeReader[];
let report = '';
let answer = '';

const path = () => `/desk/api/channels/${channel}`;
const opening = async (who: TestPerson) => (await bed.call(who, 'GET', `${path()}/opening`)).body;
const tasks = async (who: TestPerson) =>
  (await bed.call(who, 'GET', '/desk/api/tasks')).body.channels.tasks.map((one: { kind: string; due: string | null; late: boolean }) => [
    ...[one.kind, one.due, one.late],
  ]);
const mailed = (since: string) => {
  const run = (context: QueryContext) => channelsWaiting(context, since);
  const waiting = defineQuery({
    name: 'reports/waiting-in-the-test',
    permission: 'signed-in',
    input: z.strictObject({}),
    answer: z.unknown(),
    run,
  });
  return runQuery(bed.platform, waiting, { token: commander.token, input: {} });
};
const open = () => bed.call(commander, 'POST', `${path()}/open`, {}, { 'if-match': '"1"' });

beforeAll(async () => {
  bed = await openTestBed();
  bed.setClock(() => new Date(`${TODAY}T09:30:00Z`));
  nation = await bed.givenParty({ kind: 'nation', code: 'XC', name: 'Corvania' });
  other = await bed.givenParty({ kind: 'nation', code: 'XD', name: 'Drelland' });
  commander = await bed.signIn.commander(nation);
  people = [await bed.signIn.legalAdviser(nation), await bed.signIn.legalAdviser(nation)];
  readers = await Promise.all([['1 Bn'], ['2 Bn']].map((unit, at) => givenReader(at + 1, 'XC', ['XC', ...unit])));
  const created = await bed.call(commander, 'POST', '/desk/api/channels', {
    ...{ partyId: nation, operationId: null, parentId: null, slug: 'camp-help' },
    ...{ name: { en: 'Camp help', fr: 'Aide du camp' }, firstKey: encode(verifyKeyOf(channelKey)) },
  });
  channel = created.body.id;
});
afterAll(() => bed.close());

describe('opening a channel (5e)', () => {
  test('shows a draft to those who may join it, and to nobody else of the party or outside', async () => {
    const found = async (who: TestPerson) => (await bed.call(who, 'GET', path())).status;
    expect(await Promise.all([commander, ...people].map(found))).toEqual([200, 200, 200]);
    const foreign = await bed.signIn.legalAdviser(other);
    const others = [foreign, await bed.signIn.trainingOfficer(nation), await bed.signIn.partyAdmin(nation), await bed.signIn.auditor()];
    expect(await Promise.all(others.map(found))).toEqual([404, 404, 404, 404]);
    expect((await bed.call(foreign, 'GET', `${path()}/opening`)).status).toBe(404);
  });

  test('goes step by step, each as the register has it, and opens only at its end', async () => {
    expect((await opening(commander)).steps.done).toEqual([]);
    for (const [at, reader] of readers.entries()) await bed.call(people[at]!, 'POST', `${path()}/readers`, reader.joining);
    expect((await opening(commander)).steps.done).toEqual(['readers']);
    await givenTrained(bed, nation, people[0]!);
    await givenTrained(bed, nation, people[1]!, daysAfter(TODAY, -1));
    expect((await opening(commander)).trained).toEqual([1]);
    const certificate = await givenCertificate(bed, nation, people[1]!);
    const show = (who: TestPerson, number: string) => bed.call(who, 'PUT', `${path()}/own-certificate`, { certificate: number });
    expect((await show(people[1]!, '7'.repeat(20))).body.code).toBe('reports/not-a-certificate');
    expect((await show(people[1]!, certificate.replaceAll(/(.{4})(?=.)/g, '$1-').toLowerCase())).body).toEqual({ shownOn: TODAY });
    expect((await show(people[0]!, certificate)).body.code).toBe('reports/certificate-used');
    expect((await show(commander, certificate)).status).toBe(404);
    expect((await opening(commander)).trained).toEqual([1, 2]);
    await bed.deployer.query(`update training.certificate set revoked_at = now(), revoked_by = issued_by, revocation_reason = 'r'`);
    expect((await opening(commander)).trained).toEqual([1]);
    await bed.deployer.query('update training.certificate set revoked_at = null, revoked_by = null, revocation_reason = null');
    expect((await bed.call(commander, 'POST', `${path()}/limits`, { limits: LIMITS })).status).toBe(404);
    expect(await tasks(people[0]!)).toEqual([['state-limits', null, false]]);
    expect((await bed.call(people[0]!, 'POST', `${path()}/limits`, { limits: LIMITS })).body).toEqual({ number: 1, statedOn: TODAY });
    expect((await opening(commander)).steps.done).toEqual(['readers', 'training', 'limits']);
    expect((await open()).body.code).toBe('reports/list-out-of-date');
    const signed = signedList(
      { channel, number: 1, validFrom: TODAY, validUntil: daysAfter(TODAY, 60), readers: readers.map(({ listed }) => listed), former: [] },
      channelKey,
    );
    expect((await bed.call(commander, 'POST', `${path()}/lists`, { signed })).status).toBe(200);
    expect((await open()).body.code).toBe('reports/test-not-read');
  });

  test('sends a test report to each reader of the newest list, and to no fewer', async () => {
    const made = await givenTestReport(channel, readers, 1, verifyKeyOf(channelKey));
    ({ answer } = made);
    ({ report } = made.sent);
    const send = (more: object) => bed.call(commander, 'POST', `${path()}/tests`, { ...made.sent, ...more });
    expect((await send({ manifest: 2 })).body.code).toBe('reports/list-out-of-date');
    expect((await send({ wraps: made.sent.wraps.map((wrap) => ({ ...wrap, reader: wrap.reader + 1 })) })).body.code).toBe(
      'reports/reader-not-listed',
    );
    expect((await bed.call(people[0]!, 'POST', `${path()}/tests`, made.sent)).status).toBe(403);
    expect((await send({})).body).toEqual({ sentOn: TODAY });
    // It is no report: nothing in the store of reports, the record of the day or any count.
    const { rows } = await bed.deployer.query(
      'select (select count(*)::int from reports.report) + (select count(*)::int from reports.recorded_action) as n',
    );
    expect(rows).toEqual([{ n: 0 }]);
  });

  test('counts a reader once they prove that they opened it with their own key', async () => {
    const own = await bed.call(people[0]!, 'GET', `${path()}/own-test`);
    const key = await unwrapKey({ channel, report }, decode(own.body.wrap), readers[0]!.keys.identity);
    const opened = await openReport({ channel, report }, decode(own.body.body), key);
    expect(opened.answers).toEqual({ test: answer });
    const read = (who: TestPerson, with_: string) => bed.call(who, 'POST', `${path()}/tests/${report}/readings`, { answer: with_ });
    expect(await tasks(people[0]!)).toEqual([['read-test', null, false]]);
    expect((await read(people[0]!, encode(new Uint8Array(32)))).body.code).toBe('reports/test-not-opened');
    expect((await bed.call(commander, 'GET', `${path()}/own-test`)).status).toBe(404);
    expect((await read(commander, answer)).status).toBe(404);
    expect((await read(await bed.signIn.legalAdviser(nation), answer)).status).toBe(404);
    expect((await read(people[0]!, answer)).body).toEqual({ readOn: TODAY });
    expect((await open()).body.code).toBe('reports/test-not-read');
    expect((await read(people[1]!, answer)).status).toBe(200);
    expect((await opening(commander)).test).toEqual({ report, sentOn: TODAY, readBy: [1, 2] });
    // A reader sees of the readers only themselves, so no steps are claimed.
    expect(await opening(people[0]!)).toMatchObject({ steps: null, trained: [1], test: { readBy: [1] } });
  });

  test('opens, and asks for the test again under the next list', async () => {
    expect((await open()).body).toMatchObject({ state: 'open' });
    const signed = signedList(
      { channel, number: 2, validFrom: TODAY, validUntil: daysAfter(TODAY, 20), readers: readers.map(({ listed }) => listed), former: [] },
      channelKey,
    );
    await bed.call(commander, 'POST', `${path()}/lists`, { signed });
    expect((await opening(commander)).test).toBeNull();
    // The list ends soon: those who keep the channel are asked for the next one, and nobody else.
    expect(await tasks(commander)).toEqual([['renew-list', daysAfter(TODAY, 20), false]]);
    expect(await tasks(people[0]!)).toEqual([]);
    // A mail says so once, when the renewal begins 21 days before the end. After that the reminder days of the edition apply.
    const due = daysAfter(TODAY, 20);
    expect(await mailed(daysAfter(TODAY, -2))).toEqual([{ due, late: false, remind: true }]);
    expect(await mailed(daysAfter(TODAY, -1))).toEqual([{ due, late: false }]);
  });
});

describe('a drill of a recovery file (5e)', () => {
  test('is recorded by its reader alone, under the day, and never with the file', async () => {
    expect((await bed.call(people[0]!, 'POST', `${path()}/drills`, {})).body).toEqual({ drilledOn: TODAY });
    expect((await bed.call(people[0]!, 'POST', `${path()}/drills`, {})).status).toBe(200);
    expect((await opening(commander)).drills).toEqual([{ number: 1, drilledOn: TODAY }]);
    expect((await opening(people[1]!)).drills).toEqual([]);
    expect((await bed.call(commander, 'POST', `${path()}/drills`, {})).status).toBe(404);
    expect((await bed.call(people[0]!, 'POST', `${path()}/drills`, { file: 'AAAA' })).status).toBe(422);
    const stranger = await bed.givenPerson('Adviser', [{ role: ROLE.legalAdviser, partyId: nation }]);
    expect((await bed.call(stranger, 'POST', `${path()}/drills`, {})).status).toBe(404);
  });
});
