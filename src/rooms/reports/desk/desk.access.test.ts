import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestBed, type TestBed, type TestPerson } from '../../../../test/database/harness.ts';
import { ENCRYPTED_ANSWER_SIZES, ENCRYPTED_TEXT_SIZES } from '../crypto/sizes.ts';

const DAY = '2026-12-01';
const zeros = (size: number) => Buffer.alloc(size).toString('base64');
const recipient = (letter: string) => `age1pq1${letter.repeat(1952)}`;

let bed: TestBed;
let [nation, channel, report] = ['', '', ''];
let people: Record<string, TestPerson | null>;

beforeAll(async () => {
  bed = await openTestBed();
  bed.setClock(() => new Date(`${DAY}T09:30:00Z`));
  nation = await bed.givenParty({ kind: 'nation', code: 'XC', name: 'Corvania' });
  const other = await bed.givenParty({ kind: 'nation', code: 'XD', name: 'Drelland' });
  const commander = await bed.signIn.commander(nation);
  const readers: TestPerson[] = [];
  for (let at = 0; at < 4; at += 1) readers.push(await bed.signIn.legalAdviser(nation));
  people = {
    reader: readers[0]!,
    second: readers[1]!,
    'a reader without a wrap': readers[2]!,
    'a removed reader': readers[3]!,
    'who keeps the channel': commander,
    headquarters: await bed.signIn.policyOffice(),
    'an administrator': await bed.signIn.platformAdmin(),
    'an auditor': await bed.signIn.auditor(),
    'a legal adviser of another nation': await bed.signIn.legalAdviser(other),
    // A second policy office ends one-person mode.
    'a second policy office': await bed.signIn.policyOffice(null, 'Another office'),
    'a legal adviser who is no reader': await bed.signIn.legalAdviser(nation),
    'nobody signed in': null,
  };
  [channel, report] = [randomUUID(), randomUUID()];
  const key = `'\\x${'00'.repeat(32)}'`;
  await bed.deployer.query(`insert into reports.channel (id, party_id, slug, name, first_key, opened_on, created_at, created_by)
    values ('${channel}', '${nation}', 'camp-help', '{}', ${key}, '${DAY}', now(), '${commander.personId}')`);
  for (const [at, one] of readers.entries())
    await bed.deployer.query(
      `insert into reports.reader (channel_id, number, person_id, reader_function, nation, unit, recipient, verify_key, locked, joined_at)
       values ('${channel}', ${at + 1}, '${one.personId}', 'reader', 'XC', '{XC}', '${recipient('qzxp'[at]!)}', ${key}, '\\x${'00'.repeat(300)}', now())`,
    );
  await bed.deployer.query(
    `insert into reports.manifest values ('${channel}', 1, '\\x${'00'.repeat(100)}', '{1,2,3,4}', '${DAY}', '${DAY}', now(), '${commander.personId}')`,
  );
  await bed.deployer.query(
    `insert into reports.report (id, channel_id, manifest_number, received_on, body, mailbox_hash, verify_key, letter, step, due_on)
     values ('${report}', '${channel}', 1, '${DAY}', '\\x00', ${key}, ${key}, '\\x00', 'look', '${DAY}')`,
  );
  for (const number of [1, 2, 4])
    await bed.deployer.query(`insert into reports.wrap values ('${report}', '${channel}', ${number}, '\\x00')`);
  await bed.deployer.query(`insert into reports.danger values ('${report}', now())`);
  await bed.deployer.query(`update reports.reader set removed_at = now(), removed_by = '${commander.personId}' where number = 4`);
});
afterAll(() => bed.close());

const answer = () => ({ place: 0, encrypted: zeros(ENCRYPTED_ANSWER_SIZES[0]!) });
const note = () => ({ id: randomUUID(), encrypted: zeros(ENCRYPTED_TEXT_SIZES[0]!) });
const STEPS: [address: string, body: () => Record<string, unknown>][] = [
  ['take', () => ({})],
  ['assignment', () => ({ reader: 2 })],
  ['triage', () => ({ answer: answer(), note: note() })],
  ['passing-on', () => ({ answer: null, note: note() })],
  ['closing', () => ({ answer: null, note: note(), closedAs: 'junk' })],
  ['reopening', () => ({ answer: null, note: note() })],
  ['answers', answer],
  ['notes', note],
];
const version = async () => (await bed.deployer.query('select version from reports.report')).rows[0].version as number;
const handle = async (who: TestPerson | null, address: string, body: Record<string, unknown>) =>
  bed.call(who, 'POST', `/desk/api/reports/${report}/${address}`, body, { 'if-match': `"${await version()}"` });
