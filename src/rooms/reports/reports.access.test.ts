import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ROLE } from '#kernel/roles.ts';
import { openTestBed, type TestBed, type TestPerson } from '../../../test/database/harness.ts';

const DAY = '2026-12-01';
const recipient = (letter: string) => `age1pq1${letter.repeat(1952)}`;

let bed: TestBed;
let [nation, other, channel, draft, report] = ['', '', '', '', ''];
let commander: TestPerson;
let first: TestPerson;
let second: TestPerson;
let leftOut: TestPerson;

/** Rows that a person reads or writes with SQL of their own. */
async function as(person: TestPerson, sql: string): Promise<number> {
  const client = await bed.platform.pool.connect();
  try {
    await client.query('begin');
    await client.query('select identity.open($1)', [person.token]);
    return (await client.query(sql)).rowCount ?? 0;
  } finally {
    await client.query('rollback');
    client.release();
  }
}
const reader = (number: number, person: string, to: string, letter = 'q') =>
  `insert into reports.reader (channel_id, number, person_id, reader_function, nation, unit, recipient, verify_key, locked, joined_at)
   values ('${to}', ${number}, '${person}', 'reader', 'XC', '{XC}', '${recipient(letter)}', '\\x${'00'.repeat(32)}', '\\x${'00'.repeat(300)}', now())`;
const sees = async (person: TestPerson) => ({
  reports: await as(person, 'select id, body from reports.report'),
  wraps: await as(person, 'select report_id from reports.wrap'),
  messages: await as(person, 'select report_id from reports.message'),
  danger: await as(person, 'select report_id from reports.danger'),
});

beforeAll(async () => {
  bed = await openTestBed();
  nation = await bed.givenParty({ kind: 'nation', code: 'XC', name: 'Corvania' });
  other = await bed.givenParty({ kind: 'nation', code: 'XD', name: 'Drelland' });
  commander = await bed.signIn.commander(nation);
  [first, second, leftOut] = [
    await bed.signIn.legalAdviser(nation),
    await bed.signIn.legalAdviser(nation),
    await bed.signIn.legalAdviser(nation),
  ];
  [channel, draft, report] = [randomUUID(), randomUUID(), randomUUID()];
  const key = `'\\x${'00'.repeat(32)}'`;
  for (const [id, opened] of [
    [channel, `'${DAY}'`],
    [draft, 'null'],
  ])
    await bed.deployer.query(`insert into reports.channel (id, party_id, slug, name, first_key, opened_on, created_at, created_by)
      values ('${id}', '${nation}', 'c-${id!.slice(0, 8)}', '{}', ${key}, ${opened}, now(), '${commander.personId}')`);
  for (const [at, one] of [first, second, leftOut].entries()) await bed.deployer.query(reader(at + 1, one.personId, channel, 'qzx'[at]));
  await bed.deployer.query(
    `insert into reports.manifest values ('${channel}', 1, '\\x${'00'.repeat(100)}', '{1,2,3}', '${DAY}', '${DAY}', now(), '${commander.personId}')`,
  );
  await bed.deployer.query(`insert into reports.report values ('${report}', '${channel}', 1, '${DAY}', '\\x00', ${key}, ${key}, '\\x00')`);
  for (const number of [1, 2]) await bed.deployer.query(`insert into reports.wrap values ('${report}', '${channel}', ${number}, '\\x00')`);
  await bed.deployer.query(`insert into reports.message values ('${report}', 'to-reporter', 0, '\\x00', '${DAY}')`);
  await bed.deployer.query(`insert into reports.danger values ('${report}', now())`);
});
afterAll(() => bed.close());

describe('an encrypted report (5e)', () => {
  test('is seen by readers with a wrap for them, and by nobody else: no row, no count', async () => {
    const all = { reports: 1, wraps: 1, messages: 1, danger: 1 };
    const nothing = { reports: 0, wraps: 0, messages: 0, danger: 0 };
    expect(await sees(first)).toEqual(all);
    for (const person of [
      leftOut,
      commander,
      await bed.signIn.policyOffice(),
      await bed.signIn.auditor(),
      await bed.signIn.platformAdmin(),
    ])
      expect(await sees(person)).toEqual(nothing);
  });

  test('is gone for a reader at the moment of their removal', async () => {
    await bed.deployer.query(`update reports.reader set removed_at = now(), removed_by = '${commander.personId}' where number = 2`);
    expect(await sees(second)).toEqual({ reports: 0, wraps: 0, messages: 0, danger: 0 });
    expect(await as(second, `select reports.own_locked_keys('${channel}') where reports.own_locked_keys('${channel}') is not null`)).toBe(
      0,
    );
  });

  test('is written by no SQL of a signed-in person', async () => {
    for (const table of ['report', 'wrap', 'message', 'danger', 'note', 'report_change', 'recorded_action'])
      await expect(as(first, `insert into reports.${table} default values`), table).rejects.toThrow(/permission denied/);
    for (const column of ['state', 'assigned_to', 'closed_as', 'version'])
      await expect(as(first, `update reports.report set ${column} = ${column}`), column).rejects.toThrow(/permission denied/);
  });
});

describe('a reader (5e)', () => {
  test('joins in person, with a role at the party of the channel', async () => {
    const adviser = await bed.signIn.legalAdviser(nation);
    expect(await as(adviser, reader(1, adviser.personId, draft, 'l'))).toBe(1);
    await expect(as(commander, reader(1, adviser.personId, draft, 'l'))).rejects.toThrow(/row-level security/);
    await expect(as(commander, reader(1, commander.personId, draft, 'l'))).rejects.toThrow(/row-level security/);
    const foreign = await bed.givenPerson('Advisor', [{ role: ROLE.legalAdviser, partyId: other }]);
    await expect(as(foreign, reader(1, foreign.personId, draft, 'l'))).rejects.toThrow(/row-level security/);
  });

  test('shows the locked keys to nobody by SQL', async () => {
    await expect(as(first, 'select locked from reports.reader')).rejects.toThrow(/permission denied/);
  });
});

describe('a channel (5e)', () => {
  test('begins as a draft of a party where its creator keeps channels', async () => {
    const created = (party: string, opened: string) =>
      as(
        commander,
        `insert into reports.channel (id, party_id, slug, name, first_key, opened_on, created_at, created_by)
         values (gen_random_uuid(), '${party}', 'new-channel', '{}', '\\x${'00'.repeat(32)}', ${opened}, now(), '${commander.personId}')`,
      );
    expect(await created(nation, 'null')).toBe(1);
    await expect(created(nation, `'${DAY}'`)).rejects.toThrow(/row-level security/);
    await expect(created(other, 'null')).rejects.toThrow(/row-level security/);
  });
});
