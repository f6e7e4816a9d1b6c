import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { stoppedClock } from '#kernel/clock.ts';
import { plusDays } from '#kernel/dates.ts';
import { ROLE } from '#kernel/roles.ts';
import { daysGiven, requiredOf } from '#rooms/courses/curriculum/curriculum.rules.ts';
import { CATEGORIES } from '#rooms/courses/curriculum/curriculum.schema.ts';
import { currentCurriculum } from '#rooms/courses/curriculum/curriculum-file.ts';
import { currentEdition } from '#rooms/policy/index.ts';
import { onDay, openNeeds, signed } from './fixtures.ts';
import { syncCurriculum } from './sync-curriculum.ts';

let world: Awaited<ReturnType<typeof openNeeds>>;
const curriculum = currentCurriculum();
beforeAll(async () => {
  world = await openNeeds();
  // The date before these people arrive, because a board answers for no past date.
  world.bed.setClock(stoppedClock('2026-11-30T12:00:00Z'));
});
afterAll(() => world.bed.close());
beforeEach(async () => {
  await syncCurriculum(world.bed.deployer, curriculum);
});

const missing = (board: { missing: { module: string; persons: number }[] }, module: string) =>
  board.missing.find((one) => one.module === module)?.persons ?? 0;

describe('required modules (5d, A2.2a, A2.2c)', () => {
  test('are the same in the database and by the rule, for every category and role', async () => {
    const { trainee, ask } = world;
    const cases = CATEGORIES.flatMap((category) =>
      [[], [ROLE.commander], ...curriculum.roles.map(({ id }) => [id, 'duty-officer'])].map((roles) => ({ category, roles })),
    );
    for (const { category, roles } of cases) {
      const id = await trainee(category, roles);
      const asked = (await ask('select module_id from training.need where trainee_id = $1', id)).map((row) => row.module_id);
      expect([category, roles, asked.sort()]).toEqual([
        category,
        roles,
        requiredOf(curriculum, curriculum.courses, { category, roles, theatre: 'QUAY', nation: 'QA' }).sort(),
      ]);
    }
  });

  test('of a rule for an operation or nation are the same in the database and by the rule', async () => {
    const { bed, nation, elsewhere, operation, trainee, ask } = world;
    const rules = [...curriculum.rules, { id: 'x', theatres: ['QUAY'], modules: ['S3'] }, { id: 'y', nations: ['QA'], modules: ['S6'] }];
    await syncCurriculum(bed.deployer, { ...curriculum, rules });
    for (const [theatre, home] of [
      ['QUAY', 'QA'],
      ['QUAY', 'QB'],
      [null, 'QA'],
      [null, 'QB'],
    ] as const) {
      const id = await trainee('contingent', [], { home: home === 'QA' ? nation : elsewhere, operation: theatre && operation });
      const asked = (await ask('select module_id from training.need where trainee_id = $1', id)).map((row) => row.module_id);
      const person = { category: 'contingent' as const, roles: [], theatre, nation: home };
      expect([theatre, home, asked.sort()]).toEqual([theatre, home, requiredOf({ rules }, curriculum.courses, person).sort()]);
    }
  });

  test('with a period of grace leave a person ready until it ends, the same in the database and by the rule', async () => {
    const { bed, nation, officer, trainee, complete, ask, ready } = world;
    const days = (id: string) => Number(currentEdition().parameter(id, new Date()).value);
    for (const category of CATEGORIES)
      for (const roles of [[], [ROLE.commander], [ROLE.legalAdviser, 'duty-officer']]) {
        const id = await trainee(category, roles);
        for (const { module_id, grace_until } of await ask('select module_id, grace_until from training.need where trainee_id = $1', id)) {
          const graceDays = daysGiven(curriculum, { category, roles, theatre: 'QUAY', nation: 'QA' }, module_id, days);
          expect([category, module_id, grace_until]).toEqual([
            category,
            module_id,
            graceDays === 0 ? null : plusDays('2026-12-01', graceDays),
          ]);
        }
      }
    const id = await trainee('headquarters');
    expect(await ready(id), 'the general module has no period of grace').toBeNull();
    await complete({ trainee: id });
    expect(await ready(id), 'the thirtieth day still counts').toBe('2026-12-31');
    const seen = async (day: string) => {
      const number = (await ask('select service_number from training.trainee where id = $1', id))[0].service_number;
      const { items } = (await bed.call(officer, 'GET', `/desk/api/readiness/${nation}/people?number=${number}&day=${day}`)).body;
      const { ready: able, needs } = items.find((one: { id: string }) => one.id === id);
      const { state, covered, keepsBack } = needs.find(({ module }: { module: string }) => module === 'S12');
      return { able, state, covered, keepsBack };
    };
    const board = async (day: string) => (await bed.call(officer, 'GET', `/desk/api/readiness/${nation}?day=${day}`)).body;
    expect(await seen('2026-12-31')).toEqual({ able: true, state: 'required', covered: false, keepsBack: false });
    expect(await seen('2027-01-01')).toEqual({ able: false, state: 'required', covered: false, keepsBack: true });
    const [last, after] = [await board('2026-12-31'), await board('2027-01-01')];
    expect([last.ready - after.ready, last.inTime, after.inTime]).toEqual([1, 1, 0]);
    expect([missing(last, 'S12'), missing(after, 'S12') > 0]).toEqual([0, true]);
    // Evidence does not count people who still have days, neither as trained nor as overdue.
    const record = async () => (await bed.call(officer, 'POST', `/desk/api/parties/${nation}/training-readiness`, {})).body;
    const before = await record();
    await complete({ trainee: id, module: 'S12', passedAt: onDay('2026-06-02'), acknowledgement: signed('2026-06-02T09:00:00Z') });
    expect(await ready(id)).toBe('2027-06-01');
    const with1 = await record();
    expect([with1.persons - before.persons, with1.ready - before.ready]).toEqual([1, 1]);
  });

  test('leave a person ready on entry if all may wait and the date of arrival is known', async () => {
    const { bed, trainee, ask, ready } = world;
    const only = { ...curriculum, rules: curriculum.rules.filter(({ id }) => id === 'headquarters') };
    await syncCurriculum(bed.deployer, only);
    const [id, never] = [await trainee('headquarters'), await trainee('headquarters')];
    expect(await ready(id)).toBe('2026-12-31');
    await ask('update training.trainee set arrives_on = null where id = $1', never);
    expect(await ready(never)).toBeNull();
  });

  test('increase with a new role, end when a person leaves, and have a later due date at headquarters', async () => {
    const { bed, trainee, ask, ready } = world;
    const id = await trainee();
    expect(await ready(id)).toBeNull();
    await bed.deployer.query(`update training.trainee set roles = '{${ROLE.legalAdviser}}', category = 'headquarters' where id = $1`, [id]);
    expect(await ask('select module_id, due_on from training.need where trainee_id = $1 order by 1', id)).toEqual([
      { module_id: 'G', due_on: '2026-12-01' },
      { module_id: 'S12', due_on: '2026-12-31' },
      { module_id: 'S3', due_on: '2026-12-01' },
    ]);
    await bed.deployer.query('update training.trainee set left_at = now() where id = $1', [id]);
    expect(await ask('select from training.need where trainee_id = $1', id)).toEqual([]);
  });
});
