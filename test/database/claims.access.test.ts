import { randomUUID } from 'node:crypto';
import type { PoolClient } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ROLE } from '#kernel/roles.ts';
import { openTestBed, type TestBed, type TestPerson } from './harness.ts';

let bed: TestBed;
let aldmark: string;
let mira: TestPerson;

beforeAll(async () => {
  bed = await openTestBed();
  aldmark = await bed.givenParty({ kind: 'nation', code: 'XA', name: 'Aldmark' });
  mira = await bed.signIn.focalPoint(aldmark);
  // A second member of the policy office, so that one-person mode is off.
  await bed.signIn.policyOffice();
  await bed.signIn.policyOffice();
});
afterAll(() => bed.close());

/** Runs something on one connection of the application role, as an injected statement would. */
async function asApplicationRole<T>(work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await bed.platform.pool.connect();
  try {
    await client.query('begin');
    return await work(client);
  } finally {
    await client.query('rollback');
    client.release();
  }
}

describe('claims that the application role cannot forge (need-to-know, clause 5g)', () => {
  test('name no person without a session', async () => {
    const row = await asApplicationRole(
      async (client) =>
        (
          await client.query(
            `select identity.person() as person, identity.holds('{${ROLE.policyOffice}}') as holds, identity.parties('{${ROLE.focalPoint}}') as parties`,
          )
        ).rows[0],
    );
    expect(row).toEqual({ person: null, holds: false, parties: [] });
  });

  test('carry the grants of an opened session, and end with their transaction', async () => {
    const parties = await asApplicationRole(async (client) => {
      await client.query('select identity.open($1)', [mira.token]);
      return (await client.query(`select identity.parties('{${ROLE.focalPoint}}') as parties`)).rows[0].parties;
    });
    expect(parties).toEqual([aldmark]);
    const after = await asApplicationRole(async (client) => (await client.query('select identity.person() as person')).rows[0]);
    expect(after).toEqual({ person: null });
  });

  test('name no person if made up, copied from another transaction, or changed by one letter', async () => {
    const copied = await asApplicationRole(async (client) => {
      await client.query('select identity.open($1)', [mira.token]);
      return (await client.query<{ setting: string }>(`select current_setting('manumit.claims') as setting`)).rows[0]!.setting;
    });
    const forged = [
      JSON.stringify({ person: mira.personId, sole: true, grants: [] }),
      'f'.repeat(64) + copied.slice(64),
      copied,
      copied.replace('"sole": false', '"sole": true'),
    ];
    for (const setting of forged) {
      const row = await asApplicationRole(async (client) => {
        await client.query(`select set_config('manumit.claims', $1, true)`, [setting]);
        return (await client.query(`select identity.person() as person, identity.holds('{${ROLE.policyOffice}}') as holds`)).rows[0];
      });
      expect(row).toEqual({ person: null, holds: false });
    }
  });

  test('cannot be widened within an opened transaction', async () => {
    const row = await asApplicationRole(async (client) => {
      await client.query('select identity.open($1)', [mira.token]);
      const { setting } = (await client.query<{ setting: string }>(`select current_setting('manumit.claims') as setting`)).rows[0]!;
      await client.query(`select set_config('manumit.claims', $1, true)`, [setting.replace('"sole": false', '"sole": true')]);
      return (await client.query(`select identity.holds('{${ROLE.policyOffice}}') as holds`)).rows[0];
    });
    expect(row).toEqual({ holds: false });
  });

  test.each([
    'select * from identity.secret',
    'select * from identity.claims_key',
    'select * from identity.voucher_key',
    'select identity.random_key()',
    'select identity.signing_key()',
    'select identity.renew_claims_key()',
    `select identity.store_voucher_key('x', 'x')`,
    'select * from identity.session',
    'select * from identity.password',
    'select * from identity.invitation',
    'select email from identity.person',
    `insert into identity.role_grant (id, person_id, role) values (gen_random_uuid(), gen_random_uuid(), $$${ROLE.policyOffice}$$)`,
    `update identity.role_grant set role = $$${ROLE.policyOffice}$$`,
    'update ledger.entry set command = $$x$$',
    'delete from ledger.entry',
    'insert into ledger.entry default values',
    `select identity.set_claims(gen_random_uuid(), gen_random_uuid())`,
    `select identity.signature('x', 'x')`,
    `select identity.new_session(gen_random_uuid(), gen_random_uuid(), 'x')`,
    `select identity.installation_session(gen_random_uuid(), 'x')`,
    `select identity.set_password(gen_random_uuid(), 'x', 'x')`,
    'set role manumit_guard',
    'set role manumit_schema',
    'create table identity.mine (id int)',
    'alter table ledger.entry disable row level security',
    `copy identity.person to program 'true'`,
  ])('do not let the role run: %s', async (statement) => {
    const code = await asApplicationRole(async (client) => {
      await client.query('select identity.open($1)', [mira.token]);
      return client.query(statement).then(
        () => 'allowed',
        (error: { code: string }) => error.code,
      );
    });
    expect(code).toBe('42501');
  });

  test('are enforced on every table, with row-level security enabled and forced, and the role owns nothing', async () => {
    const { rows } =
      await bed.deployer.query(`select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r','p') and n.nspname not in ('pg_catalog','information_schema') and n.nspname not like 'pg_%' and not (c.relrowsecurity and c.relforcerowsecurity)`);
    expect(rows).toEqual([]);
    const owned = await bed.deployer.query(
      `select relname from pg_class where relowner = 'manumit_app'::regrole union all select proname from pg_proc where proowner = 'manumit_app'::regrole`,
    );
    expect(owned.rows).toEqual([]);
    const loose =
      await bed.deployer.query(`select p.oid::regprocedure::text as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where p.prosecdef and n.nspname not like 'pg_%' and not coalesce(array_to_string(p.proconfig, ',') like '%search_path=%', false)`);
    expect(loose.rows).toEqual([]);
    const views =
      await bed.deployer.query(`select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind in ('v','m') and n.nspname not in ('pg_catalog','information_schema')
      and not coalesce(array_to_string(c.reloptions, ',') like '%security_invoker=true%', false)`);
    expect(views.rows).toEqual([]);
  });

  test('are read by functions that no other role may execute', async () => {
    const open =
      await bed.deployer.query(`select p.oid::regprocedure::text as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where n.nspname not like 'pg_%' and n.nspname <> 'information_schema'
        and exists (select from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a where a.grantee = 0 and a.privilege_type = 'EXECUTE') order by 1`);
    expect(open.rows.map(({ name }) => name)).toEqual([]);
  });

  test('end with the session, even if it is used until its end', async () => {
    const person = await bed.signIn.policyOffice();
    const open = () =>
      asApplicationRole(async (client) => (await client.query('select identity.open($1) as claims', [person.token])).rows[0].claims);
    await bed.deployer.query(`update identity.session set seen_at = now(), ends_at = now() + interval '1 minute' where person_id = $1`, [
      person.personId,
    ]);
    expect(await open()).toMatchObject({ person: person.personId });
    await bed.deployer.query(`update identity.session set seen_at = now(), ends_at = now() - interval '1 second' where person_id = $1`, [
      person.personId,
    ]);
    expect(await open()).toBeNull();
  });

  test('are not opened by an ended, idle or unknown session', async () => {
    const person = await bed.signIn.policyOffice();
    const open = () =>
      asApplicationRole(async (client) => (await client.query('select identity.open($1) as claims', [person.token])).rows[0].claims);
    expect(await open()).toMatchObject({ person: person.personId });
    await bed.deployer.query(`update identity.session set seen_at = now() - interval '31 minutes' where person_id = $1`, [person.personId]);
    expect(await open()).toBeNull();
    await bed.deployer.query(`update identity.session set seen_at = now(), ended_at = now() where person_id = $1`, [person.personId]);
    expect(await open()).toBeNull();
    expect(
      await asApplicationRole(async (client) => (await client.query('select identity.open($1) as claims', [randomUUID()])).rows[0].claims),
    ).toBeNull();
  });
});
