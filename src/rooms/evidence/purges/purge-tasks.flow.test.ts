import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROLE } from '#kernel/roles.ts';
import { openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';
import { anItem, deskOf, givenCast, leaveEvidence } from '../fixtures.ts';

let bed: TestBed;
let cast: Awaited<ReturnType<typeof givenCast>>;
let desk: ReturnType<typeof deskOf>;
let [signer, outsider] = [] as unknown as [TestPerson, TestPerson];
type Item = { id: string; version: number };

beforeAll(async () => {
  bed = await openTestBed();
  cast = await givenCast(bed);
  signer = await bed.signIn.commander(cast.nation);
  outsider = await bed.signIn.focalPoint(await bed.givenParty({ kind: 'nation', code: 'QC', name: 'Cerland' }));
  desk = deskOf(bed, cast.nation);
});
afterAll(() => bed.close());

const step = async (who: TestPerson, item: Item, verb: string, body: object = {}): Promise<Item> => {
  const answer = await desk.takeStep(who, item, verb, body);
  expect(answer.status, answer.text).toBe(200);
  return answer.body;
};
const request = (who: TestPerson, item: Item) => step(who, item, 'request-purge', { reason: 'Wrong file.' });
const submitted = async () => step(cast.focal, await desk.entered(cast.focal), 'submit');

/** The ids of the purges among a person's tasks; undefined where the person has no such tasks at all. */
async function tasksOf(who: TestPerson): Promise<string[] | undefined> {
  const { body } = await bed.call(who, 'GET', '/desk/api/tasks');
  return body.purges?.tasks.map(({ itemId }: { itemId: string }) => itemId);
}
/** Which of the people of the test have a purge among their tasks. The page of the item offers its confirmation to the same people. */
async function whoHas({ id }: Item): Promise<string[]> {
  const people = Object.entries({ ...cast, signer, outsider, nation: undefined }).flatMap(([name, who]) => (who ? [{ name, who }] : []));
  const isOffered = async (who: TestPerson) => {
    const { actions = [] } = (await bed.call(who, 'GET', `/desk/api/evidence/${id}`)).body;
    return actions.some(({ action }: { action: string }) => action === 'approve-purge');
  };
  const [having, offered] = await Promise.all([
    Promise.all(people.map(async ({ name, who }) => ((await tasksOf(who))?.includes(id) ? [name] : []))),
    Promise.all(people.map(async ({ name, who }) => ((await isOffered(who)) ? [name] : []))),
  ]);
  expect(offered.flat().sort()).toEqual(having.flat().sort());
  return having.flat().sort();
}

describe('list-purge-tasks', () => {
  it('shows a request to those who may decide on it, and neither to the person who requested it nor to another nation', async () => {
    const item = await request(cast.focal, await submitted());
    expect(await whoHas(item)).toEqual(['office', 'second', 'signer']);
    expect([await tasksOf(cast.focal), await tasksOf(outsider), await tasksOf(cast.trainer), await tasksOf(cast.reviewer)]).toEqual([
      [],
      [],
      undefined,
      undefined,
    ]);
    expect((await bed.call(null, 'GET', '/desk/api/tasks')).status).toBe(401);
    const { body } = await bed.call(signer, 'GET', '/desk/api/tasks');
    const title = anItem().title;
    expect(body.purges.tasks).toEqual([{ itemId: item.id, title: { en: title, fr: title }, requestedAt: expect.any(String) }]);
    await step(signer, item, 'approve-purge');
    expect(await whoHas(item)).toEqual([]);
  });

  it('shows the purge of a draft to its party alone, and of what was measured to the policy office alone', async () => {
    const draft = await request(cast.trainer, await desk.entered(cast.trainer));
    expect(await whoHas(draft)).toEqual(['focal', 'signer']);
    const obligationIds = ['P5d.1'];
    const measured = { partyId: cast.nation, obligationIds, kind: 'EV-TRN', says: 'met', date: '2026-01-15' } as const;
    const id = await leaveEvidence(bed, cast.trainer, measured);
    expect(await whoHas(await request(cast.office, { id, version: 1 }))).toEqual(['second']);
  });

  it('hides the purge of an item above the clearance of a signer', async () => {
    const item = await request(cast.focal, await submitted());
    const clear = (label: string) =>
      bed.deployer.query('update identity.role_grant set label = $2 where person_id = $1', [signer.personId, label]);
    await bed.deployer.query(`update identity.ceiling set highest_label = 'confidential'`);
    await bed.deployer.query('update evidence.item set label_level = 2 where id = $1', [item.id]);
    expect(await whoHas(item)).toEqual([]);
    // Through another role the signer reads the item, and may still not decide on its purge.
    const reads = await bed.deployer.query(
      `insert into identity.role_grant (id, person_id, role, party_id, valid_from, label)
       values (gen_random_uuid(), $1, '${ROLE.legalAdviser}', $2, '2020-01-01', 'confidential') returning id`,
      [signer.personId, cast.nation],
    );
    expect((await bed.call(signer, 'GET', `/desk/api/evidence/${item.id}`)).status).toBe(200);
    expect(await whoHas(item)).toEqual([]);
    await bed.deployer.query('delete from identity.role_grant where id = $1', [reads.rows[0].id]);
    await clear('confidential');
    expect(await whoHas(item)).toEqual(['signer']);
    await clear('unclassified');
  });

  it.each([
    ['refuse-purge', () => cast.office, { reason: 'It names nobody.' }],
    ['withdraw-purge-request', () => cast.trainer, {}],
  ] as const)('shows a request no longer once %s ended it', async (verb, who, body) => {
    const item = await request(cast.trainer, await submitted());
    expect(await whoHas(item)).toEqual(['focal', 'office', 'second', 'signer']);
    await step(who(), item, verb, body);
    expect(await whoHas(item)).toEqual([]);
  });

  it('lists the longest wait first', async () => {
    const [first, last] = [await request(cast.trainer, await submitted()), await request(cast.trainer, await submitted())];
    await bed.deployer.query(`update evidence.item set purge_requested_at = purge_requested_at - interval '1 day' where id = $1`, [
      last.id,
    ]);
    const listed = (await tasksOf(cast.focal))!;
    expect(listed.indexOf(last.id)).toBe(0);
    expect(listed).toContain(first.id);
  });
});
