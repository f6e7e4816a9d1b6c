import { sql } from 'kysely';
import type pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, inject, test, vi } from 'vitest';
import { z } from 'zod';
import { asApplication } from '#app/launcher/installation.ts';
import { AppError } from '#kernel/errors.ts';
import { defineCommand, newKey, runCommand } from '#platform/command.ts';
import { openToStatements } from '#platform/db/close-to-statements.ts';
import { type Connection, connect, createPool, type PoolTrouble } from '#platform/db/pool.ts';
import { definePermissions } from '#platform/identity/subject.ts';
import type { Platform } from '#platform/platform.ts';
import { defineQuery, runQuery } from '#platform/query.ts';
import { chooseLanguage } from '#rooms/people/account/choose-language.command.ts';
import { openTestBed, type TestBed, type TestPerson } from '../harness.ts';
import { onDatabase } from '../server.ts';

// Two people share the only connection of the program's own pool. An attacker adds statements in between, sent one by one as the program sends its own.
definePermissions({ 'smuggled:run': { everyone: true } });

let bed: TestBed;
let attacker: TestPerson;
let victim: TestPerson;
let platform: Platform;
let pool: pg.Pool;
let application: Connection;
let trouble: PoolTrouble[] = [];
let acts = 0;

const Text = z.object({ text: z.string() });
const read = defineQuery({
  name: 'people/smuggled-read',
  permission: 'smuggled:run',
  input: Text,
  answer: z.object({ rows: z.array(z.record(z.string(), z.unknown())) }),
  run: async ({ db }, { text }) => ({ rows: (await sql.raw<Record<string, unknown>>(text).execute(db)).rows }),
});
const write = defineCommand({
  name: 'people/smuggled-write',
  permission: 'smuggled:run',
  operational: 'access',
  input: Text,
  answer: z.object({}),
  run: ({ write: queue, subject }, { text }) => {
    queue(sql.raw(text));
    return { answer: {}, entry: { subjectKind: 'person', subjectId: subject.person, partyId: null, detail: {} } };
  },
});
const whoami = defineQuery({
  name: 'people/who-is-asked',
  permission: 'signed-in',
  input: z.object({}),
  answer: z.object({ person: z.string().nullable() }),
  run: async ({ db }) => (await sql<{ person: string | null }>`select identity.person() as person`.execute(db)).rows[0]!,
});
const publicWhoami = defineQuery({ ...whoami, name: 'people/who-asks-in-public', permission: 'public' });

// Fails at once, while its first statement has not left yet.
const failing = defineQuery({
  ...publicWhoami,
  name: 'people/fails-at-once',
  run: async ({ db }) => {
    void sql`select 1`.execute(db);
    throw new AppError('platform/not-found');
  },
});

const smuggle = (text: string, by: typeof read | typeof write = read) =>
  (by === read
    ? runQuery(platform, read, { token: attacker.token, input: { text } })
    : runCommand(platform, write, { token: attacker.token, key: newKey(), input: { text } })
  ).catch((error: unknown) => error);

async function victimGoesOn(): Promise<void> {
  expect(await runQuery(platform, whoami, { token: victim.token, input: {} })).toEqual({ person: victim.personId });
  acts += 1;
  const language = acts % 2 ? 'fr' : 'en';
  await runCommand(platform, chooseLanguage, { token: victim.token, key: newKey(), input: { language } });
  const stored = await bed.deployer.query('select language from identity.person where id = $1', [victim.personId]);
  expect(stored.rows[0].language).toBe(language);
}

// Every place where a statement can look for traces of what the connection did for other people.
const LOOKS = [
  `select current_setting('loot.t', true) as seen`,
  `select string_agg(statement, ' ') as seen from pg_prepared_statements where from_sql`,
  `select string_agg(query, ' ') as seen from pg_stat_activity`,
  `select string_agg(statement, ' ') as seen from pg_cursors`,
  `select string_agg(name || setting, ' ') as seen from pg_settings`,
];

async function expectNothingLeaked(): Promise<void> {
  for (const text of LOOKS) expect(JSON.stringify(await smuggle(text))).not.toContain(victim.token);
  expect(await runQuery(platform, publicWhoami, { token: null, input: {} })).toEqual({ person: null });
  const { rows } = await bed.deployer.query(
    `select count(*)::int as acts, count(*) filter (where command <> 'people/choose-language')::int as others from ledger.entry where person_id = $1`,
    [victim.personId],
  );
  expect(rows[0]).toEqual({ acts, others: 0 });
}