const stored = async () =>
  (
    await bed.deployer.query(`select (select to_jsonb(r) - 'body' from reports.report r) as report, (select count(*) from reports.danger) as danger,
      (select count(*) from reports.message) as messages, (select count(*) from reports.note) as notes,
      (select jsonb_agg(jsonb_build_array(turn, mine) order by reader_number) from reports.wrap) as turns,
      (select count(*) from reports.report_change) as changes, (select count(*) from reports.recorded_action) as recorded`)
  ).rows[0];

const STATUS: Record<string, number> = {
  'a reader without a wrap': 404,
  'a removed reader': 404,
  'who keeps the channel': 403,
  headquarters: 403,
  'a second policy office': 403,
  'an administrator': 403,
  'an auditor': 403,
  'a legal adviser of another nation': 404,
  'a legal adviser who is no reader': 404,
  'nobody signed in': 401,
};

describe('a report (5e)', () => {
  test.each(Object.entries(STATUS))('is neither read nor changed by %s (%i)', async (name, status) => {
    const who = people[name]!;
    const before = await stored();
    expect((await bed.call(who, 'GET', `/desk/api/reports/${report}`)).status).toBe(status);
    for (const [address, body] of STEPS) expect((await handle(who, address, body())).status, address).toBe(status);
    expect(await stored()).toEqual(before);
  });

  test.each(Object.entries(STATUS))('is in no list and no count of %s', async (name) => {
    const who = people[name]!;
    const inbox = await bed.call(who, 'GET', `/desk/api/channels/${channel}/inbox`);
    if (name === 'a reader without a wrap') expect(inbox.body).toEqual({ danger: [], items: [], next: null });
    else expect(inbox.status).toBe(STATUS[name]);
    const count = await bed.call(who, 'GET', '/desk/api/waiting-reports');
    if (STATUS[name] === 404) expect(count.body).toEqual({ waiting: 0, danger: 0, due: 0, overdue: 0, next: null });
    else expect(count.status).toBe(STATUS[name]);
    const keys = await bed.call(who, 'GET', `/desk/api/channels/${channel}/desk-keys`);
    expect(keys.status).toBe(name === 'a reader without a wrap' ? 200 : STATUS[name]);
  });

  test.each(['open', 'due', 'mine', 'closed'])('of danger is on the first page of the view %s', async (show) => {
    const { body } = await bed.call(people.reader!, 'GET', `/desk/api/channels/${channel}/inbox?show=${show}`);
    expect(body.danger).toMatchObject([{ id: report }]);
  });

  test('is read by a reader with a wrap, who learns of the others who can read it and of nobody else', async () => {
    const { status, body } = await bed.call(people.reader!, 'GET', `/desk/api/reports/${report}`);
    expect(status).toBe(200);
    expect(body.readers.map(({ number }: { number: number }) => number)).toEqual([1, 2]);
    const inbox = (await bed.call(people.reader!, 'GET', `/desk/api/channels/${channel}/inbox`)).body;
    expect([inbox.danger.length, inbox.items.length]).toEqual([1, 1]);
    expect(inbox.items[0].ciphertext).toBeNull();
    expect((await bed.call(people.reader!, 'GET', '/desk/api/waiting-reports')).body).toEqual({
      ...{ waiting: 1, danger: 1, due: 1, overdue: 0, next: DAY },
    });
  });
});

