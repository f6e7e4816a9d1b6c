import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { databaseOn } from '#platform/db/transaction.ts';
import { currentEdition } from '#rooms/policy/index.ts';
import { openTestBed, type Somebody, type TestBed } from '#test/database/harness.ts';
import { completionStatements, type NewCompletion } from '../records/completion.ts';
import { daysGiven, requiredOf } from './curriculum.rules.ts';
import { CATEGORIES, type Category } from './curriculum.schema.ts';
import { currentCurriculum } from './curriculum-file.ts';
import { syncCurriculum } from './sync-curriculum.ts';
import { plusDays } from './training.rules.ts';

let bed: TestBed;
let nation: string;
let operation: string;
let officer: Somebody;
const curriculum = currentCurriculum();
const NOW = new Date('2026-11-25T10:00:00Z');

beforeAll(async () => {
  bed = await openTestBed();
  nation = await bed.givenParty({ kind: 'nation', code: 'QA', name: 'Alland' });
  operation = await bed.givenParty({ kind: 'operation', code: 'QUAY', name: 'Amber Quay' });
  officer = await bed.givenPerson('Tara Training', [{ role: 'training-officer', partyId: nation }]);
});
afterAll(() => bed.close());
beforeEach(async () => {
  await syncCurriculum(bed.deployer, curriculum);
});

let number = 0;
async function trainee(category: Category = 'contingent', roles: string[] = []): Promise<string> {
  const id = randomUUID();
  await bed.deployer.query(
    `insert into training.trainee (id, party_id, service_number, category, roles, operation_id, arrives_on, recorded_at, recorded_by)
      values ($1, $2, $3, $4, $5, $6, '2026-12-01', now(), $7)`,
    [id, nation, `QA-${++number}`, category, roles, operation, officer.personId],
  );
  return id;
}
const signed = (at: string) => ({ at: new Date(at), hash: createHash('sha256').update('text').digest() });
const onDay = (day: string) => new Date(`${day}T08:00:00Z`);

/** Enters completions under the training officer's own claims, as a command does. */
async function complete(...some: (Partial<NewCompletion> & { trainee: string })[]): Promise<void> {
  const client = await bed.platform.pool.connect();
  try {
    await client.query('begin');
    await client.query('select identity.open($1)', [officer.token]);
    const db = databaseOn(async ({ text, values }) => {
      const { rows, rowCount } = await client.query(text, [...(values ?? [])]);
      return { rows, rowCount: rowCount ?? 0, command: '' };
    });
    const full = some.map((one) => ({
      ...{ id: randomUUID(), module: 'G', moduleVersion: 1, way: 'class' as const, sourceId: randomUUID(), passedAt: onDay('2026-06-01') },
      acknowledgement: signed('2026-06-01T09:00:00Z'),
      ...one,
    }));
    for (const { sql, parameters } of completionStatements(db, full, { recordedBy: officer.personId, now: NOW }))
      await client.query(sql, [...parameters]);
    await client.query('commit');
  } finally {
    await client.query('rollback');
    client.release();
  }
}
const ask = async (sql: string, ...values: unknown[]) => (await bed.deployer.query(sql, values)).rows;
const need = async (id: string, module = 'G') =>
  (
    await ask(
      'select covered_until, waived_until, until, missing, way, signed from training.need where trainee_id = $1 and module_id = $2',
      id,
      module,
    )
  )[0];
const missing = (board: { missing: { module: string; persons: number }[] }, module: string) =>
  board.missing.find((one) => one.module === module)?.persons ?? 0;
const ready = async (id: string) => (await ask('select ready_until from training.trainee where id = $1', id))[0].ready_until;

