import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import type { Waiting } from '#platform/mail/mail.rules.ts';
import { defineQuery, runQuery } from '#platform/query.ts';
import { openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';
import { queueDueDigests, WAITING } from './waiting.ts';

// My tasks and the digest use the same queries: a message counts what the page lists.
let bed: TestBed;
let nation: string;
let focal: TestPerson;
const inDigest = defineQuery({
  name: 'app/waiting-in-the-test',
  permission: 'signed-in',
  input: z.strictObject({}),
  answer: z.array(z.unknown()),
  run: async (context) => (await Promise.all(Object.values(WAITING).map((source) => source(context, '2026-11-24')))).flat(),
});
const waiting = async (who: TestPerson) => (await runQuery(bed.platform, inDigest, { token: who.token, input: {} })) as Waiting[];
const onPage = async (who: TestPerson) => {
  const { body } = await bed.call(who, 'GET', '/desk/api/tasks');
  return Object.values(body as Record<string, { tasks: Record<string, unknown>[] }>).flatMap(({ tasks }) => tasks);
};

beforeAll(async () => {
  bed = await openTestBed();
  bed.setClock(() => new Date('2026-11-25T09:00:00Z'));
  nation = await bed.givenParty({ kind: 'nation', code: 'WA', name: 'Alland' });
  focal = await bed.signIn.focalPoint(nation);
});
afterAll(() => bed.close());

test('several grants that expire are one task, both in the digest and on the page', async () => {
  const admin = await bed.signIn.partyAdmin(nation);
  for (const name of ['Lea Law', 'Lou Law'])
    await bed.deployer.query(`update identity.role_grant set valid_to = '2026-12-05' where person_id = $1`, [
      (await bed.signIn.legalAdviser(nation, name)).personId,
    ]);
  expect(await onPage(admin)).toMatchObject([{ kind: 'grant-ends', count: 2 }]);
  expect(await waiting(admin)).toEqual([{ due: '2026-12-05', late: false }]);
});

test('5a: of more than a hundred returns, the last one is on the page and in the digest', async () => {
  const office = await bed.signIn.policyOffice(await bed.givenParty({ kind: 'body', code: 'WHQ', name: 'Headquarters' }));
  const opened = await bed.call(office, 'POST', `/desk/api/parties/${nation}/returns`, {
    period: '1900',
    due: '2026-12-04',
    roundId: null,
  });
  expect(opened.status).toBe(200);
  const [{ columns }] = (
    await bed.deployer.query<{ columns: string }>(
      `select string_agg(quote_ident(column_name), ', ') as columns from information_schema.columns
        where table_schema = 'returns' and table_name = 'return' and column_name not in ('id', 'period') and is_generated = 'NEVER'`,
    )
  ).rows as [{ columns: string }];
  await bed.deployer.query(
    `insert into returns.return (id, period, ${columns}) select gen_random_uuid(), year::text, ${columns} from returns.return, generate_series(1901, 2010) year where period = '1900'`,
  );
  const tasks = await onPage(focal);
  expect([tasks.length, (await waiting(focal)).length]).toEqual([111, 111]);
  expect(tasks.map(({ period }) => period)).toContain('1900');
});

test('5e: of more than a hundred channels, the last one is on the page and in the digest', async () => {
  const reporting = await bed.givenParty({ kind: 'nation', code: 'WB', name: 'Borland' });
  const adviser = await bed.signIn.legalAdviser(reporting);
  await bed.deployer.query(
    `insert into reports.channel (id, party_id, slug, name, first_key, created_at, created_by)
      select gen_random_uuid(), $1, 'camp-' || n, '{"en": "Camp"}', sha256(n::text::bytea), now(), $2 from generate_series(1, 101) n`,
    [reporting, adviser.personId],
  );
  expect([(await onPage(adviser)).length, (await waiting(adviser)).length]).toEqual([101, 101]);
});

test('the days of reminders come from the policy edition', async () => {
  const { catalogue } = bed.platform.services;
  const { current } = catalogue;
  const messagesOn = async (day: string) => {
    await bed.deployer.query('delete from mail.digest_day; delete from mail.message');
    bed.setClock(() => new Date(`${day}T09:00:00Z`));
    await queueDueDigests(bed.platform);
    return (await bed.deployer.query('select from mail.message where person_id = $1', [focal.personId])).rowCount;
  };
  // The returns are due on 4 December.
  const [thirty, twenty] = ['2026-11-04', '2026-11-14'];
  Object.assign(bed.platform.services, { mailer: {} });
  expect([await messagesOn(thirty), await messagesOn(twenty)]).toEqual([1, 0]);
  const parameter: typeof current.parameter = (id, on) => ({ ...current.parameter(id, on), ...(id === 'reminder-first' && { value: 20 }) });
  Object.assign(bed.platform.services, { catalogue: { ...catalogue, current: { ...current, parameter } } });
  expect([await messagesOn(thirty), await messagesOn(twenty)]).toEqual([0, 1]);
});
