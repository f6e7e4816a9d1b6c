import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ROLE } from '#kernel/roles.ts';
import { openTestBed, type TestBed } from '../harness.ts';
import { checkCalls } from './check-calls.ts';
import { as, checkReads, checkWrites, readableTables } from './check-rows.ts';
import { type Asker, makeAskers, planAskers } from './subjects.ts';
import { keysOf, READS, readThings } from './things.ts';
import { buildWorld, type World } from './world.ts';

// The time limit 0 means none: these tests only compute, so their duration shows only how busy the machine is.

// Compares row-level security with an oracle that was written without it: which subject sees which rows, under any SQL of the application role.
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
  test('is described by the oracle for every table that the application may read', async () => {
    expect((await readableTables(bed)).filter((table) => !READS[table])).toEqual([]);
  });

  test('finds each row in the oracle by the key under which it is asked for', async () => {
    const [things, keys] = [await readThings(bed.deployer), await keysOf(bed.deployer)];
    const unknown: string[] = [];
    for (const table of await readableTables(bed)) {
      const { rows } = await bed.deployer.query<{ key: string }>(`select ${keys.get(table)} as key from ${table} t`);
      if (rows.some(({ key }) => !things.get(table)!.has(key))) unknown.push(table);
    }
    expect(unknown).toEqual([]);
  });

  test('shows each subject exactly the rows that the oracle permits', async () => {
    const { deviations, checks, unseen } = await checkReads(bed, askers);
    console.log(`need-to-know: ${checks} checks of a subject and a row`);
    expect(deviations).toEqual([]);
    expect(checks).toBeGreaterThanOrEqual(100_000);
    // A policy that opens too little is noticed where a subject sees a row. Data of a learning system belong to no person, and only the installation takes
    // shares that wait (scenarios/learning and src/rooms/lrs/lrs.access.test.ts test these).
    expect(unseen.toSorted()).toEqual(['lrs.attachment', 'lrs.document', 'lrs.mention', 'training.share_waiting']);
  }, 0);
});

describe('writing', () => {
  test('with a person’s own SQL adds, changes and deletes no row that none of the person’s commands reaches', async () => {
    const { deviations, checks, never } = await checkWrites(bed, world, askers);
    console.log(`need-to-know: ${checks} attempts to write a row with SQL of one's own`);
    expect(deviations).toEqual([]);
    // Each kind of write must be permitted for at least one subject. Otherwise the attempt was malformed and proves nothing. The exceptions: a chunk is inserted only
    // with its file. The installation records backups and admits learning systems. Data of a learning system belong to no person (src/rooms/lrs/lrs.access.test.ts
    // tests its writes). Only the installation takes shares that wait. A decision on an
    // imported edition is never an unchanged copy (src/rooms/policy/editions/imported-edition.access.test.ts tests its writes). Only learners submit what they learned, and a PIN is replaced without being read (both are in scenarios/learning/learning.ts).
    // Only the link of a firm sends its texts and files (scenarios/firms.ts).
    // A channel begins as a draft, a test goes with its wraps and a shift with its roster (src/rooms/reports tests them).
    expect(never.toSorted()).toEqual([
      'delete lrs.document',
      'delete training.share_waiting',
      'insert contractors.firm_file',
      'insert contractors.firm_file_chunk',
      'insert contractors.firm_message',
      'insert evidence.document_chunk',
      'insert lrs.attachment',
      'insert lrs.credential',
      'insert lrs.document',
      'insert lrs.source',
      'insert reports.channel',
      'insert reports.shift',
      'insert reports.test_wrap',
      'insert retention.backup',
      'insert retention.deletion',
      'insert training.attempt',
      'insert training.lesson_done',
      'update lrs.credential',
      'update lrs.document',
      'update policy.imported_edition',
      'update training.access_slip',
      'update training.attempt',
    ]);
  }, 0);

  test('through a function of the guard has no effect that the oracle does not permit', async () => {
    expect(await checkCalls(bed, world, askers)).toEqual([]);
  }, 0);

  test('never opens tables that the application may not read, under any claims', async () => {
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

describe('the only member of the policy office', () => {
  test('sees everything except what belongs to another person', async () => {
    const alone = askers.find(({ name }) => name === ROLE.policyOffice)!;
    await bed.deployer.query(`delete from identity.role_grant where role = '${ROLE.policyOffice}' and person_id <> $1`, [
      alone.subject.person,
    ]);
    const asAlone: Asker = { ...alone, subject: { ...alone.subject, onePerson: true } };
    expect((await checkReads(bed, [asAlone, askers.at(-1)!])).deviations).toEqual([]);
  });
});
