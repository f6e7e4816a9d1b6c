import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ROLE } from '#kernel/roles.ts';
import { flushAccess } from '#platform/access-record.ts';
import { openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';
import type { ReviewLine } from './access-review.schema.ts';

let bed: TestBed;
let aldmark: string;
let brevia: string;
const people: Record<string, TestPerson> = {};
const TODAY = new Date();

beforeAll(async () => {
  bed = await openTestBed();
  aldmark = await bed.givenParty({ kind: 'nation', code: 'XA', name: 'Aldmark' });
  brevia = await bed.givenParty({ kind: 'nation', code: 'XB', name: 'Brevia' });
  people.office = await bed.signIn.policyOffice(null, 'Ines');
  people.second = await bed.signIn.policyOffice(null, 'Joris');
  people.admin = await bed.signIn.partyAdmin(aldmark, 'Wanda');
  people.focal = await bed.signIn.focalPoint(aldmark, 'Mira');
  people.gone = await bed.signIn.legalAdviser(aldmark, 'Karl');
  people.reviewer = await bed.signIn.reviewer(aldmark, 'Tomas');
  people.other = await bed.signIn.focalPoint(brevia, 'Bruno');
  people.auditor = await bed.signIn.auditor(null, 'Peter');
});
afterAll(() => bed.close());

const get = (who: TestPerson, url: string) => bed.call(who, 'GET', `/desk/api/${url}`);
const sheet = async (who: TestPerson, party = aldmark) => (await get(who, `access-reviews/${party}`)).body.lines as ReviewLine[];
const sign = (who: TestPerson, partyId: string | null, keptIds: string[], ended: string[]) =>
  bed.call(who, 'POST', '/desk/api/access-reviews', { partyId, kept: keptIds, ended });
const code = (answer: { status: number; body: { code?: string } }) => [answer.status, answer.body.code];
const inDays = (days: number) => bed.setClock(() => new Date(TODAY.getTime() + days * 86_400_000));
const tasksOf = async (who: TestPerson) => (await get(who, 'tasks')).body.access.tasks;

describe('the review sheet of a party', () => {
  test('lists every grant with holder, giver, dates and last use, and marks the grants that the reader may not decide', async () => {
    await get(people.focal!, `parties/${aldmark}/evidence`);
    await flushAccess(bed.platform);
    const lines = await sheet(people.admin!);
    expect(lines.map(({ person, role, notYours, lastUse }) => [person.name, role, notYours, lastUse])).toEqual([
      ['Karl', ROLE.legalAdviser, null, null],
      ['Mira', ROLE.focalPoint, null, TODAY.toISOString().slice(0, 10)],
      ['Tomas', ROLE.reviewer, ROLE.policyOffice, null],
      ['Wanda', ROLE.partyAdmin, 'own', null],
    ]);
    expect((await sheet(people.office!)).map(({ notYours }) => notYours)).toEqual([null, null, null, null]);
    expect((await sheet(people.office!, 'none')).map(({ person, notYours }) => [person.name, notYours])).toEqual([
      ['Ines', 'own'],
      ['Joris', null],
      ['Peter', null],
    ]);
  });

  test('is open only to the policy office and to that party’s administrator', async () => {
    for (const who of [people.focal!, people.other!, people.reviewer!, people.auditor!])
      expect((await get(who, `access-reviews/${aldmark}`)).status).toBe(403);
    for (const party of [brevia, 'none', randomUUID()])
      expect((await get(people.admin!, `access-reviews/${party}`)).status, party).toBe(404);
    expect((await get(people.admin!, 'access-reviews')).body.items.map((one: { party: { id: string } }) => one.party.id)).toEqual([
      aldmark,
    ]);
    expect((await get(people.focal!, 'access-reviews')).status).toBe(403);
  });
});

describe('review-access', () => {
  const mine = async () => (await sheet(people.admin!)).filter((line) => line.notYours === null);

  test('needs a decision on every grant the person may decide and on no other, and otherwise stores nothing', async () => {
    const lines = await mine();
    const [first, second] = lines.map((line) => line.id) as [string, string];
    const [foreign] = (await sheet(people.office!, brevia)).map((line) => line.id) as [string];
    const reviewer = (await sheet(people.office!)).find((line) => line.role === ROLE.reviewer)!.id;
    for (const [keptIds, ended] of [
      [[first], []],
      [[first, second, foreign], []],
      [[first, second], [reviewer]],
      [[first, second], [second]],
      [[], [first]],
    ] as [string[], string[]][])
      expect(code(await sign(people.admin!, aldmark, keptIds, ended))).toEqual([409, 'people/review-incomplete']);
    expect(await mine()).toHaveLength(2);
    expect((await get(people.admin!, `access-reviews/${aldmark}`)).body.past).toEqual([]);
    expect(code(await sign(people.admin!, brevia, [foreign], []))).toEqual([403, 'platform/not-allowed']);
    expect(code(await sign(people.admin!, null, [], []))).toEqual([404, 'platform/not-found']);
    // Injected SQL cannot read how the roles without a party are used either.
    const client = await bed.platform.pool.connect();
    await client.query('begin');
    await client.query('select identity.open($1)', [people.admin!.token]);
    expect((await client.query('select from identity.last_use(null)')).rowCount).toBe(0);
    expect((await client.query('select from identity.last_use($1)', [brevia])).rowCount).toBe(0);
    expect((await client.query('select from identity.last_use($1)', [aldmark])).rowCount).toBeGreaterThan(0);
    await client.query('rollback');
    client.release();
  });

  test('ends the grants that are not kept from the next request on, and stores a dated, signed record', async () => {
    const lines = await mine();
    const ended = lines.find((line) => line.person.name === 'Karl')!.id;
    const keptIds = lines.filter((line) => line.id !== ended).map((line) => line.id);
    expect((await get(people.gone!, `parties/${aldmark}/evidence`)).status).toBe(200);
    expect((await sign(people.admin!, aldmark, keptIds, [ended])).status).toBe(200);
    expect((await get(people.gone!, `parties/${aldmark}/evidence`)).status).toBe(403);
    const { body } = await get(people.admin!, `access-reviews/${aldmark}`);
    expect(body.past).toMatchObject([{ by: 'Wanda', kept: 1, ended: 1 }]);
    expect(body.past[0].at.slice(0, 10)).toBe(TODAY.toISOString().slice(0, 10));
    const { rows } = await bed.deployer.query(`select subject_kind, party_id from ledger.entry where command = 'people/review-access'`);
    expect(rows).toEqual([{ subject_kind: 'access-review', party_id: aldmark }]);
  });
});

describe('the tasks of access review', () => {
  test('begin 30 days before the review is due after 180 days, and reach the policy office once it is overdue', async () => {
    inDays(100);
    expect(await tasksOf(people.admin!)).toEqual([]);
    inDays(151);
    expect(await tasksOf(people.admin!)).toMatchObject([{ kind: 'access-review', count: 1, late: false, party: { id: aldmark } }]);
    // Brevia and the roles without a party have no administrator of their own.
    expect(await tasksOf(people.office!)).toMatchObject([{ kind: 'access-review', count: 2, late: false }]);
    inDays(181);
    expect(await tasksOf(people.admin!)).toMatchObject([{ kind: 'access-review', late: true }]);
    expect(await tasksOf(people.office!)).toMatchObject([{ kind: 'access-review', count: 3, late: true }]);
    expect((await get(people.admin!, 'access-reviews')).body).toMatchObject({
      everyDays: 180,
      origin: { en: 'A default of this project.' },
    });
    inDays(0);
  });

  test('leave the administrator’s own grant and the reviewers’ grants to the policy office', async () => {
    const solo = await bed.givenParty({ kind: 'nation', code: 'XC', name: 'Corvania' });
    people.alone = await bed.signIn.partyAdmin(solo);
    await bed.deployer.query(`update identity.role_grant set granted_at = now() - interval '181 days' where person_id = $1`, [
      people.alone.personId,
    ]);
    const dueOf = async (who: TestPerson) =>
      (await get(who, 'access-reviews')).body.items.find((one: { party: { id: string } | null }) => one.party?.id === solo);
    await sign(people.alone!, solo, [], []);
    expect(await dueOf(people.alone!)).toBeUndefined();
    expect(await dueOf(people.office!)).toMatchObject({ late: true });
    const [own] = (await sheet(people.office!, solo)).map(({ id }) => id) as [string];
    expect((await sign(people.office!, solo, [own], [])).status).toBe(200);
    expect(await dueOf(people.office!)).toMatchObject({ late: false });
  });

  test('remind of a grant that ends within 30 days both a person who could renew it and its holder', async () => {
    const day = (days: number) => new Date(TODAY.getTime() + days * 86_400_000).toISOString().slice(0, 10);
    const [soon, later] = [await bed.givenPerson('Soon'), await bed.givenPerson('Later')];
    for (const [who, to] of [
      [soon, day(30)],
      [later, day(31)],
    ] as const)
      await bed.call(people.admin!, 'POST', '/desk/api/grants', { personId: who.personId, role: ROLE.commander, partyId: aldmark, to });
    expect(await tasksOf(people.admin!)).toMatchObject([
      { kind: 'grant-ends', count: 1, person: { name: 'Soon' }, role: ROLE.commander, due: day(30) },
    ]);
    expect((await bed.call(soon, 'GET', '/desk/api/tasks')).body.access.tasks).toMatchObject([
      { kind: 'own-grant-ends', role: ROLE.commander },
    ]);
    expect((await bed.call(later, 'GET', '/desk/api/tasks')).body.access.tasks).toEqual([]);
    expect((await sheet(people.admin!)).filter((line) => line.endsSoon).map((line) => line.person.name)).toEqual(['Soon']);
    const endingAtHome = async () => (await bed.call(people.admin!, 'GET', '/desk/api/home')).body.parts.access.ending;
    expect(await endingAtHome()).toMatchObject([{ person: { name: 'Soon' }, role: ROLE.commander, to: day(30), yours: true }]);

    // Nobody loses access whose next grant begins on the day after.
    const next = { personId: soon.personId, role: ROLE.commander, partyId: aldmark, from: day(31), to: day(300) };
    expect((await bed.call(people.admin!, 'POST', '/desk/api/grants', next)).status).toBe(200);
    expect(await tasksOf(people.admin!)).toEqual([]);
    expect((await bed.call(soon, 'GET', '/desk/api/tasks')).body.access.tasks).toEqual([]);
    expect((await sheet(people.admin!)).filter((line) => line.endsSoon)).toEqual([]);
    expect(await endingAtHome()).toEqual([]);
  });

  test('leave out a grant that each sign-in by single sign-on renews, and an assignment that nobody hands over', async () => {
    const who = await bed.givenPerson('Daily', [{ role: ROLE.trainingOfficer, partyId: aldmark }]);
    await bed.deployer.query('update identity.role_grant set valid_to = current_date + 1 where person_id = $1', [who.personId]);
    expect(await tasksOf(who)).toMatchObject([{ kind: 'own-grant-ends' }]);
    const everyone = [people.admin!, who];
    const assign = (role: string, participation: string | null, obligations: string[] | null) =>
      bed.deployer.query(
        `update identity.role_grant set role = $2, assignment_participation = $3, assignment_round = $3, assignment_obligations = $4 where person_id = $1`,
        [who.personId, role, participation, obligations],
      );
    await assign(ROLE.reviewer, randomUUID(), []);
    expect(await tasksOf(who)).toEqual([]);
    await assign(ROLE.trainingOfficer, null, null);
    await bed.deployer.query(
      'insert into identity.listed_grant (grant_id, person_id) select id, person_id from identity.role_grant where person_id = $1',
      [who.personId],
    );
    expect(await Promise.all(everyone.map(tasksOf))).toEqual([[], []]);
    expect((await sheet(people.admin!)).find((line) => line.person.name === 'Daily')).toMatchObject({
      endsSoon: false,
      singleSignOn: true,
    });
    expect((await bed.call(people.admin!, 'GET', '/desk/api/home')).body.parts.access.ending).toEqual([]);
    await bed.deployer.query('delete from identity.listed_grant where person_id = $1', [who.personId]);
    await bed.deployer.query('update identity.role_grant set ended_at = now() where person_id = $1', [who.personId]);
  });

  test('give an ending grant at a party without an administrator to the policy office', async () => {
    const { rows } = await bed.deployer.query(
      `update identity.role_grant set valid_to = current_date + 9 where party_id = $1 returning id`,
      [brevia],
    );
    expect(rows).toHaveLength(1);
    expect(await tasksOf(people.office!)).toMatchObject([{ kind: 'grant-ends', count: 1, person: { name: 'Bruno' } }]);
  });
});
