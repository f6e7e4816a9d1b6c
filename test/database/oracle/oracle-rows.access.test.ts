import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ROLE } from '#kernel/roles.ts';
import { openTestBed, type TestBed } from '../harness.ts';
import { checkCalls } from './check-calls.ts';
import { as, checkReads, checkWrites, readableTables } from './check-rows.ts';
import { type Asker, makeAskers, planAskers } from './subjects.ts';
import { READS } from './things.ts';
import { buildWorld, type World } from './world.ts';

// A test with the limit 0 has none: it is all work and no waiting, and how long it takes says only how busy the machine is.

// Row-level security against an oracle that was written without it: who sees which rows, whatever SQL the application role runs under their claims.
let bed: TestBed;
let world: World;
let askers: Asker[];

beforeAll(async () => {
  bed = await openTestBed();
  world = await buildWorld(bed);
  askers = await makeAskers(world, planAskers(world));
});
afterAll(() => bed.close());

describe('reading', () => {
  test('every table the application may read is known to the oracle', async () => {
    expect((await readableTables(bed)).filter((table) => !READS[table])).toEqual([]);
  });

  test('each subject sees exactly the rows that are theirs to see', async () => {
    const { deviations, checks } = await checkReads(bed, askers);
    console.log(`need-to-know: ${checks} checks of a subject and a row`);
    expect(deviations).toEqual([]);
    expect(checks).toBeGreaterThanOrEqual(100_000);
  }, 0);
});

describe('writing', () => {
  test('nobody adds, changes or takes away a row with SQL of their own that no act of theirs reaches', async () => {
    const { deviations, checks, never } = await checkWrites(bed, world, askers);
    console.log(`need-to-know: ${checks} attempts to write a row with SQL of one's own`);
    expect(deviations).toEqual([]);
    // Each kind of write is somebody's to do: else the attempt was malformed and proves nothing. A chunk enters only with its file, a backup is noted and a
    // learning system let in by the installation, and what such a system keeps is nobody's who signs in (src/rooms/lrs/lrs.access.test.ts tries its writes). What
    // was learnt is the learner's own to hand in, and a PIN is replaced without being read (guard-scenarios-learning.ts tells both).
    expect(never.toSorted()).toEqual([
      'delete lrs.document',
      'insert evidence.document_chunk',
      'insert lrs.attachment',
      'insert lrs.credential',
      'insert lrs.document',
      'insert lrs.source',
      'insert retention.backup',
      'insert training.attempt',
      'insert training.lesson_done',
      'update lrs.credential',
      'update lrs.document',
      'update training.access_slip',
      'update training.attempt',
    ]);
  }, 0);

  test('no function of the guard does for a person what the oracle does not permit', async () => {
    expect(await checkCalls(bed, world, askers)).toEqual([]);
  }, 0);

  test('what the application may not read at all, it does not read under anybody’s claims', async () => {
    const { rows } = await bed.deployer.query<{ name: string }>(
      `select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where c.relkind in ('r', 'p') and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')
          and not has_any_column_privilege('manumit_app', c.oid, 'select')`,
    );
    const office = askers.find(({ name }) => name === ROLE.policyOffice)!;
    for (const { name } of rows)
      await expect(
        as(bed, office, (client) => client.query(`select 1 from ${name} limit 1`)),
        name,
      ).rejects.toThrow(/permission denied/);
    expect(rows.map((row) => row.name)).toEqual(expect.arrayContaining(['identity.password', 'identity.secret', 'identity.session']));
  });
});

describe('one person alone', () => {
  test('sees everything but what is another’s own', async () => {
    const alone = askers.find(({ name }) => name === ROLE.policyOffice)!;
    await bed.deployer.query(`delete from identity.role_grant where role = '${ROLE.policyOffice}' and person_id <> $1`, [
      alone.subject.person,
    ]);
    const asAlone: Asker = { ...alone, subject: { ...alone.subject, onePerson: true } };
    expect(await checkReads(bed, [asAlone, askers.at(-1)!])).toEqual({ deviations: [], checks: expect.any(Number) });
  });
});
