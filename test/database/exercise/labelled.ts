import { expect } from 'vitest';
import type { TestBed } from '../harness.ts';

/** Expects the labelled records of the exercise, and that only people with clearance read them. `enter` signs a person in. */
export async function expectLabelled(bed: TestBed, enter: (key: string) => Promise<string>): Promise<void> {
  const rows = async (sql: string) => (await bed.deployer.query(sql)).rows;
  const one = async (sql: string) => (await rows(sql))[0]!.n as number;
  const levels = `select label_level as level from evidence.item where id in (select object_id from evidence.label_release) or label_level > 0 order by 1`;
  expect((await rows(levels)).map(({ level }) => level)).toEqual([0, 1, 1]);
  const releases = `select from_level, to_level, decided_by is not null as decided, requested_by is distinct from decided_by as by_two
    from evidence.label_release order by requested_at`;
  expect(await rows(releases)).toEqual([
    { from_level: 1, to_level: 0, decided: true, by_two: true },
    { from_level: 1, to_level: 0, decided: false, by_two: true },
  ]);
  expect(await one(`select count(*) as n from ledger.entry where command ~ '^evidence/(change|release)-label$'`)).toBe(3);
  // People without clearance read none of them; people with clearance do.
  const reads = async (key: string) => {
    const client = await bed.platform.pool.connect();
    try {
      await client.query('begin');
      await client.query('select identity.open($1)', [await enter(key)]);
      return (await client.query('select count(*)::int as n from evidence.item where label_level > 0')).rows[0].n;
    } finally {
      await client.query('rollback');
      client.release();
    }
  };
  expect([await reads('joris.lem'), await reads('ines.harrow'), await reads('ada.brandt')]).toEqual([2, 0, 0]);
}
