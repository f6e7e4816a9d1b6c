import { describe, expect, test } from 'vitest';
import { readSources } from '../source-tree.ts';
import { ownersOf, readSql, SQL_EXCEPTIONS, sqlFaultOf, tableFaultsOf, WRITE_EXCEPTIONS } from './sql-boundaries.ts';

const sqlFiles = readSql();
const owners = ownersOf(sqlFiles);

describe('files of a room', () => {
  test('of SQL name only tables and functions of the own and earlier rooms, with at most five exceptions', () => {
    expect([owners.get('training.trainee'), owners.get('training.completion')]).toEqual(['rooms/courses', 'rooms/learning']);
    const faults = sqlFiles.filter((file) => !(file.path in SQL_EXCEPTIONS)).map((file) => [file.path, sqlFaultOf(file, owners)]);
    expect(faults.filter(([, fault]) => fault)).toEqual([]);
    const exceptions = sqlFiles.filter((file) => file.path in SQL_EXCEPTIONS && sqlFaultOf(file, owners));
    expect(exceptions.map(({ path }) => path).sort()).toEqual(Object.keys(SQL_EXCEPTIONS).sort());
    expect(exceptions.length).toBeLessThanOrEqual(5);
  });

  test.each([
    [
      'src/rooms/evidence/database/access/item.sql',
      'create policy p on evidence.item using (exists (select from reviews.round));',
      /must not name reviews.round/,
    ],
    ['src/rooms/courses/database/functions/f.sql', 'select from returns.return', /must not name returns.return/],
    ['src/rooms/courses/database/functions/f.sql', 'select from training.completion', /which belongs to rooms\/learning/],
    ['src/rooms/learning/database/functions/f.sql', 'select training.compute_needs(array[who])', /which belongs to rooms\/readiness/],
    ['src/rooms/readiness/database/functions/f.sql', 'select from training.completion join training.need', undefined],
    ['src/rooms/courses/database/tables/0013-training.sql', 'create table training.need ()', undefined],
    ['src/platform/identity/database/functions/f.sql', 'select from identity.first_step', /which belongs to rooms\/people/],
    ['src/platform/mail/database/functions/f.sql', 'select from parties.party', /must not name parties.party/],
    ['src/rooms/nations/database/functions/f.sql', 'select from cooperation.consultation', /must not name cooperation/],
    [
      'src/rooms/evidence/database/functions/f.sql',
      'create or replace function identity.f() returns int',
      /belongs to the room of that schema/,
    ],
    ['src/rooms/people/database/functions/f.sql', 'create or replace function identity.f() returns int -- reviews.round', undefined],
  ])('in SQL of %s: %s', (path, sql, why) => {
    if (why) expect(sqlFaultOf({ path, sql }, owners)).toMatch(why);
    else expect(sqlFaultOf({ path, sql }, owners)).toBeUndefined();
  });

  test('of TypeScript name no table or function of a later room, and write tables of the own room, with listed exceptions', () => {
    const product = readSources().filter(({ path }) => /^src\/rooms\//.test(path) && !/\.test\.tsx?$|\/fixtures/.test(path));
    const faults = product.map(({ path, text }) => ({ path, ...tableFaultsOf(path, text, owners) }));
    // The rules of retention list the tables of all rooms, and read none.
    expect(faults.filter(({ reads }) => reads).map(({ path }) => path)).toEqual(['src/rooms/retention/retention.rules.ts']);
    expect(
      faults
        .filter(({ writes }) => writes)
        .map(({ path }) => path)
        .sort(),
    ).toEqual(Object.keys(WRITE_EXCEPTIONS).sort());
  });

  test.each([
    ['sql`select from training.need`', { reads: 'rooms/learning must not name training.need, which belongs to rooms/readiness' }],
    ["db.selectFrom('training.trainee')", {}],
    ["db.updateTable('training.trainee')", { writes: 'rooms/learning must not write training.trainee, which belongs to rooms/courses' }],
    ['sql`insert into parties.party`', { writes: 'rooms/learning must not write parties.party, which belongs to rooms/parties' }],
    ['// training.need\n sql`delete from training.class`', {}],
  ])('in TypeScript of a room: %s', (text, faults) => {
    expect(tableFaultsOf('src/rooms/learning/x.store.ts', text, owners)).toEqual(faults);
  });
});
