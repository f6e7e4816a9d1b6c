import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ROLE } from '#kernel/roles.ts';
import type { TestPerson } from '#test/database/harness.ts';
import { code, day, type HandOvers, openHandOvers } from './fixtures.ts';

// The list of hand-overs: what each reader sees of them, and whom the leaver may choose.
let bed: HandOvers['bed'];
let aldmark: string;
let brevia: string;
let people: HandOvers['people'];
let session: HandOvers['session'];
let handOver: HandOvers['handOver'];
let decide: HandOvers['decide'];
let page: HandOvers['page'];
let list: HandOvers['list'];
let tasks: HandOvers['tasks'];
let pair: HandOvers['pair'];

beforeAll(async () => {
  ({ bed, aldmark, brevia, people, session, handOver, decide, page, list, tasks, pair } = await openHandOvers());
});
afterAll(() => bed.close());

describe('list-hand-overs', () => {
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
    for (const who of [people.admin, people.office, leaver]) expect(await shown(who)).toEqual(expect.arrayContaining(passedOn));
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
        [people.office.personId, ROLE.trainingOfficer, aldmark, decided],
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

  test('names the grant that is handed over, so that another of the same role and party is still offered', async () => {
    const role = { role: ROLE.focalPoint, partyId: aldmark };
    const leaver = await bed.givenPerson('Twice', [role, role]);
    const [handed, left] = (await session(leaver)).map(({ id }) => id);
    expect((await handOver(leaver, await bed.givenPerson('Next'), [handed!])).status).toBe(200);
    expect((await list(leaver))[0].grants).toMatchObject([{ grantId: handed, accepted: null }]);
    expect((await handOver(leaver, await bed.givenPerson('Other'), [left!])).status).toBe(200);
  });

  test('hides hand-overs from strangers', async () => {
    const { leaver, successor, grants } = await pair();
    const { body } = await handOver(leaver, successor, grants);
    const stranger = await bed.signIn.focalPoint(brevia);
    for (const who of [stranger, people.otherAdmin]) {
      expect((await list(who)).filter((one: { id: string }) => one.id === body.handOverId)).toEqual([]);
      expect([403, 404]).toContain((await decide(who, body.handOverId, { accept: true })).status);
    }
    expect(code(await decide(leaver, body.handOverId, { accept: true }))).toEqual([403, 'platform/not-allowed']);
    expect(await session(successor)).toEqual([]);
  });
});

describe('find-colleagues', () => {
  test('finds colleagues by part of a name, and treats wildcards as text', async () => {
    await bed.givenPerson('Two positions');
    const find = async (text: string) =>
      (await bed.call(people.admin, 'GET', `/desk/api/colleagues?find=${encodeURIComponent(text)}`)).body.items?.map(
        (one: { name: string }) => one.name,
      );
    expect(await find('two po')).toEqual(['Two positions']);
    expect(await find('%%')).toEqual([]);
    expect((await bed.call(people.admin, 'GET', '/desk/api/colleagues?find=t')).status).toBe(422);
  });
});
