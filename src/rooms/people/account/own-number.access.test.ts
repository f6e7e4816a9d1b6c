import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { connect } from '#platform/db/pool.ts';
import { openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';
import { onDatabase } from '#test/database/server.ts';

// An access slip with the id of an account would count as that account in every check of the subject. Who may create which id is tested in
// test/database/oracle/scenarios/numbers.
let bed: TestBed;
let nation: string;
let account: TestPerson;

beforeAll(async () => {
  bed = await openTestBed();
  nation = await bed.givenParty({ kind: 'nation', code: 'XA', name: 'Aldmark' });
  account = await bed.signIn.trainingOfficer(nation);
});
afterAll(() => bed.close());

const enrol = (number: string, by: pg.ClientBase = bed.deployer) =>
  by.query(
    `insert into training.trainee (id, party_id, service_number, category, recorded_at, recorded_by) values ($1, $2, $3, 'contingent', now(), $4)`,
    [number, nation, number.slice(0, 8).toUpperCase(), account.personId],
  );

test('not even the owner of the tables can create a learner with the id of an account (5d)', async () => {
  await expect(enrol(account.personId)).rejects.toMatchObject({ code: '23505', constraint: 'number_pkey' });
  await enrol(randomUUID());
});

test('a learner cannot have the id of an account created after the transaction’s snapshot (5d)', async () => {
  const number = randomUUID();
  const { rows } = await bed.deployer.query('select current_database() as name');
  const officer = await connect(onDatabase(inject('server').deployer, rows[0].name));
  try {
    await officer.query('set role manumit_schema');
    await officer.query('begin isolation level repeatable read');
    await officer.query('select 1 from identity.person');
    await bed.deployer.query(`insert into identity.person (id, name) values ($1, 'Invited meanwhile')`, [number]);
    expect((await officer.query('select from identity.person where id = $1', [number])).rowCount).toBe(0);
    await expect(enrol(number, officer)).rejects.toMatchObject({ code: '23505', constraint: 'number_pkey' });
  } finally {
    await officer.end();
  }
});