describe('what is asked of a person (5d, A2.2a, A2.2c)', () => {
  test('the database works out the same from the curriculum as the rule, for every category and role', async () => {
    const cases = CATEGORIES.flatMap((category) =>
      [[], ['commander'], ...curriculum.roles.map(({ id }) => [id, 'duty-officer'])].map((roles) => ({ category, roles })),
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

  test('who has been given days is ready until they are over, and owes it then; the rule and the database agree for every category and role', async () => {
    const days = (id: string) => Number(currentEdition().parameter(id).value);
    for (const category of CATEGORIES)
      for (const roles of [[], ['commander'], ['legal-adviser', 'duty-officer']]) {
        const id = await trainee(category, roles);
        for (const { module_id, grace_until } of await ask('select module_id, grace_until from training.need where trainee_id = $1', id)) {
          const given = daysGiven(curriculum, { category, roles, theatre: 'QUAY', nation: 'QA' }, module_id, days);
          expect([category, module_id, grace_until]).toEqual([category, module_id, given === 0 ? null : plusDays('2026-12-01', given)]);
        }
      }
    const id = await trainee('headquarters');
    expect(await ready(id), 'the general module is not given any').toBeNull();
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
    // Evidence counts whom it is asked of: neither as trained nor as behind.
    const standing = async () => (await bed.call(officer, 'POST', `/desk/api/parties/${nation}/training-standing`, {})).body;
    const before = await standing();
    await complete({ trainee: id, module: 'S12', passedAt: onDay('2026-06-02'), acknowledgement: signed('2026-06-02T09:00:00Z') });
    expect(await ready(id)).toBe('2027-06-01');
    const with1 = await standing();
    expect([with1.persons - before.persons, with1.ready - before.ready]).toEqual([1, 1]);
  });

  test('who is asked for nothing but what may wait is ready as they are entered; without a day of arrival nothing waits', async () => {
    const only = { ...curriculum, rules: curriculum.rules.filter(({ id }) => id === 'headquarters') };
    await syncCurriculum(bed.deployer, only);
    const [id, never] = [await trainee('headquarters'), await trainee('headquarters')];
    expect(await ready(id)).toBe('2026-12-31');
    await ask('update training.trainee set arrives_on = null where id = $1', never);
    expect(await ready(never)).toBeNull();
  });

  test('a new role asks for more, who left is asked for nothing, and headquarters has its days after arrival', async () => {
    const id = await trainee();
    expect(await ready(id)).toBeNull();
    await bed.deployer.query(`update training.trainee set roles = '{legal-adviser}', category = 'headquarters' where id = $1`, [id]);
    expect(await ask('select module_id, due_on from training.need where trainee_id = $1 order by 1', id)).toEqual([
      { module_id: 'G', due_on: '2026-12-01' },
      { module_id: 'S12', due_on: '2026-12-31' },
      { module_id: 'S3', due_on: '2026-12-01' },
    ]);
    await bed.deployer.query('update training.trainee set left_at = now() where id = $1', [id]);
    expect(await ask('select from training.need where trainee_id = $1', id)).toEqual([]);
  });
});

describe('what covers it (5d, A2.1)', () => {
  test('what is missing is counted of those who are there on the day, and follows who leaves when', async () => {
    const id = await trainee();
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

  test('passed and signed covers for twelve months; not signed it covers nothing; the same source counts once', async () => {
    const [done, unsigned] = [await trainee(), await trainee()];
    const once = { trainee: done, sourceId: 'attempt-1' };
    await complete(once, { trainee: unsigned, acknowledgement: undefined });
    await complete(once);
    expect(await ask('select from training.completion where trainee_id = $1', done)).toHaveLength(1);
    expect([await ready(done), await ready(unsigned)]).toEqual(['2027-06-01', null]);
    expect(await need(unsigned)).toMatchObject({ covered_until: null, signed: false, way: 'class' });
  });

  test('lessons of an equivalent course leave the others to take, and the signature', async () => {
    const id = await trainee();
    const lessons = ['G1', 'G2', 'G3', 'G5', 'G6', 'G8'];
    await complete({ trainee: id, way: 'recognised', lessons, acknowledgement: undefined });
    expect(await need(id)).toMatchObject({ covered_until: null, signed: false });
    await complete({ trainee: id, lessons: ['G4'], passedAt: onDay('2026-07-01'), acknowledgement: signed('2026-07-01T09:00:00Z') });
    expect(await need(id)).toMatchObject({ covered_until: null, missing: ['G7'] });
    await complete({ trainee: id, lessons: ['G7'], passedAt: onDay('2026-08-01'), acknowledgement: signed('2026-08-01T09:00:00Z') });
    // By its oldest part.
    expect(await need(id)).toMatchObject({ covered_until: '2027-06-01', missing: null });
  });

  test('the refresher carries on what was had, and stands in for nothing', async () => {
    const [trained, never] = [await trainee(), await trainee()];
    await complete({ trainee: trained, passedAt: onDay('2025-06-01'), acknowledgement: signed('2025-06-01T09:00:00Z') });
    expect(await ready(trained)).toBe('2026-06-01');
    await complete(...[trained, never].map((who) => ({ trainee: who, module: 'R1' })));
    expect([await ready(trained), await ready(never)]).toEqual(['2027-06-01', null]);
  });

  test('a role module lasts as long as the appointment; a revoked completion covers nothing any more', async () => {
    const id = await trainee('contingent', ['legal-adviser']);
    await complete({ trainee: id }, { trainee: id, module: 'S3', acknowledgement: undefined });
    expect([await need(id, 'S3'), await ready(id)]).toMatchObject([{ until: 'infinity' }, '2027-06-01']);
    await bed.deployer.query(
      `update training.completion set revoked_at = now(), revoked_by = $2, revoked_reason = 'r' where trainee_id = $1 and module_id = 'G'`,
      [id, officer.personId],
    );
    expect(await ready(id)).toBeNull();
  });

  test('a waiver covers until its end, and no longer once it is ended', async () => {
    const id = await trainee();
    await bed.deployer.query(
      `insert into training.waiver (id, trainee_id, party_id, module_id, reason, until, approved_by, approved_at) values ($1, $2, $3, 'G', 'r', '2026-12-31', $4, now())`,
      [randomUUID(), id, nation, officer.personId],
    );
    expect([await ready(id), await need(id)]).toMatchObject(['2026-12-31', { covered_until: null, until: '2026-12-31' }]);
    await bed.deployer.query('update training.waiver set ended_at = now(), ended_by = $2 where trainee_id = $1', [id, officer.personId]);
    expect(await ready(id)).toBeNull();
  });

  test('a new version leaves ninety days for the lesson it adds, and asks for that lesson alone', async () => {
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
});
