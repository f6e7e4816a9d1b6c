import { afterAll, beforeAll, expect, test } from 'vitest';
import { anItem } from '#rooms/evidence/fixtures.ts';
import { openTestBed, type TestBed, type TestPerson } from './harness.ts';

let bed: TestBed;
beforeAll(async () => {
  bed = await openTestBed();
});
afterAll(() => bed.close());

const idleFor = (who: TestPerson, minutes: number) =>
  bed.deployer.query('update identity.session set seen_at = now() - make_interval(mins => $2) where person_id = $1', [
    who.personId,
    minutes,
  ]);
const idleNow = async (who: TestPerson) =>
  (
    await bed.deployer.query<{ minutes: number }>(
      'select round(extract(epoch from now() - seen_at) / 60)::int as minutes from identity.session where person_id = $1',
      [who.personId],
    )
  ).rows[0]!.minutes;

test.each(['reads', 'writes'])('a person who only %s is not idle, and an idle person is signed out', async (what) => {
  const party = await bed.givenParty({ kind: 'nation', code: what === 'reads' ? 'XA' : 'XB', name: what });
  const use = (who: TestPerson) =>
    what === 'reads'
      ? bed.call(who, 'GET', '/desk/api/session')
      : bed.call(who, 'POST', `/desk/api/parties/${party}/evidence`, anItem({ title: 'An order' }));
  const [busy, late] = [await bed.signIn.focalPoint(party, `Busy ${what}`), await bed.signIn.focalPoint(party, `Late ${what}`)];
  await idleFor(busy, 29);
  expect((await use(busy)).status).toBe(200);
  expect(await idleNow(busy)).toBe(0);
  await idleFor(late, 31);
  expect((await use(late)).status).toBe(401);
  expect(await idleNow(late)).toBe(31);
});
