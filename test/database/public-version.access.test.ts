import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildApp } from '#app/serving/build-app.ts';
import { createPool } from '#platform/db/pool.ts';
import { openTestBed, type TestBed } from './harness.ts';
import { buildWorld } from './oracle/world.ts';

// Everything a public page reads must report its changes (`platform.public_version`), otherwise a cached page would show outdated data.
let bed: TestBed;
beforeAll(async () => {
  bed = await openTestBed();
  await buildWorld(bed);
});
afterAll(() => bed.close());

// Migrations and backups are read by the readiness check, keys of one start when a connection begins. Published tiles never change, and no page reads the
// caller's claims. The entries of days of reports are read below a published size, and the checkpoint of that size announces them. The first unlock of a day is
// shown within a quarter of an hour, so that no page shows its minute.
const NOT_SHOWN = [
  'platform.migration',
  'platform.definition',
  'retention.backup',
  'ledger.tile',
  'ledger.entry',
  'ledger.link',
  'ledger.opening',
  'reports.daily_leaf',
  'reports.attended_day',
  'identity.claims_key',
  'identity.voucher_key',
];

/** How often each table was read, by the server's own count. */
async function reads(): Promise<Map<string, number>> {
  await bed.deployer.query('reset role');
  await bed.deployer.query('select pg_stat_force_next_flush()');
  const { rows } = await bed.deployer.query<{ name: string; n: number }>(
    `select schemaname || '.' || relname as name, seq_scan + coalesce(idx_scan, 0) as n from pg_stat_user_tables`,
  );
  await bed.deployer.query('set role manumit_schema');
  return new Map(rows.map(({ name, n }) => [name, n]));
}

/** The tables that public pages read. Each page is requested once on its own connection, whose counts are complete once its server process has ended. */
async function tablesOfPages(): Promise<string[]> {
  const ids = async (text: string) => (await bed.deployer.query<{ id: string }>(text)).rows.map(({ id }) => id);
  const pool = createPool({ ...bed.platform.pool.options, password: bed.platform.pool.options.password } as never, { max: 1 });
  const processes: number[] = [];
  pool.on('connect', (client) => processes.push((client as unknown as { processID: number }).processID));
  const app = await buildApp({ platform: { ...bed.platform, pool } });
  await app.ready();
  const before = await reads();
  const pages = app.mounted.filter(({ method, url }) => method === 'GET' && !/^\/(desk|xapi|learn)(\/|$)/.test(url));
  const versions = [
    ...pages.map(({ url }) => url.replace(':day', '2026-01-01').replace('*', '0/000')),
    '/returns?year=2026',
    ...(await ids(`select '/r/' || slug || path as id from reports.channel, unnest(array['/readers', '/proof']) path`)),
    ...(await ids(`select '/returns?return=' || id as id from returns.return`)),
    ...(await ids(`select format('/reviews?round=%s&party=%s', round_id, party_id) as id from reviews.published_participation`)),
  ];
  for (const url of versions) await app.inject({ url });
  await app.close();
  await pool.end();
  // A process reports the counts of its last second when it ends, which may be after its connection has closed.
  expect(processes).not.toEqual([]);
  await expect
    .poll(async () => (await bed.deployer.query('select from pg_stat_activity where pid = any ($1)', [processes])).rowCount)
    .toBe(0);
  const after = await reads();
  return [...after].flatMap(([name, n]) => (n > (before.get(name) ?? 0) ? [name] : [])).sort();
}

test('every table that a public page reads announces its changes', async () => {
  const { rows } = await bed.deployer.query<{ name: string }>(
    `select tgrelid::regclass::text as name from pg_trigger where tgname = 'public_change' and tgenabled = 'O' order by 1`,
  );
  const announcing = rows.map(({ name }) => name);
  const read = await tablesOfPages();
  expect(read.length).toBeGreaterThan(10);
  expect(read.filter((name) => !announcing.includes(name) && !NOT_SHOWN.includes(name))).toEqual([]);
  // Cosignatures are read with their checkpoint. Imported editions are read into memory every ten seconds, and pages show them from there.
  const indirect = ['ledger.cosignature', 'policy.imported_edition'];
  expect(announcing.filter((name) => !read.includes(name) && !indirect.includes(name))).toEqual([]);
});