beforeAll(async () => {
  bed = await openTestBed();
  attacker = await bed.signIn.policyOffice();
  victim = await bed.signIn.policyOffice();
  await bed.signIn.policyOffice();
  const { deployer, appPassword } = inject('server');
  const { rows } = await bed.deployer.query<{ name: string }>('select current_database() as name');
  application = asApplication(onDatabase(deployer, rows[0]!.name), appPassword);
  pool = createPool(application, { max: 1, timeoutMs: 30_000, onTrouble: (one) => trouble.push(one) });
  platform = { ...bed.platform, pool };
});
afterEach(() => {
  trouble = [];
});
afterAll(async () => {
  await pool.end();
  await bed.close();
});

const STOLEN = `(text, text) as select identity.open($1, $2), set_config('loot.t', $1, false)`;
const OPENING = `(select name from pg_prepared_statements where statement like 'select identity.open($1, $2)%' limit 1)`;
// State that one statement leaves for the next person, and whether the connection must be discarded for it.
const LEFT_BEHIND = [
  ['a prepared statement', `prepare mine ${STOLEN}`],
  ['a prepared statement under a formerly known name', `prepare m5d2b1f0a8b7c6d5e4f30 ${STOLEN}`],
  ['the loss of all prepared statements', 'deallocate all'],
  ['a cursor', 'declare mine cursor with hold for select 1'],
  ['a notification channel', 'listen mine'],
  ['a transaction', 'begin'],
  ['a search path', `select set_config('search_path', 'identity, ledger', false)`],
  ['a time limit of 1 ms', `select set_config('statement_timeout', '1ms', false)`],
  ['read-only transactions', `select set_config('default_transaction_read_only', 'on', false)`],
  ['disabled row security', 'set row_security = off'],
  ['commits that do not wait for the disk', `select set_config('synchronous_commit', 'local', false)`],
  ['another encoding', `set client_encoding = 'LATIN1'`],
  ['array nulls read as text', `select set_config('array_nulls', 'off', false)`],
  ['rounded numbers', `select set_config('extra_float_digits', '-15', false)`],
  ['plans in the log', `select set_config('debug_print_plan', 'on', false)`],
] as const;

test('a query that fails takes no connection for what it did not wait for', async () => {
  for (let times = 0; times < 2; times++)
    await expect(runQuery(platform, failing, { token: null, input: {} })).rejects.toMatchObject({ code: 'platform/not-found' });
  expect(await runQuery(platform, publicWhoami, { token: null, input: {} })).toEqual({ person: null });
  await expect.poll(() => pool.totalCount - pool.idleCount).toBe(0);
});

/** Whether the server could be closed: a deployer who only owns a database cannot do it. */
const isClosed = async (): Promise<boolean> =>
  (await bed.deployer.query('select rolsuper from pg_roles where rolname = session_user')).rows[0].rolsuper;

