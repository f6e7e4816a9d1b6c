import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestBed, type TestBed } from '../../../test/database/harness.ts';
import { syncEdition } from './files/edition.store.ts';
import { EditionData } from './policy.schema.ts';

let bed: TestBed;
beforeAll(async () => {
  bed = await openTestBed();
});
afterAll(() => bed.close());

const edition = () => EditionData.parse(bed.platform.services.catalogue.current);
const stored = async () => (await bed.deployer.query('select id, clause_id from policy.obligation order by id')).rows;

describe('syncEdition', () => {
  test('writes an edition once, applies changes, and keeps rows that others refer to', async () => {
    await syncEdition(bed.deployer, edition());
    expect(await stored()).toHaveLength(61);
    expect(await syncEdition(bed.deployer, edition())).toEqual({ changed: false });

    const [first, ...rest] = edition().obligations;
    const fewer = { ...edition(), obligations: [{ ...rest[0]!, clause: '2' }, ...rest.slice(1)] };
    await bed.deployer.query(
      `create table policy.pointer (edition_id text, id text, foreign key (edition_id, id) references policy.obligation)`,
    );
    await bed.deployer.query('insert into policy.pointer values ($1, $2)', [edition().id, first!.id]);
    await expect(syncEdition(bed.deployer, fewer)).rejects.toThrow(/pointer/);
    expect(await stored()).toContainEqual({ id: rest[0]!.id, clause_id: '1' });

    await bed.deployer.query('drop table policy.pointer');
    expect(await syncEdition(bed.deployer, fewer)).toEqual({ changed: true });
    expect(await stored()).toHaveLength(60);
    expect(await stored()).toContainEqual({ id: rest[0]!.id, clause_id: '2' });
    await syncEdition(bed.deployer, edition());
  });

  test('writes rows that the application role can read and not write', async () => {
    expect((await bed.platform.pool.query('select count(*)::int as n from policy.obligation')).rows).toEqual([{ n: 61 }]);
    await expect(bed.platform.pool.query(`insert into policy.edition values ('x', repeat('0', 64), now())`)).rejects.toThrow(
      /permission denied/,
    );
    await expect(bed.platform.pool.query('delete from policy.obligation')).rejects.toThrow(/permission denied/);
  });
});

describe('GET /desk/api/policy', () => {
  test('returns the whole edition to any signed-in person, and nothing without a session', async () => {
    const reader = await bed.givenPerson('A reader');
    const answer = await bed.call(reader, 'GET', '/desk/api/policy');
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual(JSON.parse(JSON.stringify(edition())));
    expect((await bed.call(null, 'GET', '/desk/api/policy')).status).toBe(401);
  });
});
