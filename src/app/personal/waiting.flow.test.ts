import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { ROLE } from '#kernel/roles.ts';
import type { Waiting } from '#platform/mail/mail.rules.ts';
import { defineQuery, runQuery } from '#platform/query.ts';
import { givenContract } from '#rooms/contractors/fixtures/contract.ts';
import { anItem } from '#rooms/evidence/fixtures.ts';
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
  expect(await waiting(admin)).toEqual([{ due: '2026-12-05', late: false, days: ['2026-12-05', '2026-12-05'] }]);
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

// Days before 4 December: the first is one of the reminders.
const [THIRTY, TWENTY] = ['2026-11-04', '2026-11-14'];
/** How many messages a person gets in the digests of a day. */
async function messagesOn(day: string, { personId }: TestPerson): Promise<number | null> {
  Object.assign(bed.platform.services, { mailer: {} });
  await bed.deployer.query('delete from mail.digest_day; delete from mail.message');
  bed.setClock(() => new Date(`${day}T09:00:00Z`));
  await queueDueDigests(bed.platform);
  return (await bed.deployer.query('select from mail.message where person_id = $1', [personId])).rowCount;
}

test('5f: what is due of contracts reminds those who keep them by mail, before its day and once it has passed, and nobody else', async () => {
  const officer = await bed.signIn.contractingOfficer(nation);
  const lawyer = await bed.signIn.legalAdviser(nation, 'Lin Law');
  // It owes a plan and a certification before it starts.
  const contractId = await givenContract(bed, officer, nation, {
    ...{ number: 'WA-1', state: 'planned', setId: 'far-52.222-50', value: '900000', currency: 'USD', clauseOn: '2025-09-30' },
    ...{ country: 'XK', abroad: true, offTheShelf: false, startsOn: '2026-12-04' },
  });
  const on = (day: string, who = officer) => messagesOn(day, who);
  expect([await on(THIRTY), await on(TWENTY), await on('2026-12-05'), await on('2026-12-06')]).toEqual([1, 0, 1, 0]);
  expect(await on(THIRTY, lawyer)).toBe(0);
  // A violation is a matter of the same day: who investigates reads of it the next morning.
  const investigator = await bed.signIn.investigator(nation);
  bed.setClock(() => new Date('2026-12-06T09:00:00Z'));
  const notice = { contractId, memberId: null, title: 'Fees', summary: 'Paid for visas.', provisions: [], source: 'firm', danger: true };
  const times = { knownAt: '2026-12-06T08:00:00Z', notifiedAt: '2026-12-06T08:30:00Z' };
  expect((await bed.call(officer, 'POST', '/desk/api/violations', { ...notice, ...times })).status).toBe(200);
  expect([await on('2026-12-07'), await on('2026-12-07', investigator), await on('2026-12-07', lawyer)]).toEqual([1, 1, 0]);
});

test('5f: a certification reminds by mail though another firm of the contract is late, and an override on the morning after it was asked for', async () => {
  const party = await bed.givenParty({ kind: 'nation', code: 'WC', name: 'Corland' });
  const officer = await bed.signIn.contractingOfficer(party);
  const lawyer = await bed.signIn.legalAdviser(party, 'Lin Law');
  bed.setClock(() => new Date('2026-12-08T09:00:00Z'));
  const owed = { value: '900000', currency: 'USD', country: 'XK', offTheShelf: false };
  const far = { ...owed, setId: 'far-52.222-50', clauseOn: '2025-09-30', abroad: true };
  const running = await givenContract(bed, officer, party, { number: 'WC-1', ...far, awardedOn: '2026-10-01', startsOn: '2026-10-01' });
  const at = (contract: string) => `/desk/api/contracts/${contract}`;
  const firm = { parentId: null, kind: 'subcontractor', name: 'Oldbarn Provisions', work: null, country: null };
  const { memberId } = (await bed.call(officer, 'POST', `${at(running)}/members`, firm)).body;
  const subcontract = { ...owed, flows: null, document: null };
  await bed.call(officer, 'PUT', `${at(running)}/members/${memberId}/subcontract`, subcontract, { 'if-match': '"1"' });
  const statements = ['plan-carried-out', 'procedures', 'due-diligence', 'none-found'];
  const said = { memberId, on: '2025-12-25', name: 'A. Firm', function: 'Director', statements, note: null };
  expect((await bed.call(officer, 'POST', `${at(running)}/certifications`, said)).body).toHaveProperty('certificationId');
  expect([await messagesOn('2026-12-21', officer), await messagesOn('2026-12-22', officer)]).toEqual([0, 1]);

  bed.setClock(() => new Date('2026-12-08T09:00:00Z'));
  const planned = await givenContract(bed, officer, party, { number: 'WC-2', state: 'planned' });
  const override = { option: null, reason: 'The kitchen must not close.', until: '2026-12-20' };
  expect((await bed.call(officer, 'POST', `${at(planned)}/overrides`, override, { 'if-match': '"1"' })).status).toBe(200);
  expect([await messagesOn('2026-12-09', lawyer), await messagesOn('2026-12-10', lawyer)]).toEqual([1, 0]);
  expect(await messagesOn('2026-12-09', officer), 'who asked does not decide').toBe(0);
});