describe('a reader at the desk (5e)', () => {
  const counts = async () => {
    const { rows } = await bed.deployer.query(
      'select (select count(*)::int from ledger.entry) as entries, (select count(*)::int from platform.stored_response) as stored',
    );
    return rows[0];
  };

  test('leaves a hash for the day, and neither an entry in the ledger nor a stored answer', async () => {
    const before = await counts();
    const taken = await handle(people.reader!, 'take', {});
    expect(taken.body).toEqual({ id: report, state: 'received', version: 2 });
    expect(await counts()).toEqual(before);
    expect((await bed.deployer.query('select day::text, detail from reports.recorded_action')).rows).toEqual([
      { day: DAY, detail: { command: 'reports/take-report', report, by: 1, state: 'received', reader: 1, closedAs: null } },
    ]);
  });

  test('ends the alarm of danger, and gives the report to who took it', async () => {
    expect(await stored()).toMatchObject({
      danger: 0,
      report: { assigned_to: 1 },
      turns: [
        [1, true],
        [1, false],
        [1, false],
      ],
    });
    const { body } = await bed.call(people.second!, 'GET', `/desk/api/reports/${report}`);
    expect(body).toMatchObject({ dangerAt: null, assignedTo: 1, changes: [{ action: 'take', day: DAY, reader: 1 }] });
  });

  test('assigns a report only to readers who can read it', async () => {
    for (const reader of [3, 4, 9]) {
      const refused = await handle(people.reader!, 'assignment', { reader });
      expect([refused.status, refused.body.code]).toEqual([422, 'reports/cannot-read-it']);
    }
    expect((await handle(people.reader!, 'assignment', { reader: 2 })).status).toBe(200);
  });

  test('keeps the last of the thousand acts on a report for others than giving it away', async () => {
    await bed.deployer.query(`insert into reports.report_change values ($1, 900, 'assign', 'received', 1, $2)`, [report, DAY]);
    expect((await handle(people.reader!, 'assignment', { reader: 1 })).body.code).toBe('reports/assigned-too-often');
    await bed.deployer.query('delete from reports.report_change where report_id = $1 and place = 900', [report]);
  });

  test('stops a reader who acts again and again before the others have no act left', async () => {
    await bed.deployer.query(
      `insert into reports.report_change select $1, place, 'take', 'received', 1, $2 from generate_series(801, 900) place`,
      [report, DAY],
    );
    const refused = await handle(people.reader!, 'take', {});
    expect([refused.status, refused.body.code]).toEqual([409, 'reports/acted-too-often']);
    expect((await handle(people.second!, 'take', {})).status).toBe(200);
    await bed.deployer.query('delete from reports.report_change where report_id = $1 and place > 800', [report]);
  });

  test('stores state, words to the reporter and note together or not at all', async () => {
    const before = await stored();
    const wrongPlace = { answer: { ...answer(), place: 5 }, note: note() };
    expect((await handle(people.reader!, 'triage', wrongPlace)).body.code).toBe('reports/place-taken');
    expect(await stored()).toEqual(before);
    expect((await handle(people.reader!, 'triage', { answer: answer(), note: note() })).body.state).toBe('triaged');
    expect(await stored()).toMatchObject({ messages: 1, notes: 1, report: { state: 'triaged' } });
  });

  test('refuses a change of a version that another reader has changed, and what the state does not allow', async () => {
    const stale = await bed.call(people.second!, 'POST', `/desk/api/reports/${report}/take`, {}, { 'if-match': '"1"' });
    expect(stale.status).toBe(412);
    const refused = await handle(people.second!, 'reopening', { answer: null, note: note() });
    expect([refused.status, refused.body.code]).toEqual([409, 'reports/not-in-this-state']);
  });

  test('has one effect when it is sent twice', async () => {
    const [first, second] = [{ place: 1, encrypted: answer().encrypted }, note()];
    for (let at = 0; at < 2; at += 1) {
      expect((await handle(people.second!, 'answers', first)).body).toEqual({ id: report, day: DAY });
      expect((await handle(people.second!, 'notes', second)).status).toBe(200);
    }
    expect(await stored()).toMatchObject({ messages: 2, notes: 2 });
    const changed = { ...second, encrypted: Buffer.alloc(ENCRYPTED_TEXT_SIZES[0]!, 1).toString('base64') };
    expect((await handle(people.second!, 'notes', changed)).status).toBe(409);
    const other = Buffer.alloc(ENCRYPTED_ANSWER_SIZES[0]!, 1).toString('base64');
    expect((await handle(people.second!, 'answers', { place: 1, encrypted: other })).body.code).toBe('reports/place-taken');
  });

  test('takes a first answer of one size alone, separately or with a change of state', async () => {
    const long = { place: 0, encrypted: zeros(ENCRYPTED_ANSWER_SIZES[1]!) };
    const refused = await handle(people.second!, 'answers', long);
    expect([refused.status, JSON.stringify(refused.body.fields)]).toEqual([422, expect.stringContaining('encrypted')]);
    expect((await handle(people.second!, 'triage', { answer: long, note: null })).status).toBe(422);
  });

  test('closes with a note and how, and opens again', async () => {
    expect((await handle(people.second!, 'closing', { answer: null, note: null, closedAs: 'junk' })).status).toBe(422);
    expect((await handle(people.second!, 'closing', { answer: null, note: note(), closedAs: 'unreadable' })).status).toBe(422);
    expect((await handle(people.second!, 'closing', { answer: null, note: note(), closedAs: 'handled' })).body.state).toBe('closed');
    expect(await stored()).toMatchObject({
      report: { closed_as: 'handled' },
      turns: [
        [2, false],
        [2, true],
        [2, false],
      ],
    });
    const closed = await bed.call(people.second!, 'GET', `/desk/api/channels/${channel}/inbox?show=closed`);
    expect(closed.body.items).toHaveLength(1);
    expect((await handle(people.second!, 'reopening', { answer: null, note: note() })).body.state).toBe('reopened');
    expect(await stored()).toMatchObject({ report: { closed_as: null } });
  });

  test('closes a report that cannot be opened without a note, since none can be encrypted to its key', async () => {
    expect((await handle(people.second!, 'closing', { answer: null, note: null, closedAs: 'unreadable' })).body.state).toBe('closed');
    expect(await stored()).toMatchObject({ report: { closed_as: 'unreadable', due_on: null } });
  });
});
