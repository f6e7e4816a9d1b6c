import { randomUUID } from 'node:crypto';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { queueDueDigests } from '#app/personal/waiting.ts';
import { plusDays } from '#kernel/dates.ts';
import { ROLE } from '#kernel/roles.ts';
import { createMailer, type Mailer } from '#platform/mail/mailer.ts';
import { sendMessages } from '#platform/mail/send-messages.ts';
import { openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';
import { COMPLETION_COLUMNS } from '../records/completions-file.ts';
import { ROSTER_COLUMNS } from '../roster/roster-file.ts';

// A module passed on this day is covered until the same day of the next year.
const PASSED = '2026-06-10';
const ENDS = '2027-06-10';
let bed: TestBed;
let [nation, other] = ['', ''];
const who = {} as { officer: TestPerson; commander: TestPerson; stranger: TestPerson; trained: TestPerson };
let mailer: Mailer;
let server: SMTPServer;
let received: { to: string; text: string }[] = [];

beforeAll(async () => {
  bed = await openTestBed();
  nation = await bed.givenParty({ kind: 'nation', code: 'QA', name: 'Alland' });
  other = await bed.givenParty({ kind: 'nation', code: 'QB', name: 'Bemark' });
  who.officer = await bed.signIn.trainingOfficer(nation, 'Tara Training');
  who.commander = await bed.signIn.commander(nation, 'Cora Commander');
  who.stranger = await bed.signIn.commander(other);
  who.trained = await bed.signIn.auditor(nation, 'Theo Trained');
  for (const { personId } of [who.commander, who.trained])
    await bed.deployer.query(`update identity.person set language = 'fr' where id = $1`, [personId]);
  server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, session, done) {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        received.push({ to: session.envelope.rcptTo.map(({ address }) => address).join(), text: Buffer.concat(parts).toString('utf8') });
        done();
      });
    },
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  mailer = createMailer({ url: `smtp://127.0.0.1:${(server.server.address() as { port: number }).port}`, from: 'manumit@example.org' });
  Object.assign(bed.platform.services, { mailer });
  bed.setClock(() => new Date('2026-06-15T09:00:00Z'));
  const table = [ROSTER_COLUMNS.join(';'), 'QA-77101;;contingent;;;;', 'QA-77102;;contingent;;;;'].join('\n');
  const { against } = (await bed.call(who.officer, 'POST', '/desk/api/rosters/preview', { partyId: nation, table })).body;
  await bed.call(who.officer, 'POST', '/desk/api/rosters', {
    partyId: nation,
    table,
    batchId: randomUUID(),
    title: 'R',
    total: 2,
    against,
  });
  await bed.deployer.query(`update training.trainee set person_id = $1 where service_number = 'QA-77101'`, [who.trained.personId]);
  const rows = ['QA-77101', 'QA-77102'].map((number) => `${number};G;1;${PASSED};90;${PASSED};`);
  await bed.call(who.officer, 'POST', '/desk/api/completions', {
    partyId: nation,
    table: [COMPLETION_COLUMNS.join(';'), ...rows].join('\n'),
  });
});
afterAll(async () => {
  mailer.close();
  await new Promise<void>((done) => server.close(() => done()));
  await bed.close();
});

/** What the mail server received in a run of the program on a day. */
async function mailedOn(day: string) {
  received = [];
  bed.setClock(() => new Date(`${day}T06:00:00Z`));
  await queueDueDigests(bed.platform);
  await sendMessages(bed.platform);
  return received;
}
const to = (person: TestPerson, letters = received) => letters.filter((letter) => letter.to === person.email);
const readable = (text: string) =>
  Buffer.from(
    text.replaceAll(/=\r?\n/g, '').replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  ).toString('utf8');

test('training officer, commander and trainee are reminded exactly 60, 30 and 7 days before training ends (5d)', async () => {
  expect((await bed.deployer.query('select distinct ready_until as until from training.trainee')).rows).toEqual([{ until: ENDS }]);
  await mailedOn(plusDays(ENDS, -62));
  const days: [number, number][] = [];
  for (const ahead of [61, 60, 59, 31, 30, 29, 8, 7, 6, 0]) {
    // The program ran the day before, so that no missed day is caught up.
    await bed.deployer.query('delete from mail.digest_day');
    await mailedOn(plusDays(ENDS, -ahead));
    days.push([ahead, received.length]);
    expect(to(who.stranger)).toEqual([]);
    // The mail links to My tasks, where each recipient finds the task.
    const tasks = await Promise.all(
      [who.officer, who.commander, who.trained, who.stranger].map(
        async (person) => (await bed.call(person, 'GET', '/desk/api/tasks')).body.training.tasks,
      ),
    );
    const task = { requestedOn: null, handOver: null, party: { id: nation, name: { en: 'Alland', fr: 'Alland' } }, due: ENDS };
    const all = [[{ ...task, own: false }], [{ ...task, own: false }], [{ ...task, own: true }], []];
    expect(tasks).toEqual(ahead <= 60 ? all : [[], [], [], []]);
    if (received.length > 0) expect([to(who.officer), to(who.commander), to(who.trained)].map(({ length }) => length)).toEqual([1, 1, 1]);
  }
  expect(days.filter(([, letters]) => letters > 0).map(([ahead]) => ahead)).toEqual([60, 30, 7]);
});

test('a reminder of a missed day is sent once', async () => {
  await bed.deployer.query('delete from mail.digest_day');
  await mailedOn(plusDays(ENDS, -62));
  await mailedOn(plusDays(ENDS, -59));
  expect(to(who.officer)).toHaveLength(1);
  await mailedOn(plusDays(ENDS, -58));
  expect(to(who.officer)).toEqual([]);
});

