import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ROLE } from '#kernel/roles.ts';
import type { TestPerson } from '#test/database/harness.ts';
import { code, day, type HandOvers, openHandOvers } from './fixtures.ts';

// Handing over a position: one step for the leaver, one for a person who could give the roles.
let bed: HandOvers['bed'];
let aldmark: string;
let brevia: string;
let people: HandOvers['people'];
let session: HandOvers['session'];
let handOver: HandOvers['handOver'];
let decide: HandOvers['decide'];
let list: HandOvers['list'];
let tasks: HandOvers['tasks'];
let pair: HandOvers['pair'];

beforeAll(async () => {
  ({ bed, aldmark, brevia, people, session, handOver, decide, list, tasks, pair } = await openHandOvers());
});
afterAll(() => bed.close());

describe('hand-over-position', () => {
  test('ends the leaver’s roles on the date, and gives them to the successor only once accepted', async () => {
    const { leaver, successor, grants } = await pair();
    const handed = await handOver(leaver, successor, grants);
    expect(handed.status).toBe(200);
    expect((await session(leaver)).map((grant) => grant.to)).toEqual([day(7), day(7)]);
    expect(await session(successor)).toEqual([]);
    expect(await tasks(people.admin, 'hand-over')).toMatchObject([{ count: 1, person: { name: 'Karl Munk' }, due: day(7), late: false }]);

    expect((await decide(people.admin, handed.body.handOverId, { accept: true })).status).toBe(200);
    const successorSession = await session(successor);
    expect(successorSession.map(({ role, to }) => [role, to]).toSorted()).toEqual([
      [ROLE.focalPoint, null],
      [ROLE.legalAdviser, day(200)],
    ]);
    expect(await tasks(people.admin, 'hand-over')).toEqual([]);
    expect(code(await decide(people.admin, handed.body.handOverId, { accept: true }))).toEqual([404, 'people/nothing-to-decide']);
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
    expect(code(await decide(people.admin, body.handOverId, { accept: false }))).toEqual([422, 'people/reason-needed']);
    expect(await tasks(leaver, 'own-grant-ends')).toEqual([]);
    expect((await decide(people.admin, body.handOverId, { accept: false, reason: 'Karl goes to Brevia.' })).status).toBe(200);
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
    expect((await decide(people.admin, body.handOverId, { accept: false, reason: 'Not yet.' })).status).toBe(200);
    const again = await handOver(leaver, successor, grants, day(30));
    expect((await session(leaver)).map((grant) => grant.to)).toEqual([day(30), day(30)]);
    expect((await decide(people.admin, again.body.handOverId, { accept: true })).status).toBe(200);
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
    expect((await decide(people.admin, third.body.handOverId, { accept: true })).status).toBe(200);
    expect(await given(other)).toEqual(whole);
  });

  test('takes along a grant that begins later and extends the role, and no ended one or other role', async () => {
    const { leaver, successor, grants } = await pair();
    const later = (role: string, ended: boolean) =>
      bed.deployer.query(
        `insert into identity.role_grant (id, person_id, role, party_id, valid_from, valid_to, ended_at)
          values (gen_random_uuid(), $1, $2, $3, current_date + 201, current_date + 400, case when $4 then now() end)`,
        [leaver.personId, role, aldmark, ended],
      );
    await later(ROLE.legalAdviser, false);
    await later(ROLE.legalAdviser, true);
    await later(ROLE.commander, false);
    const { body } = await handOver(leaver, successor, grants);
    const { rows: logged } = await bed.deployer.query(
      `select o.detail -> 'grants' as grants, array(select grant_id::text from identity.proposed_grant where hand_over_id = $1 order by grant_id) as proposed
        from ledger.entry e join ledger.opening o on o.entry_id = e.id where e.command = 'people/hand-over-position' and e.subject_id = $1`,
      [body.handOverId],
    );
    expect(logged).toMatchObject([{ grants: logged[0].proposed, proposed: { length: 3 } }]);
    const { rows } = await bed.deployer.query(
      'select role from identity.role_grant where person_id = $1 and ended_at is null and valid_from > current_date',
      [leaver.personId],
    );
    expect(rows).toEqual([{ role: ROLE.commander }]);
    expect((await decide(people.admin, body.handOverId, { accept: true })).status).toBe(200);
    expect((await session(successor)).map(({ role, to }) => [role, to]).toSorted()).toEqual([
      [ROLE.focalPoint, null],
      [ROLE.legalAdviser, day(200)],
      [ROLE.legalAdviser, day(400)],
    ]);
  });

  test('refuses a role that the list of single sign-on gives', async () => {
    const { leaver, successor, grants } = await pair();
    await bed.deployer.query('insert into identity.listed_grant (grant_id, person_id) values ($1, $2)', [grants[0], leaver.personId]);
    expect(code(await handOver(leaver, successor, grants))).toEqual([409, 'people/list-decides']);
    expect(await session(leaver)).toEqual(
      expect.arrayContaining(grants.map((id) => expect.objectContaining({ id, singleSignOn: id === grants[0] }))),
    );
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
    const [own] = await session(people.office);
    const [others] = await session(people.second);
    expect((await handOver(people.second, people.office, [others!.id])).status).toBe(200);
    const leaving = await handOver(people.office, people.admin, [own!.id], day(30));
    expect(code(leaving)).toEqual([409, 'people/grant-stays']);
    expect((await handOver(people.office, people.admin, [own!.id], day(3))).status).toBe(200);
  });
});

