import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ROLE } from '#kernel/roles.ts';
import { openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';

// Handing over a position: one step for the leaver, one for a person who could give the roles.
let bed: TestBed;
let aldmark: string;
let brevia: string;
const people: Record<string, TestPerson> = {};

beforeAll(async () => {
  bed = await openTestBed();
  aldmark = await bed.givenParty({ kind: 'nation', code: 'XA', name: 'Aldmark' });
  brevia = await bed.givenParty({ kind: 'nation', code: 'XB', name: 'Brevia' });
  people.office = await bed.signIn.policyOffice();
  people.second = await bed.signIn.policyOffice();
  people.admin = await bed.signIn.partyAdmin(aldmark, 'Wanda');
  people.otherAdmin = await bed.signIn.partyAdmin(brevia);
});
afterAll(() => bed.close());

const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const code = (answer: { status: number; body: { code?: string } }) => [answer.status, answer.body.code];
const session = async (who: TestPerson) =>
  (await bed.call(who, 'GET', '/desk/api/session')).body.grants as { id: string; role: string; to: string | null }[];
const handOver = (who: TestPerson, to: TestPerson, grantIds: string[], lastDay = day(7)) =>
  bed.call(who, 'POST', '/desk/api/hand-overs', { successorId: to.personId, lastDay, grantIds });
const decide = (who: TestPerson, handOverId: string, body: object) =>
  bed.call(who, 'POST', `/desk/api/hand-overs/${handOverId}/decision`, body);
const page = async (who: TestPerson, after = '') => (await bed.call(who, 'GET', `/desk/api/hand-overs?after=${after}`)).body;
const list = async (who: TestPerson) => (await page(who)).items;
const tasks = async (who: TestPerson, kind: string) =>
  (await bed.call(who, 'GET', '/desk/api/tasks')).body.access.tasks.filter((task: { kind: string }) => task.kind === kind);

/** A person with two roles in Aldmark, one of which ends in 200 days, and a successor without any. */
async function pair() {
  const leaver = await bed.givenPerson('Mira Kolb', [
    { role: ROLE.focalPoint, partyId: aldmark },
    { role: ROLE.legalAdviser, partyId: aldmark },
  ]);
  await bed.deployer.query(`update identity.role_grant set valid_to = $2 where person_id = $1 and role = '${ROLE.legalAdviser}'`, [
    leaver.personId,
    day(200),
  ]);
  const successor = await bed.givenPerson('Karl Munk');
  const grants = (await session(leaver)).map((grant) => grant.id);
  return { leaver, successor, grants };
}

describe('hand-over-position', () => {
  test('ends the leaver’s roles on the date, and gives them to the successor only once accepted', async () => {
    const { leaver, successor, grants } = await pair();
    const handed = await handOver(leaver, successor, grants);
    expect(handed.status).toBe(200);
    expect((await session(leaver)).map((grant) => grant.to)).toEqual([day(7), day(7)]);
    expect(await session(successor)).toEqual([]);
    expect(await tasks(people.admin!, 'hand-over')).toMatchObject([{ count: 1, person: { name: 'Karl Munk' }, due: day(7), late: false }]);

    expect((await decide(people.admin!, handed.body.handOverId, { accept: true })).status).toBe(200);
    const successorSession = await session(successor);
    expect(successorSession.map(({ role, to }) => [role, to]).toSorted()).toEqual([
      [ROLE.focalPoint, null],
      [ROLE.legalAdviser, day(200)],
    ]);
    expect(await tasks(people.admin!, 'hand-over')).toEqual([]);
    expect(code(await decide(people.admin!, handed.body.handOverId, { accept: true }))).toEqual([404, 'people/nothing-to-decide']);
    const { rows } = await bed.deployer.query(`select command from ledger.entry where subject_id = $1 order by at`, [
      handed.body.handOverId,
    ]);
    expect(rows.map((row) => row.command)).toEqual(['people/hand-over-position', 'people/decide-hand-over']);
  });

  test('leaves the leaver no access after the last day', async () => {
    const { leaver, successor, grants } = await pair();
    expect((await handOver(leaver, successor, grants, day(0))).status).toBe(200);
    expect(await session(leaver)).toHaveLength(2);
    await bed.deployer.query(`update identity.role_grant set valid_to = current_date - 1 where person_id = $1`, [leaver.personId]);
    expect(await session(leaver)).toEqual([]);
  });

  test('can be refused with a reason that both read, and the roles still end', async () => {
    const { leaver, successor, grants } = await pair();
    const { body } = await handOver(leaver, successor, grants);
    expect(code(await decide(people.admin!, body.handOverId, { accept: false }))).toEqual([422, 'people/reason-needed']);
    expect(await tasks(leaver, 'own-grant-ends')).toEqual([]);
    expect((await decide(people.admin!, body.handOverId, { accept: false, reason: 'Karl goes to Brevia.' })).status).toBe(200);
    expect(await tasks(leaver, 'own-grant-ends')).toHaveLength(2);
    for (const who of [leaver, successor])
      expect((await list(who))[0].grants).toMatchObject([
        { accepted: false, reason: 'Karl goes to Brevia.', decidedBy: 'Wanda' },
        { accepted: false },
      ]);
    expect(await session(successor)).toEqual([]);
    expect((await session(leaver)).map((grant) => grant.to)).toEqual([day(7), day(7)]);
  });

  test('proposes the roles again after a refusal until their own end, and moves the leaver’s last day', async () => {
    const { leaver, successor, grants } = await pair();
    const { body } = await handOver(leaver, successor, grants);
    expect((await decide(people.admin!, body.handOverId, { accept: false, reason: 'Not yet.' })).status).toBe(200);
    const again = await handOver(leaver, successor, grants, day(30));
    expect((await session(leaver)).map((grant) => grant.to)).toEqual([day(30), day(30)]);
    expect((await decide(people.admin!, again.body.handOverId, { accept: true })).status).toBe(200);
    const given = async (who: TestPerson) => (await session(who)).map(({ role, to }) => [role, to]).toSorted();
    const whole = [
      [ROLE.focalPoint, null],
      [ROLE.legalAdviser, day(200)],
    ];
    expect(await given(successor)).toEqual(whole);

    // Once there is a successor, the leaver's last day stays. A further successor has the role until its end.
    const other = await bed.givenPerson('Nora Lind');
    const third = await handOver(leaver, other, grants, day(60));
    expect((await session(leaver)).map((grant) => grant.to)).toEqual([day(30), day(30)]);
    expect((await decide(people.admin!, third.body.handOverId, { accept: true })).status).toBe(200);
    expect(await given(other)).toEqual(whole);
  });

  test('refuses a role that the list of single sign-on gives', async () => {
    const { leaver, successor, grants } = await pair();
    await bed.deployer.query('insert into identity.listed_grant (grant_id, person_id) values ($1, $2)', [grants[0], leaver.personId]);
    expect(code(await handOver(leaver, successor, grants))).toEqual([409, 'people/list-decides']);
    expect((await handOver(leaver, successor, grants.slice(1))).status).toBe(200);
  });

  test('refuses other people’s roles, an unknown or own successor, a second hand-over, and a past date', async () => {
    const { leaver, successor, grants } = await pair();
    const foreign = await pair();
    expect(code(await handOver(leaver, successor, foreign.grants))).toEqual([404, 'people/not-yours']);
    expect(code(await handOver(leaver, leaver, grants))).toEqual([403, 'people/grant-refused']);
    expect(code(await handOver(leaver, { ...successor, personId: randomUUID() }, grants))).toEqual([404, 'people/nobody-there']);
    expect(code(await handOver(leaver, successor, grants, day(-1)))).toEqual([422, 'people/over-already']);
    expect((await session(leaver)).map((grant) => grant.to).toSorted()).toEqual([day(200), null]);
    expect((await handOver(leaver, successor, grants.slice(0, 1))).status).toBe(200);
    expect(code(await handOver(leaver, successor, grants))).toEqual([409, 'people/handed-over-already']);
  });

  test('keeps the policy office from becoming empty', async () => {
    const [own] = await session(people.office!);
    const [others] = await session(people.second!);
    expect((await handOver(people.second!, people.office!, [others!.id])).status).toBe(200);
    const leaving = await handOver(people.office!, people.admin!, [own!.id], day(30));
    expect(code(leaving)).toEqual([409, 'people/grant-stays']);
    expect((await handOver(people.office!, people.admin!, [own!.id], day(3))).status).toBe(200);
  });
});

describe('decide-hand-over', () => {
  test('is open, role by role, to a person who could give the role, and not to the successor', async () => {
    const leaver = await bed.givenPerson('Two positions', [
      { role: ROLE.focalPoint, partyId: aldmark },
      { role: ROLE.focalPoint, partyId: brevia },
      { role: ROLE.reviewer, partyId: aldmark },
    ]);
    const { body } = await handOver(
      leaver,
      people.admin!,
      (await session(leaver)).map((grant) => grant.id),
    );
    // Wanda administers Aldmark and is the successor: people cannot give roles to themselves.
    expect(code(await decide(people.admin!, body.handOverId, { accept: true }))).toEqual([404, 'people/nothing-to-decide']);
    expect((await decide(people.otherAdmin!, body.handOverId, { accept: true })).status).toBe(200);
    expect((await session(people.admin!)).map((grant) => grant.role).toSorted()).toEqual([ROLE.focalPoint, ROLE.partyAdmin]);
    const office = await bed.signIn.policyOffice();
    expect((await decide(office, body.handOverId, { accept: true })).status).toBe(200);
    expect((await session(people.admin!)).map((grant) => grant.role).toSorted()).toEqual([
      ROLE.focalPoint,
      ROLE.focalPoint,
      ROLE.partyAdmin,
      ROLE.reviewer,
    ]);
  });

  test('shows each person who decides what the successor gets: label, unit, operation and last day', async () => {
    const { leaver, successor, grants } = await pair();
    const [unit, operation] = [randomUUID(), await bed.givenParty({ kind: 'operation', code: 'XOP', name: 'Operation' })];
    await bed.deployer.query(
      `with added as (insert into parties.unit (id, party_id, name, recorded_at, recorded_by) values ($1, $2, 'Alpha', now(), $3))
       update identity.role_grant set label = 'secret', unit_id = $1, operation_id = $4 where person_id = $3`,
      [unit, aldmark, leaver.personId, operation],
    );
    const { body } = await handOver(leaver, successor, grants);
    const shown = async (who: TestPerson) => (await list(who)).find(({ id }: { id: string }) => id === body.handOverId).grants;
    const place = { label: 'secret', unitId: unit, unitName: 'Alpha', operationCode: 'XOP', contingent: null };
    const ends = { [ROLE.focalPoint]: null, [ROLE.legalAdviser]: day(200) };
    const passedOn = Object.entries(ends).map(([role, until]) => expect.objectContaining({ ...place, role, until }));
    for (const who of [people.admin!, people.office!, leaver]) expect(await shown(who)).toEqual(expect.arrayContaining(passedOn));
    // The successor may not see the grant yet: its label is unknown, not the lowest.
    expect((await shown(successor))[0]).toMatchObject({ label: null, unitName: null });
  });

  test('reaches every hand-over that waits, also behind a thousand decided and waiting ones', async () => {
    const { leaver, successor, grants } = await pair();
    const { body } = await handOver(leaver, successor, grants);
    const office = await bed.signIn.policyOffice();
    const before = (await tasks(office, 'hand-over'))[0].count;
    // Older than what follows: a list cut at the newest rows would not show it.
    await bed.deployer.query(`update identity.proposed_grant set proposed_at = now() - interval '9 days' where hand_over_id = $1`, [
      body.handOverId,
    ]);
    const propose = (decided: boolean) =>
      bed.deployer.query(
        `with newcomer as (insert into identity.person (id, name) select gen_random_uuid(), 'Newcomer ' || n from generate_series(1, 600) n returning id)
         insert into identity.proposed_grant (id, hand_over_id, from_person, to_person, role, party_id, decided_at, decided_by, accepted, reason)
           select gen_random_uuid(), gen_random_uuid(), $1::uuid, id, $2, $3, case when $4::boolean then now() end, case when $4 then $1 end,
             case when $4 then false end, case when $4 then 'No.' end from newcomer`,
        [people.office!.personId, ROLE.trainingOfficer, aldmark, decided],
      );
    await propose(true);
    await propose(false);
    expect((await tasks(office, 'hand-over'))[0].count).toBe(before + 600);
    // The leaver needs their own on the first page; it decides which roles the form offers.
    expect((await page(leaver)).items[0].id).toBe(body.handOverId);
    const seen: { id: string; grants: { accepted: boolean | null }[] }[] = [];
    for (let after: string | null = ''; after !== null; ) {
      const { items, next } = await page(office, after);
      seen.push(...items);
      after = next;
    }
    expect(new Set(seen.map(({ id }) => id)).size).toBe(seen.length);
    const waits = seen.map((one) => one.grants.some(({ accepted }) => accepted === null));
    expect(waits.indexOf(false)).toBe(waits.lastIndexOf(true) + 1);
    expect(seen.find(({ id }) => id === body.handOverId)?.grants).toMatchObject([{ yours: true }, { yours: true }]);
    expect((await decide(office, body.handOverId, { accept: true })).status).toBe(200);
    await bed.deployer.query('delete from identity.proposed_grant where grant_id is null');
  });

  test('hides hand-overs from strangers', async () => {
    const { leaver, successor, grants } = await pair();
    const { body } = await handOver(leaver, successor, grants);
    const stranger = await bed.signIn.focalPoint(brevia);
    for (const who of [stranger, people.otherAdmin!]) {
      expect((await list(who)).filter((one: { id: string }) => one.id === body.handOverId)).toEqual([]);
      expect([403, 404]).toContain((await decide(who, body.handOverId, { accept: true })).status);
    }
    expect(code(await decide(leaver, body.handOverId, { accept: true }))).toEqual([403, 'platform/not-allowed']);
    expect(await session(successor)).toEqual([]);
  });

  test('finds colleagues by part of a name, and treats wildcards as text', async () => {
    const find = async (text: string) =>
      (await bed.call(people.admin!, 'GET', `/desk/api/colleagues?find=${encodeURIComponent(text)}`)).body.items?.map(
        (one: { name: string }) => one.name,
      );
    expect(await find('two po')).toEqual(['Two positions']);
    expect(await find('%%')).toEqual([]);
    expect((await bed.call(people.admin!, 'GET', '/desk/api/colleagues?find=t')).status).toBe(422);
  });
});
