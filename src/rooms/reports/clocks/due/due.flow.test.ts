import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { defineQuery, runQuery } from '#platform/query.ts';
import { openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';
import { channelsWaiting } from '../../channels/tasks/list-channel-tasks.query.ts';
import { encode } from '../../crypto/bytes.ts';
import { mailboxOf } from '../../crypto/code.ts';
import { ENCRYPTED_ANSWER_SIZES, ENCRYPTED_TEXT_SIZES } from '../../crypto/sizes.ts';
import { givenOpenChannel, givenReport, type OpenChannel } from '../../fixtures.ts';

const zeros = (size: number) => Buffer.alloc(size).toString('base64');
let bed: TestBed;
let channel: OpenChannel;
let [first, second, leftOut]: TestPerson[] = [];
const on = (day: string) => bed.setClock(() => new Date(`${day}T09:30:00Z`));

beforeAll(async () => {
  bed = await openTestBed();
  on('2026-12-01');
  channel = await givenOpenChannel(bed, '2026-12-01');
  [first, second, leftOut] = [...channel.people] as TestPerson[];
});
afterAll(() => bed.close());

const codes = new Map<string, string>();

/** A report to the first two of three readers. */
async function arrived(day: string): Promise<string> {
  on(day);
  const { sent, code } = await givenReport(channel.id, channel.listed.slice(0, 2), channel.list);
  expect((await bed.call(null, 'POST', '/r/reports', sent)).status).toBe(200);
  codes.set(sent.report, code);
  return sent.report;
}
/** The reporter writes again. */
async function written(id: string, place: number): Promise<void> {
  const message = { mailbox: encode(mailboxOf(codes.get(id)!).id), place, encrypted: zeros(ENCRYPTED_TEXT_SIZES[0]!) };
  expect((await bed.call(null, 'POST', '/r/messages', message)).status).toBe(200);
}
const inbox = async (who: TestPerson, show = 'open') =>
  (await bed.call(who, 'GET', `/desk/api/channels/${channel.id}/inbox?show=${show}`)).body.items as {
    id: string;
    version: number;
    due: { step: string; on: string; state: string } | null;
  }[];
const dueOf = async (id: string) => {
  const { due } = (await bed.call(first!, 'GET', `/desk/api/reports/${id}`)).body;
  return due && [due.step, due.on, due.state];
};
const counts = async (who: TestPerson) => (await bed.call(who, 'GET', '/desk/api/waiting-reports')).body;
const tasks = async (who: TestPerson) =>
  (await bed.call(who, 'GET', '/desk/api/tasks')).body.channels.tasks.filter((one: { kind: string }) => one.kind === 'due-reports');
const answer = (place: number) => ({ place, encrypted: zeros(ENCRYPTED_ANSWER_SIZES[0]!) });
const note = () => ({ id: randomUUID(), encrypted: zeros(ENCRYPTED_TEXT_SIZES[0]!) });
async function handle(who: TestPerson, id: string, step: string, body: Record<string, unknown> = { answer: null, note: note() }) {
  const { version } = (await bed.call(who, 'GET', `/desk/api/reports/${id}`)).body;
  const done = await bed.call(who, 'POST', `/desk/api/reports/${id}/${step}`, body, { 'if-match': `"${version}"` });
  expect(done.status, step).toBe(200);
}

describe('a due day of a report (5e, A1.5)', () => {
  test('follows what its readers do, by the clocks of the edition, and only days are known', async () => {
    const id = await arrived('2026-12-01');
    expect(await dueOf(id)).toEqual(['look', '2026-12-02', 'later']);
    on('2026-12-02');
    expect(await dueOf(id)).toEqual(['look', '2026-12-02', 'today']);
    await handle(first!, id, 'assignment', { reader: 2 });
    on('2026-12-03');
    // Giving it to a colleague is no look.
    expect(await dueOf(id)).toEqual(['look', '2026-12-02', 'overdue']);
    await handle(second!, id, 'take', {});
    expect(await dueOf(id)).toEqual(['triage', '2026-12-04', 'later']);
    await handle(second!, id, 'triage');
    expect(await dueOf(id)).toEqual(['acknowledge', '2026-12-08', 'later']);
    on('2026-12-05');
    await handle(second!, id, 'answers', answer(0));
    expect(await dueOf(id)).toEqual(['feedback', '2027-03-05', 'later']);
    on('2026-12-10');
    await handle(second!, id, 'passing-on', { answer: answer(1), note: note() });
    expect(await dueOf(id)).toEqual(['feedback', '2027-03-10', 'later']);
    await handle(second!, id, 'closing', { answer: null, note: note(), closedAs: 'handled' });
    expect(await dueOf(id)).toBeNull();
    on('2026-12-20');
    await handle(second!, id, 'reopening');
    expect(await dueOf(id)).toEqual(['triage', '2026-12-21', 'later']);
    await handle(second!, id, 'closing', { answer: null, note: note(), closedAs: 'handled' });
  });

  test('is the earliest of what is owed: a first answer that is late comes before triage', async () => {
    const id = await arrived('2026-12-20');
    on('2026-12-28');
    await handle(first!, id, 'take', {});
    expect(await dueOf(id)).toEqual(['acknowledge', '2026-12-27', 'overdue']);
    await handle(first!, id, 'closing', { answer: null, note: note(), closedAs: 'junk' });
  });

  test('of a message of the reporter is that of a first look, until a reader answers or acts', async () => {
    const id = await arrived('2026-12-20');
    await handle(first!, id, 'take', {});
    await handle(first!, id, 'triage');
    await handle(first!, id, 'answers', answer(0));
    expect(await dueOf(id)).toEqual(['feedback', '2027-03-20', 'later']);
    on('2026-12-22');
    await written(id, 0);
    expect(await dueOf(id)).toEqual(['message', '2026-12-23', 'later']);
    on('2026-12-24');
    await written(id, 1);
    // The oldest one counts. Sent again it changes nothing, nor does an answer that was stored before it.
    await written(id, 1);
    await handle(first!, id, 'answers', answer(0));
    expect(await dueOf(id)).toEqual(['message', '2026-12-23', 'overdue']);
    await handle(first!, id, 'assignment', { reader: 2 });
    expect(await dueOf(id)).toEqual(['message', '2026-12-23', 'overdue']);
    await handle(second!, id, 'answers', answer(1));
    expect((await dueOf(id))![0]).toBe('feedback');
    await written(id, 2);
    await handle(second!, id, 'take', {});
    expect((await dueOf(id))![0]).toBe('feedback');
    await handle(second!, id, 'closing', { answer: null, note: note(), closedAs: 'handled' });
  });

  test('comes back with a message to a closed report, for its readers alone, unless it is junk', async () => {
    const [id, junk] = [await arrived('2026-12-20'), await arrived('2026-12-20')];
    await handle(first!, id, 'closing', { answer: null, note: note(), closedAs: 'handled' });
    await handle(first!, junk, 'closing', { answer: null, note: note(), closedAs: 'junk' });
    for (const one of [id, junk]) await written(one, 0);
    expect([await dueOf(id), await dueOf(junk)]).toEqual([['message', '2026-12-21', 'later'], null]);
    const shown = async (who: TestPerson, show: string) =>
      (await inbox(who, show)).map((one) => one.id).filter((one) => one === id || one === junk);
    expect([await shown(second!, 'open'), await shown(second!, 'closed')]).toEqual([[id], [junk]]);
    on('2026-12-22');
    for (const who of [first!, second!]) expect(await shown(who, 'due')).toEqual([id]);
    expect([await counts(leftOut!), await inbox(leftOut!, 'open')]).toEqual([
      { waiting: 0, danger: 0, due: 0, overdue: 0, next: null },
      [],
    ]);
    await handle(second!, id, 'answers', answer(0));
    expect([await dueOf(id), await shown(first!, 'open'), (await shown(first!, 'closed')).length]).toEqual([null, [], 2]);
    await written(id, 1);
    await handle(first!, id, 'reopening');
    expect((await dueOf(id))![0]).toBe('triage');
    await handle(first!, id, 'closing', { answer: null, note: note(), closedAs: 'handled' });
    expect(await dueOf(id)).toBeNull();
  });

  test('puts the inbox in order, and is counted alike in the list, at home and in My tasks', async () => {
    const [late, today, later] = [await arrived('2027-01-01'), await arrived('2027-01-02'), await arrived('2027-01-03')];
    expect((await inbox(first!)).map(({ id, due }) => [id, due?.state])).toEqual([
      [late, 'overdue'],
      [today, 'today'],
      [later, 'later'],
    ]);
    for (const who of [first!, second!]) {
      expect((await inbox(who, 'due')).map(({ id }) => id)).toEqual([late, today]);
      expect(await counts(who)).toMatchObject({ waiting: 3, due: 2, overdue: 1, next: '2027-01-02' });
      expect(await tasks(who)).toMatchObject([{ reports: 2, due: '2027-01-02', late: true, channelId: channel.id }]);
    }
    const { parts, order } = (await bed.call(first!, 'GET', '/desk/api/home')).body;
    expect(parts.reports).toMatchObject({ due: 2, overdue: 1, late: 1, next: '2027-01-02' });
    expect(order[0]).toBe('reports');
  });

  test('is due for the reader who has it, and for each of its readers once it is overdue', async () => {
    const [, today] = (await inbox(first!)).map(({ id }) => id);
    await handle(first!, today!, 'assignment', { reader: 1 });
    expect((await inbox(first!, 'due')).length).toBe(2);
    expect((await inbox(second!, 'due')).length).toBe(1);
    expect(await counts(second!)).toMatchObject({ due: 1 });
    on('2027-01-04');
    expect((await inbox(second!, 'due')).length).toBe(3);
  });

  test('is hidden from readers without a wrap, and is in no mail', async () => {
    expect(await inbox(leftOut!)).toEqual([]);
    expect(await counts(leftOut!)).toEqual({ waiting: 0, danger: 0, due: 0, overdue: 0, next: null });
    expect(await tasks(leftOut!)).toEqual([]);
    const inDigest = defineQuery({
      name: 'reports/digest-in-the-test',
      permission: 'signed-in',
      input: z.strictObject({}),
      answer: z.array(z.unknown()),
      run: async (context) => [...(await channelsWaiting(context, '2027-01-03'))],
    });
    const digestOf = (who: TestPerson) => runQuery(bed.platform, inDigest, { token: who.token, input: {} });
    expect(await tasks(first!)).toHaveLength(1);
    expect(await digestOf(first!)).toEqual(await digestOf(leftOut!));
  });

  test('goes with a reader who is removed, from that moment', async () => {
    await bed.deployer.query(`update reports.reader set removed_at = '2027-01-05', removed_by = $2 where channel_id = $1 and number = 2`, [
      channel.id,
      first!.personId,
    ]);
    expect(await counts(second!)).toMatchObject({ due: 0, overdue: 0, next: null });
    expect(await tasks(second!)).toEqual([]);
  });
});