test('a hand-over reminds by mail though an imported proposal waits undecided', async () => {
  const party = await bed.givenParty({ kind: 'nation', code: 'WD', name: 'Dorland' });
  const admin = await bed.signIn.partyAdmin(party);
  const [from, to] = [await bed.signIn.focalPoint(party), await bed.signIn.legalAdviser(party)];
  // An import proposes a role without a last day.
  await bed.deployer.query(
    `insert into identity.proposed_grant (id, hand_over_id, grant_id, from_person, to_person, role, party_id, last_day, proposed_at)
      select gen_random_uuid(), gen_random_uuid(), case when d.last_day is not null then g.id end, g.person_id, $2, g.role, g.party_id, d.last_day, d.at
      from identity.role_grant g, (values (null::date, '2026-10-01'::timestamptz), ('2026-12-04', '2026-11-02')) d (last_day, at) where g.person_id = $1`,
    [from.personId, to.personId],
  );
  const { kind, count, due } = (await onPage(admin)).find((task) => task.kind === 'hand-over')!;
  expect([kind, count, due]).toEqual(['hand-over', 2, '2026-12-04']);
  expect([await messagesOn(THIRTY, admin), await messagesOn(TWENTY, admin), await messagesOn('2026-12-05', admin)]).toEqual([1, 0, 1]);
});

test('an imported proposal has no due date and reminds by mail on the next morning', async () => {
  const party = await bed.givenParty({ kind: 'nation', code: 'WE', name: 'Everland' });
  const admin = await bed.signIn.partyAdmin(party);
  const [from, to] = [await bed.signIn.focalPoint(party), await bed.signIn.legalAdviser(party)];
  await bed.deployer.query(
    `insert into identity.proposed_grant (id, hand_over_id, from_person, to_person, role, party_id, proposed_at)
      values (gen_random_uuid(), gen_random_uuid(), $1, $2, $3, $4, '2026-11-29T09:00:00Z')`,
    [from.personId, to.personId, ROLE.focalPoint, party],
  );
  expect((await onPage(admin)).find((task) => task.kind === 'hand-over')).toMatchObject({ count: 1, due: null, late: false });
  expect([await messagesOn('2026-11-30', admin), await messagesOn('2026-12-01', admin)]).toEqual([1, 0]);
});

test('a requested purge is a task of a second person, on the page and in the digest of the next morning', async () => {
  const party = await bed.givenParty({ kind: 'nation', code: 'WF', name: 'Farland' });
  const [signer, trainer] = [await bed.signIn.commander(party), await bed.signIn.trainingOfficer(party)];
  bed.setClock(() => new Date('2026-11-30T09:00:00Z'));
  const { id } = (await bed.call(trainer, 'POST', `/desk/api/parties/${party}/evidence`, anItem())).body;
  const request = [`/desk/api/evidence/${id}/request-purge`, { reason: 'Wrong file.' }, { 'if-match': '"1"' }] as const;
  expect((await bed.call(trainer, 'POST', ...request)).status).toBe(200);
  expect(await onPage(signer)).toMatchObject([{ itemId: id }]);
  expect(await waiting(signer)).toEqual([{ due: null, late: false, days: ['2026-11-30'] }]);
  expect([await onPage(trainer), await waiting(trainer)]).toEqual([[], []]);
  expect([await messagesOn('2026-12-01', signer), await messagesOn('2026-12-02', signer)]).toEqual([1, 0]);
  expect(await messagesOn('2026-12-01', trainer)).toBe(0);
});

test('requested erasures are one task of a second person, on the page and in the digest of each next morning', async () => {
  const [office, auditor] = [await bed.signIn.policyOffice(), await bed.signIn.auditor()];
  const { rows } = await bed.deployer.query<{ id: string }>('select id from ledger.entry order by at limit 2');
  for (const [place, day] of ['2026-11-29', '2026-11-30'].entries()) {
    bed.setClock(() => new Date(`${day}T09:00:00Z`));
    const asked = await bed.call(office, 'POST', `/desk/api/log/entries/${rows[place]!.id}/erasure-request`, { reason: 'A name.' });
    expect(asked.status).toBe(200);
  }
  const second = await bed.signIn.policyOffice();
  const isErasure = ({ days = [] }: Waiting) => days.includes('2026-11-30');
  expect((await onPage(second)).filter((task) => 'requestedAt' in task)).toEqual([{ count: 2, requestedAt: '2026-11-29T09:00:00.000Z' }]);
  expect((await waiting(second)).filter(isErasure)).toEqual([{ due: null, late: false, days: ['2026-11-29', '2026-11-30'] }]);
  // An auditor reads each request and decides on none, like the person who made it.
  for (const who of [office, auditor]) {
    expect((await onPage(who)).filter((task) => 'requestedAt' in task)).toEqual([]);
    expect((await waiting(who)).filter(isErasure)).toEqual([]);
  }
  const on = async (day: string) => [await messagesOn(day, second), await messagesOn(day, auditor)];
  expect([await on('2026-11-30'), await on('2026-12-01'), await on('2026-12-02')]).toEqual([
    [1, 0],
    [1, 0],
    [0, 0],
  ]);
});

test('the days of reminders come from the policy edition', async () => {
  const { catalogue } = bed.platform.services;
  const { current } = catalogue;
  // The returns are due on 4 December.
  expect([await messagesOn(THIRTY, focal), await messagesOn(TWENTY, focal)]).toEqual([1, 0]);
  const parameter: typeof current.parameter = (id, on) => ({ ...current.parameter(id, on), ...(id === 'reminder-first' && { value: 20 }) });
  Object.assign(bed.platform.services, { catalogue: { ...catalogue, current: { ...current, parameter } } });
  expect([await messagesOn(THIRTY, focal), await messagesOn(TWENTY, focal)]).toEqual([0, 1]);
});
