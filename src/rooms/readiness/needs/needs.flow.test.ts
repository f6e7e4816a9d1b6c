import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ROLE } from '#kernel/roles.ts';
import { currentCurriculum } from '#rooms/courses/curriculum/curriculum-file.ts';
import { onDay, openNeeds, signed } from './fixtures.ts';
import { syncCurriculum } from './sync-curriculum.ts';

let world: Awaited<ReturnType<typeof openNeeds>>;
const curriculum = currentCurriculum();
beforeAll(async () => {
  world = await openNeeds();
});
afterAll(() => world.bed.close());
beforeEach(async () => {
  await syncCurriculum(world.bed.deployer, curriculum);
});

describe('covered modules (5d, A2.1)', () => {
  test('count as missing only for people who are there on the date', async () => {
    const { bed, nation, officer, trainee, ask } = world;
    const [id] = [await trainee(), await trainee()];
    const counted = async (day: string) => {
      const { body } = await bed.call(officer, 'GET', `/desk/api/readiness/${nation}?day=${day}`);
      return [body.persons, body.missing.find(({ module }: { module: string }) => module === 'G').persons] as [number, number];
    };
    const [last, after] = [await counted('2027-01-31'), await counted('2027-02-01')];
    await ask(`update training.trainee set leaves_on = '2027-01-31' where id = $1`, id);
    expect(await counted('2027-01-31')).toEqual(last);
    expect(await counted('2027-02-01')).toEqual(after.map((n) => n - 1));
    await ask('update training.trainee set leaves_on = null where id = $1', id);
    expect(await counted('2027-02-01')).toEqual(after);
  });

  test('are passed and signed, for twelve months, and the same source counts once', async () => {
    const { trainee, complete, ask, need, ready } = world;
    const [done, unsigned] = [await trainee(), await trainee()];
    const once = { trainee: done, sourceId: 'attempt-1' };
    await complete(once, { trainee: unsigned, acknowledgement: undefined });
    await complete(once);
    expect(await ask('select from training.completion where trainee_id = $1', done)).toHaveLength(1);
    expect([await ready(done), await ready(unsigned)]).toEqual(['2027-06-01', null]);
    expect(await need(unsigned)).toMatchObject({ covered_until: null, signed: false, source: 'class' });
  });

  test('are complete once the lessons missing from an equivalent course are passed', async () => {
    const { trainee, complete, need } = world;
    const id = await trainee();
    const lessons = ['G1', 'G2', 'G3', 'G5', 'G6', 'G8'];
    await complete({ trainee: id, source: 'recognised', lessons, acknowledgement: undefined });
    expect(await need(id)).toMatchObject({ covered_until: null, signed: false });
    await complete({ trainee: id, lessons: ['G4'], passedAt: onDay('2026-07-01'), acknowledgement: signed('2026-07-01T09:00:00Z') });
    expect(await need(id)).toMatchObject({ covered_until: null, missing: ['G7'] });
    await complete({ trainee: id, lessons: ['G7'], passedAt: onDay('2026-08-01'), acknowledgement: signed('2026-08-01T09:00:00Z') });
    // Valid as long as its oldest part.
    expect(await need(id)).toMatchObject({ covered_until: '2027-06-01', missing: null });
  });

  test('are renewed by the refresher, which replaces nothing else', async () => {
    const { trainee, complete, ready } = world;
    const [trained, never] = [await trainee(), await trainee()];
    await complete({ trainee: trained, passedAt: onDay('2025-06-01'), acknowledgement: signed('2025-06-01T09:00:00Z') });
    expect(await ready(trained)).toBe('2026-06-01');
    await complete(...[trained, never].map((who) => ({ trainee: who, module: 'R1' })));
    expect([await ready(trained), await ready(never)]).toEqual(['2027-06-01', null]);
  });

  test('for a role last as long as the appointment, and a revoked completion covers nothing', async () => {
    const { bed, officer, trainee, complete, need, ready } = world;
    const id = await trainee('contingent', [ROLE.legalAdviser]);
    await complete({ trainee: id }, { trainee: id, module: 'S3', acknowledgement: undefined });
    expect([await need(id, 'S3'), await ready(id)]).toMatchObject([{ until: 'infinity' }, '2027-06-01']);
    await bed.deployer.query(
      `update training.completion set revoked_at = now(), revoked_by = $2, revocation_reason = 'r' where trainee_id = $1 and module_id = 'G'`,
      [id, officer.personId],
    );
    expect(await ready(id)).toBeNull();
  });

  test('include a waiver until its end', async () => {
    const { bed, nation, officer, trainee, need, ready } = world;
    const id = await trainee();
    await bed.deployer.query(
      `insert into training.waiver (id, trainee_id, party_id, module_id, reason, until, approved_by, approved_at) values ($1, $2, $3, 'G', 'r', '2026-12-31', $4, now())`,
      [randomUUID(), id, nation, officer.personId],
    );
    expect([await ready(id), await need(id)]).toMatchObject(['2026-12-31', { covered_until: null, until: '2026-12-31' }]);
    await bed.deployer.query('update training.waiver set ended_at = now(), ended_by = $2 where trainee_id = $1', [id, officer.personId]);
    expect(await ready(id)).toBeNull();
  });

  test('stay covered for ninety days after a new version, which asks for the added lesson only', async () => {
    const { bed, trainee, complete, ready } = world;
    const id = await trainee();
    await complete({ trainee: id });
    const courses = curriculum.courses.map((one) => (one.module.id === 'G' ? { ...one, module: { ...one.module, version: 2 } } : one));
    const deltas = [{ module: 'G', version: 2, from: '2026-11-01', lessons: ['G6'] }];
    expect(await syncCurriculum(bed.deployer, { ...curriculum, courses, deltas })).toEqual({ changed: true });
    expect(await ready(id)).toBe('2027-01-30');
    await complete({
      trainee: id,
      moduleVersion: 2,
      lessons: ['G6'],
      passedAt: onDay('2026-11-20'),
      acknowledgement: signed('2026-11-20T09:00:00Z'),
    });
    expect(await ready(id)).toBe('2027-06-01');
    expect(await syncCurriculum(bed.deployer, { ...curriculum, courses, deltas })).toEqual({ changed: false });
  });

  test('need what each missed version added, which a refresher does not replace', async () => {
    const { bed, nation, officer, trainee, complete, ready, ask } = world;
    const [old, second, renewed] = [await trainee(), await trainee(), await trainee()];
    await complete({ trainee: old }, { trainee: second, moduleVersion: 2 });
    await complete({ trainee: renewed }, { trainee: renewed, module: 'R1', passedAt: onDay('2026-10-01') });
    expect([await ready(old), await ready(second), await ready(renewed)]).toEqual(['2027-06-01', '2027-06-01', '2027-10-01']);
    const courses = curriculum.courses.map((one) => (one.module.id === 'G' ? { ...one, module: { ...one.module, version: 3 } } : one));
    const deltas = [
      { module: 'G', version: 2, from: '2026-09-01', lessons: ['G6'] },
      { module: 'G', version: 3, from: '2026-11-01', lessons: ['G2'] },
    ];
    await syncCurriculum(bed.deployer, { ...curriculum, courses, deltas });
    expect([await ready(old), await ready(second), await ready(renewed)]).toEqual(['2026-11-30', '2027-01-30', '2026-11-30']);
    const asked = async (id: string) => {
      const [{ number }] = await ask('select service_number as number from training.trainee where id = $1', id);
      const { body } = await bed.call(officer, 'GET', `/desk/api/readiness/${nation}/people?number=${number}&day=2026-12-15`);
      const { state, missing } = body.items.find((one: { number: string }) => one.number === number).needs[0];
      return [state, missing];
    };
    expect(await asked(old)).toEqual(['expired', ['G2', 'G6']]);
    expect(await asked(second)).toEqual(['superseded', ['G2']]);
    const lesson = (id: string, name: string) => ({
      ...{ trainee: id, moduleVersion: 3, lessons: [name], passedAt: onDay('2026-11-20'), acknowledgement: signed('2026-11-20T09:00:00Z') },
    });
    await complete(...[old, renewed].map((id) => lesson(id, 'G6')), ...[old, renewed, second].map((id) => lesson(id, 'G2')));
    expect([await ready(old), await ready(second), await ready(renewed)]).toEqual(['2027-06-01', '2027-06-01', '2027-10-01']);
    expect(await asked(old)).toEqual(['current', []]);
  });
});