describe.each([['closed to statements'], ['with the default rights']])('on a database %s', (kind) => {
  beforeAll(async () => {
    await bed.deployer.query('reset role');
    if (kind !== 'closed to statements') {
      await bed.deployer.query(
        `grant usage on language plpgsql to public; grant execute on function pg_catalog.pg_prepared_statement(), pg_catalog.pg_advisory_lock(bigint) to public`,
      );
      expect((await openToStatements(bed.deployer)).length).toBeGreaterThan(0);
      await pool.query('select 1').catch(() => undefined);
      await pool.query('discard all');
    }
    await bed.deployer.query('set role manumit_schema');
  });

  test.each(LEFT_BEHIND)('%s left on a connection is noticed, and the next request gets another connection', async (_what, statement) => {
    await victimGoesOn();
    await smuggle(statement);
    await victimGoesOn();
    expect(trouble).toContain('tampered');
    await expectNothingLeaked();
  });

  test.each(LEFT_BEHIND)('%s left by one command of a group loses no acknowledged command', async (_what, statement) => {
    await victimGoesOn();
    const others = Array.from({ length: 6 }, () =>
      runCommand(platform, chooseLanguage, { token: victim.token, key: newKey(), input: { language: 'en' } }),
    );
    const all = [...others.slice(0, 3), smuggle(statement, write), ...others.slice(3)];
    const ends = await Promise.allSettled(all);
    acts += 6;
    expect(ends.map(({ status }) => status)).not.toContain('rejected');
    await victimGoesOn();
    await expectNothingLeaked();
  });

  test('settings that only make statements slower are reset before the next request', async () => {
    await victimGoesOn();
    const left = await smuggle(
      `select count(set_config(name, case setting when 'on' then 'off' else 'on' end, false)) as settings from pg_settings where name like 'enable\\_%' or name = 'jit'`,
    );
    await smuggle(
      `select set_config('work_mem', '64kB', false), set_config('plan_cache_mode', 'force_custom_plan', false), set_config('loot.t', 'mine', false)`,
    );
    expect((left as { rows: { settings: number }[] }).rows[0]!.settings).toBeGreaterThan(20);
    await victimGoesOn();
    const settings = await smuggle(
      `select name from pg_settings where source = 'session' and name not like 'transaction%' union all select current_setting('loot.t') where current_setting('loot.t') <> ''`,
    );
    expect(settings).toEqual({ rows: [] });
  });

  test('the statement that opens claims opens none if it was replaced under its own name', async () => {
    await victimGoesOn();
    const found = await smuggle(`select ${OPENING} as name`);
    const name = found instanceof Error ? 'm0' : (found as { rows: { name: string | null }[] }).rows[0]!.name;
    if (kind === 'closed to statements' && (await isClosed())) expect(name).toBe('m0');
    else expect(name).toMatch(/^m[0-9a-f]{32}$/);
    for (const text of [`deallocate ${name}`, `prepare ${name} ${STOLEN}`]) await smuggle(text);
    await victimGoesOn();
    // Both in one statement, if anonymous code is allowed; among commands already sent.
    const both = `do $$ begin execute 'deallocate ${name}'; execute 'prepare ${name} ${STOLEN.replaceAll("'", "''")}'; end $$`;
    await smuggle(both);
    await victimGoesOn();
    const two = [
      smuggle(both, write),
      runCommand(platform, chooseLanguage, { token: victim.token, key: newKey(), input: { language: 'en' } }),
    ];
    await Promise.all(two);
    acts += 1;
    await victimGoesOn();
    await expectNothingLeaked();
  });

  test('a lock of the session blocks no other session', async () => {
    await smuggle('select pg_advisory_lock(1)');
    await victimGoesOn();
    const locks = await bed.deployer.query(
      `select from pg_locks where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())`,
    );
    expect(locks.rows).toEqual([]);
  });
});

test('a connection is used for ten minutes at most, so the memory of its server process ends with it', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const own = createPool(application, { max: 1 });
  try {
    const serverProcess = async () => (await own.query<{ pid: number }>('select pg_backend_pid() as pid')).rows[0]!.pid;
    const first = await serverProcess();
    const inUse = await own.connect();
    vi.advanceTimersByTime(599_000);
    inUse.release();
    expect(await serverProcess()).toBe(first);
    const again = await own.connect();
    vi.advanceTimersByTime(1_000);
    again.release();
    expect(await serverProcess()).not.toBe(first);
  } finally {
    vi.useRealTimers();
    await own.end();
  }
});

test('anonymous code, large objects, names of statements and ending other sessions are forbidden where a superuser closed them', async ({
  skip,
}) => {
  if (!(await isClosed())) skip('the deployer of this server is not a superuser and cannot revoke these rights');
  await bed.deployer.query('reset role');
  const { closeToStatements } = await import('#platform/db/close-to-statements.ts');
  await closeToStatements(bed.deployer);
  expect(await openToStatements(bed.deployer)).toEqual([]);
  await bed.deployer.query('set role manumit_schema');
  for (const text of [
    'do $$ begin end $$',
    'select lo_create(0)',
    `select lo_from_bytea(0, 'x')`,
    'select * from pg_prepared_statements',
    'select pg_cancel_backend(pg_backend_pid())',
    'select pg_terminate_backend(pg_backend_pid())',
    'select pg_advisory_lock(1)',
    'select pg_try_advisory_lock_shared(1, 2)',
    'alter default privileges grant select on tables to public',
    'create table public.mine (id int)',
    'set temp_file_limit = -1',
  ]) {
    const client = await bed.platform.pool.connect();
    const refused = await client.query(text).then(
      () => 'allowed',
      (error: { code: string }) => error.code,
    );
    client.release();
    expect([text, refused]).toEqual([text, '42501']);
  }
  // A setting of this database: new connections have it.
  const client = await connect(application);
  const { rows } = await client.query('show temp_file_limit');
  await client.end();
  expect(rows).toEqual([{ temp_file_limit: '2GB' }]);
});
