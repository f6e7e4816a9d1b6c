import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import type { Waiting } from '#platform/mail/mail.rules.ts';
import { digestOf } from '#platform/mail/mail.rules.ts';
import { defineQuery, runQuery } from '#platform/query.ts';
import { openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';
import { givenReporters, returnsDesk } from '../fixtures/fixtures.ts';
import { returnsWaiting } from '../index.ts';

// Whose turn a return is, at the desk and in the digests, by the edition's time limits and the party's calendar.
let bed: TestBed;
let cast: Awaited<ReturnType<typeof givenReporters>>;
let desk: ReturnType<typeof returnsDesk>;
let id: string;
const source = defineQuery({
  name: 'returns/waiting-in-the-test',
  permission: 'signed-in',
  input: z.strictObject({ since: z.string() }),
  answer: z.array(z.unknown()),
  run: async (context, { since }) => [...(await returnsWaiting({ ...context, subject: context.subject }, since))],
});
const at = (moment: string) => bed.setClock(() => new Date(moment));
const waiting = async (who: TestPerson) =>
  (await runQuery(bed.platform, source, { token: who.token, input: { since: '2026-01-01' } })) as Waiting[];
const waitingTask = (due: string, late: boolean, overOn: string | null) => ({ due, late, overOn });
const turn = async (who: TestPerson) =>
  (await desk.get(who, 'returns')).body.items.find((row: { id: string }) => row.id === id)?.turn ?? null;

beforeAll(async () => {
  bed = await openTestBed();
  cast = await givenReporters(bed);
  desk = returnsDesk(bed);
  // Friday and Saturday are rest days, and Sunday 29 November is a holiday.
  await bed.deployer.query(
    `insert into parties.calendar (id, party_id, zone, weekend, holidays, source, recorded_at, recorded_by)
     values (gen_random_uuid(), $1, 'Asia/Riyadh', '{5,6}', '{2026-11-29}', 'Test', now(), $2)`,
    [cast.nation, cast.office.personId],
  );
  at('2026-11-02T08:00:00Z');
  id = (await desk.post(cast.office, `parties/${cast.nation}/returns`, { period: '2026', due: '2026-12-04', roundId: null })).body.id;
});
afterAll(() => bed.close());

test('a return is a task of its party alone until it is started (5a)', async () => {
  expect(await turn(cast.focal)).toEqual({ action: 'start', due: '2026-12-04', late: false });
  for (const who of [cast.lawyer, cast.trainer, cast.office]) expect(await turn(who)).toBeNull();
  // 4 December 2026 is a Friday.
  expect(await waiting(cast.focal)).toEqual([waitingTask('2026-12-04', false, '2026-12-07')]);
  expect(await waiting(cast.foreign)).toEqual([]);
  // The digest reminds thirty days before the due date.
  expect(digestOf(await waiting(cast.focal), '2026-11-03', '2026-11-04', [30, 14, 3])).toEqual({ waiting: 1, late: 0 });
  await desk.step(cast.focal, id, 'start');
  expect((await turn(cast.focal)).action).toBe('ask-review');
});

test('a person who answers but does not sign has a task while their sections have open questions (5a)', async () => {
  const task = { action: 'answer', due: '2026-12-04', late: false };
  for (const who of [cast.lawyer, cast.trainer]) expect(await turn(who)).toEqual(task);
  expect(await waiting(cast.trainer)).toEqual([waitingTask('2026-12-04', false, '2026-12-07')]);
  for (const who of [cast.office, cast.reviewer, cast.foreign]) expect(await turn(who)).toBeNull();
  const { sections } = await desk.view(cast.trainer, id);
  const theirs = sections.filter(({ yours }) => yours);
  expect(theirs.length).toBeGreaterThan(0);
  const before = (await desk.view(cast.trainer, id)).answers!;
  for (const { id: question } of theirs.flatMap(({ questions }) => questions))
    await desk.answerOne(
      cast.trainer,
      id,
      question,
      { choice: 'not-known' },
      before.find(({ questionId }) => questionId === question)!.version,
    );
  expect(await turn(cast.trainer)).toBeNull();
  expect(await waiting(cast.trainer)).toEqual([]);
  expect(await turn(cast.lawyer)).toEqual(task);
});

test('a section not accepted within ten days is shown to the person who issued the link (5a)', async () => {
  const link = async () => (await desk.view(cast.focal, id)).links[0]!;
  await desk.post(cast.focal, `returns/${id}/sections/training/links`, { name: 'Defence college', days: 60 });
  await bed.deployer.query(`update returns.link set created_at = '2026-11-17T08:00:00Z' where return_id = $1`, [id]);
  // Ten days later is a Friday; then comes Saturday, and a Sunday that is a holiday.
  at('2026-11-30T20:59:00Z');
  expect(await link()).toMatchObject({ state: 'sent', acceptBy: '2026-11-30', waits: false });
  at('2026-11-30T21:00:00Z');
  expect(await link()).toMatchObject({ state: 'sent', acceptBy: '2026-11-30', waits: true });
  await bed.deployer.query(`update returns.link set accepted_at = now() where return_id = $1`, [id]);
  expect(await link()).toMatchObject({ state: 'accepted', acceptBy: null, waits: false });
});

test('the legal office has fifteen days, which end in the party’s time zone (5a)', async () => {
  at('2026-11-12T08:00:00Z');
  await desk.answerAll(cast.focal, id);
  await desk.step(cast.focal, id, 'ask-review');
  expect(await turn(cast.lawyer)).toEqual({ action: 'clear', due: '2026-11-30', late: false });
  expect(await turn(cast.focal)).toBeNull();
  at('2026-11-30T21:00:00Z');
  expect(await turn(cast.lawyer)).toMatchObject({ late: true });
  expect(digestOf(await waiting(cast.lawyer), '2026-11-30', '2026-12-01', [30, 14, 3])).toEqual({ waiting: 1, late: 1 });
  // Headquarters learns nothing of the party's internal steps.
  expect(await turn(cast.office)).toBeNull();
  expect(await waiting(cast.office)).toEqual([]);
});

test('headquarters has twenty days to accept a return or send it back (5g)', async () => {
  at('2026-12-01T08:00:00Z');
  await desk.step(cast.lawyer, id, 'clear', { note: null });
  await desk.step(cast.focal, id, 'sign', { name: 'A. Minister', capacity: 'State Secretary' });
  await desk.step(cast.focal, id, 'submit');
  expect(await turn(cast.focal)).toBeNull();
  expect(await turn(cast.office)).toEqual({ action: 'accept', due: '2026-12-21', late: false });
  at('2026-12-22T00:00:00Z');
  expect(await waiting(cast.office)).toEqual([waitingTask('2026-12-21', true, '2026-12-22')]);
  await desk.step(cast.office, id, 'accept');
  for (const who of [cast.office, cast.focal]) expect(await waiting(who)).toEqual([]);
});

test('a return is never late for a nation that owes none (6)', async () => {
  at('2026-12-22T00:00:00Z');
  const joiner = await bed.givenParty({ kind: 'nation', code: 'RC', name: 'Corland', ally: false });
  const speaks = await bed.signIn.focalPoint(joiner, 'Focal C');
  const asked = { period: '2025', due: '2026-12-01', roundId: null };
  for (const party of [joiner, cast.other]) await desk.post(cast.office, `parties/${party}/returns`, asked);
  expect(await waiting(speaks)).toEqual([waitingTask('2026-12-01', false, null)]);
  expect(await waiting(cast.foreign)).toEqual([waitingTask('2026-12-01', true, '2026-12-02')]);
});
