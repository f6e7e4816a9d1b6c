import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dayOf, plusDays } from '#kernel/dates.ts';
import { newKey, runCommand } from '#platform/command.ts';
import { acknowledgementHash } from '#rooms/courses/content/acknowledgement.ts';
import { drawOwnCheck } from '#rooms/learning/learner/draw-check.command.ts';
import { enterClass } from '#rooms/learning/learner/enter.command.ts';
import { rightAnswers } from '#rooms/learning/learner/fixtures.ts';
import { submitActions } from '#rooms/learning/learner/submit-actions.command.ts';
import { openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';
import { COMPLETION_COLUMNS } from '../records/completions-file.ts';
import { ROSTER_COLUMNS } from '../roster/roster-file.ts';

// The database checks by its own clock whether a class is open, so these dates are real.
const TODAY = dayOf(new Date());
let bed: TestBed;
let [nation, operation] = ['', ''];
let [officer, commander, receiver]: TestPerson[] = [];

beforeAll(async () => {
  bed = await openTestBed();
  nation = await bed.givenParty({ kind: 'nation', code: 'QA', name: 'Alland' });
  operation = await bed.givenParty({ kind: 'operation', code: 'QUAY', name: 'Amber Quay' });
  officer = await bed.signIn.trainingOfficer(nation);
  commander = await bed.signIn.commander(nation);
  receiver = await bed.signIn.commander(operation);
  const table = [ROSTER_COLUMNS.join(';'), ...['QA-101', 'QA-102', 'QA-103'].map((number) => `${number};;contingent;;QUAY;;`)].join('\n');
  const { against } = (await post(officer!, '/desk/api/rosters/preview', { partyId: nation, table })).body;
  await post(officer!, '/desk/api/rosters', { partyId: nation, table, batchId: randomUUID(), title: 'R', total: 3, against });
});
afterAll(() => bed.close());

const post = (who: TestPerson, url: string, body: object) => bed.call(who, 'POST', url, body);
type Seen = { number: string; needs: { module: string; state: string }[] };
async function states(who: TestPerson = commander!, scope = nation): Promise<Record<string, string>> {
  const { body } = await bed.call(who, 'GET', `/desk/api/readiness/${scope}/people`);
  return Object.fromEntries(body.items.map(({ number, needs }: Seen) => [number, needs.map(({ state }) => state).join()]));
}
const run = <T>(command: T, input: object) =>
  runCommand(bed.platform, command as never, { token: officer!.token, key: newKey(), input }) as Promise<never>;

async function openClass(modules: string[], numbers: string[]) {
  const opened = (
    await post(officer!, `/desk/api/parties/${nation}/classes`, { title: 'Class', modules, startsOn: TODAY, endsOn: plusDays(TODAY, 20) })
  ).body;
  const { accessSlips } = (await post(officer!, `/desk/api/training/classes/${opened.classId}/access-slips`, { numbers })).body;
  return { id: opened.classId as string, code: opened.code as string, accessSlips: accessSlips as { number: string; pin: string }[] };
}
/** A phone on which a learner types what is printed on an access slip. What it submits counts from the moment the lesson gives. */
async function phone(code: string, accessSlip: { number: string; pin: string }) {
  const [token, ticket] = [randomBytes(32).toString('base64url'), randomBytes(32).toString('base64url')];
  await run(enterClass, { code, ...accessSlip, token, ticket });
  const sendActions = (...some: object[]) =>
    run(submitActions, { secret: token, ofQueue: false, actions: some.map((one) => ({ at: new Date().toISOString(), ...one })) });
  return {
    sendActions,
    read: (lesson: string) => sendActions({ do: 'read', lesson, version: 2 }),
    draw: async (moduleId: string, classId: string) =>
      ((await run(drawOwnCheck, { token, moduleId, classId })) as { attempt: string }).attempt,
  };
}
const completions = (...rows: string[]) =>
  post(officer!, '/desk/api/completions', { partyId: nation, table: [COMPLETION_COLUMNS.join(';'), ...rows].join('\n') });

test('a commander sees who is enrolled, in progress, passed and current, and neither lessons nor tries (5d)', async () => {
  expect(await states()).toEqual({ 'QA-101': 'required', 'QA-102': 'required', 'QA-103': 'required' });
  const { id, code, accessSlips } = await openClass(['G'], ['QA-101', 'QA-102']);
  expect(await states()).toEqual({ 'QA-101': 'enrolled', 'QA-102': 'enrolled', 'QA-103': 'required' });
  expect(await states(receiver, operation)).toEqual(await states());
  const far = await bed.call(commander!, 'GET', `/desk/api/readiness/${nation}/people?day=${plusDays(TODAY, 21)}`);
  expect(far.body.items[0].needs[0].state).toBe('required');

  const mine = await phone(code, accessSlips[0]!);
  await mine.read('G1');
  expect(await states()).toMatchObject({ 'QA-101': 'in-progress', 'QA-102': 'enrolled' });
  const attempt = await mine.draw('G', id);
  const drawn = (await bed.deployer.query('select drawn from training.attempt where id = $1', [attempt])).rows[0].drawn;
  const read = bed.platform.services.courses.module('G');
  await mine.sendActions({ do: 'answer', attempt, answers: rightAnswers(read, drawn) });
  expect(await states()).toMatchObject({ 'QA-101': 'passed' });
  await mine.sendActions({ do: 'sign', attempt, hash: acknowledgementHash(read.module, 'en') });
  expect(await states()).toEqual({ 'QA-101': 'current', 'QA-102': 'enrolled', 'QA-103': 'required' });
  // A learner who failed is in progress. The number of tries concerns only the learner and the instructor.
  const other = await phone(code, accessSlips[1]!);
  await other.sendActions({ do: 'answer', attempt: await other.draw('G', id), answers: {} });
  expect(await states()).toMatchObject({ 'QA-102': 'in-progress' });
  expect((await bed.call(commander!, 'GET', `/desk/api/training/classes/${id}`)).body.people).toEqual([]);
});

test('closing a class ends enrolment, and keeps progress', async () => {
  const { id } = await openClass(['G'], ['QA-103']);
  expect(await states()).toMatchObject({ 'QA-103': 'enrolled', 'QA-102': 'in-progress' });
  await bed.call(officer!, 'POST', `/desk/api/training/classes/${id}/close`, {}, { 'if-match': '"1"' });
  expect(await states()).toMatchObject({ 'QA-103': 'required', 'QA-102': 'in-progress' });
});

test('a refresher in progress counts for an expired module, but not for one never passed', async () => {
  const signed = plusDays(TODAY, -400);
  await completions(`QA-103;G;1;${signed};90;${signed};`);
  expect(await states()).toMatchObject({ 'QA-103': 'expired' });
  const { code, accessSlips } = await openClass(['R1'], ['QA-103', 'QA-102']);
  // Joining a class does not end a red state.
  expect(await states()).toMatchObject({ 'QA-103': 'expired' });
  const renewal = bed.platform.services.courses.module('R1').lessons[0]!.id;
  await (await phone(code, accessSlips[0]!)).read(renewal);
  expect(await states()).toMatchObject({ 'QA-103': 'in-progress' });
  await completions(`QA-103;R1;1;${TODAY};90;;`);
  expect(await states()).toMatchObject({ 'QA-103': 'passed' });
  await bed.deployer.query(`update training.need set begun = false`);
  await bed.deployer.query('delete from training.attempt');
  await (await phone(code, accessSlips[1]!)).read(renewal);
  expect(await states()).toMatchObject({ 'QA-102': 'enrolled' });
});
