import type { TestBed, TestPerson } from '#test/database/harness.ts';
import { openReport, unwrapKey } from '../../crypto/report.ts';
import type { MadeReader } from '../../fixtures.ts';

/** What a reader reads of a report with the wrap that the database shows them; null where there is none. */
export async function readAs(
  bed: TestBed,
  person: TestPerson,
  { keys }: MadeReader,
  address: { channel: string; report: string },
): Promise<string | null> {
  const client = await bed.platform.pool.connect();
  try {
    await client.query('begin');
    await client.query('select identity.open($1)', [person.token]);
    const { rows } = await client.query(
      'select r.body, w.bytes from reports.report r join reports.wrap w on w.report_id = r.id where r.id = $1',
      [address.report],
    );
    if (rows.length === 0) return null;
    return (await openReport(address, rows[0].body, await unwrapKey(address, rows[0].bytes, keys.identity))).text;
  } finally {
    await client.query('rollback');
    client.release();
  }
}

/** How many entries the ledger has, and how many acts are recorded for the days of channels. */
export async function recordedIn(bed: TestBed): Promise<{ entries: number; acts: number }> {
  const { rows } = await bed.deployer.query(
    'select (select count(*)::int from ledger.entry) as entries, (select count(*)::int from reports.recorded_action) as acts',
  );
  return rows[0];
}