test('a person who has left by then causes no reminder', async () => {
  const leave = (day: string | null) => bed.deployer.query('update training.trainee set leaves_on = $1', [day]);
  const letters = async (day: string | null) => {
    await leave(day);
    await bed.deployer.query('delete from mail.digest_day');
    return (await mailedOn(plusDays(ENDS, -30))).length;
  };
  expect([await letters(ENDS), await letters(plusDays(ENDS, 1))]).toEqual([0, 3]);
  await leave(null);
});

test('a reminder is in its reader’s language and contains no person, number, module, unit, party or date', async () => {
  await bed.deployer.query('delete from mail.digest_day');
  await mailedOn(plusDays(ENDS, -30));
  const [english, french] = [to(who.officer)[0]!.text, to(who.commander)[0]!.text].map(readable) as [string, string];
  expect(english).toMatch(/1 task is waiting for you\./);
  expect(french).toMatch(/1 tâche vous attend\./);
  expect(french).not.toMatch(/Sign in|waits/);
  for (const [reader, text] of [
    [who.officer, english],
    [who.commander, french],
  ] as const)
    expect(text.replaceAll(reader.email, '').replaceAll(/^(Date|Message-ID):.*$/gm, '')).not.toMatch(
      /77101|77102|QA|Alland|Tara|Cora|Theo|2027-06|10 (June|juin)|module|General|Général|training|formation/i,
    );
});

test('each end of training is announced once a day, even for a person who lacks another module', async () => {
  // The General module of both ends as before. One of them now lacks the module for commanders; the other has it until another day.
  await bed.deployer.query(`update training.trainee set roles = '{${ROLE.commander}}' where service_number in ('QA-77101', 'QA-77102')`);
  await bed.deployer.query(`update training.trainee set category = 'contractor' where service_number = 'QA-77102'`);
  const passed = (number: string, module: string, day: string) =>
    bed.call(who.officer, 'POST', '/desk/api/completions', {
      partyId: nation,
      table: [COMPLETION_COLUMNS.join(';'), `${number};${module};1;${day};90;${day};`].join('\n'),
    });
  bed.setClock(() => new Date('2026-07-20T09:00:00Z'));
  await passed('QA-77102', 'S8', '2026-07-15');
  expect((await bed.deployer.query('select distinct ready_until as until from training.trainee')).rows).toEqual([{ until: null }]);
  await mailedOn('2026-07-21');
  for (const [end, own] of [
    [ENDS, 1],
    ['2027-07-15', 0],
  ] as const)
    for (const ahead of [61, 60, 59, 30, 7]) {
      await bed.deployer.query('delete from mail.digest_day');
      await mailedOn(plusDays(end, -ahead));
      const isReminded = [60, 30, 7].includes(ahead);
      expect([end, ahead, to(who.officer).length, to(who.trained).length]).toEqual([end, ahead, isReminded ? 1 : 0, isReminded ? own : 0]);
      if (isReminded) expect(readable(to(who.officer)[0]!.text)).toMatch(/1 task is waiting for you\./);
    }
});

test('a commander of an operation gets one task that opens its board, for any number of nations (5d)', async () => {
  const operation = await bed.givenParty({ kind: 'operation', code: 'QO', name: 'Operation Quiet' });
  const lead = await bed.signIn.commander(operation);
  const second = await bed.signIn.trainingOfficer(other);
  bed.setClock(() => new Date('2027-06-01T09:00:00Z'));
  const table = [ROSTER_COLUMNS.join(';'), 'QB-77201;;contingent;;;;'].join('\n');
  const { against } = (await bed.call(second, 'POST', '/desk/api/rosters/preview', { partyId: other, table })).body;
  await bed.call(second, 'POST', '/desk/api/rosters', { partyId: other, table, batchId: randomUUID(), title: 'R', total: 1, against });
  const row = `QB-77201;G;1;${PASSED};90;${PASSED};`;
  await bed.call(second, 'POST', '/desk/api/completions', { partyId: other, table: [COMPLETION_COLUMNS.join(';'), row].join('\n') });
  await bed.deployer.query('update training.trainee set operation_id = $1', [operation]);
  const tasksOf = async (person: TestPerson) =>
    (await bed.call(person, 'GET', '/desk/api/tasks')).body.training.tasks as { party: { id: string }; own: boolean }[];
  for (const [person, boards] of [
    [lead, [operation]],
    [second, [other]],
    [who.officer, [nation]],
    [who.trained, [nation]],
  ] as const) {
    const tasks = await tasksOf(person);
    expect(tasks.map(({ party }) => party.id)).toEqual(boards);
    // Each task opens.
    for (const { party, own } of tasks)
      if (!own) expect((await bed.call(person, 'GET', `/desk/api/readiness/${party.id}`)).status).toBe(200);
  }
});

test('a training officer learns of a request for the first roster by one mail (5d)', async () => {
  const fresh = await bed.givenParty({ kind: 'nation', code: 'QC', name: 'Corvania' });
  const officer = await bed.signIn.trainingOfficer(fresh, 'Olive Officer');
  const commander = await bed.signIn.commander(fresh);
  bed.setClock(() => new Date('2027-07-07T09:00:00Z'));
  expect((await bed.call(commander, 'POST', `/desk/api/parties/${fresh}/roster-request`, {})).status).toBe(200);
  const mails: number[] = [];
  for (const day of ['2027-07-08', '2027-07-09']) {
    await bed.deployer.query('delete from mail.digest_day');
    await mailedOn(day);
    mails.push(to(officer).length);
  }
  expect(mails).toEqual([1, 0]);
});