describe('decide-hand-over', () => {
  test('passes on no role that was revoked, or whose own last day has passed, since it was handed over', async () => {
    const { leaver, successor, grants } = await pair();
    const { body } = await handOver(leaver, successor, grants);
    const accept = () => decide(people.admin, body.handOverId, { accept: true });
    const legalAdviser = (set: string) =>
      bed.deployer.query(`update identity.role_grant set ${set} where person_id = $1 and role = '${ROLE.legalAdviser}'`, [leaver.personId]);
    await legalAdviser('ended_at = now(), ended_by = person_id');
    expect(code(await accept())).toEqual([409, 'people/role-ended']);
    expect(await session(successor)).toEqual([]);

    await legalAdviser('ended_at = null, ended_by = null');
    await bed.deployer.query(`update identity.proposed_grant set until = current_date - 1 where hand_over_id = $1 and until is not null`, [
      body.handOverId,
    ]);
    expect(code(await accept())).toEqual([409, 'people/role-ended']);
    expect((await decide(people.admin, body.handOverId, { accept: false, reason: 'The adviser left.' })).status).toBe(200);
  });

  test('is open, role by role, to a person who could give the role, and not to the successor', async () => {
    const leaver = await bed.givenPerson('Two positions', [
      { role: ROLE.focalPoint, partyId: aldmark },
      { role: ROLE.focalPoint, partyId: brevia },
      { role: ROLE.reviewer, partyId: aldmark },
    ]);
    const { body } = await handOver(
      leaver,
      people.admin,
      (await session(leaver)).map((grant) => grant.id),
    );
    // Wanda administers Aldmark and is the successor: people cannot give roles to themselves.
    expect(code(await decide(people.admin, body.handOverId, { accept: true }))).toEqual([404, 'people/nothing-to-decide']);
    expect((await decide(people.otherAdmin, body.handOverId, { accept: true })).status).toBe(200);
    expect((await session(people.admin)).map((grant) => grant.role).toSorted()).toEqual([ROLE.focalPoint, ROLE.partyAdmin]);
    const office = await bed.signIn.policyOffice();
    expect((await decide(office, body.handOverId, { accept: true })).status).toBe(200);
    expect((await session(people.admin)).map((grant) => grant.role).toSorted()).toEqual([
      ROLE.focalPoint,
      ROLE.focalPoint,
      ROLE.partyAdmin,
      ROLE.reviewer,
    ]);
  });
});
