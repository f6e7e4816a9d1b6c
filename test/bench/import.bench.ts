import { randomBytes, randomUUID } from 'node:crypto';
import { importRows } from '#app/commands/table.ts';
import { newId } from '#kernel/ids.ts';
import { newKey, runCommand } from '#platform/command.ts';
import { runQuery } from '#platform/query.ts';
import { EVIDENCE_COLUMNS } from '#rooms/imports/import-columns.schema.ts';
import { previewTable } from '#rooms/imports/preview-table.query.ts';
import type { Figure } from './figures.ts';
import type { Installation } from './installation.ts';
import { describeTime, processorTimeOf } from './load/processor-time.ts';
import { seedRegister } from './load/seed.ts';
import { ms, timeOf } from './measure.ts';

const ROWS = 100_000;
const PART = 2_000;

/**
 * Importing a table of a hundred thousand past rows: previewed and imported in parts, compared with the same rows inserted into a plain table without rights,
 * rules or summaries.
 */
export async function measureImport(installation: Installation): Promise<Figure[]> {
  const { deployer, platform } = installation;
  await seedRegister(installation);
  // As `manumit table import` does it: the installation itself imports a table that is too long for the desk.
  const token = randomBytes(32).toString('base64url');
  await deployer.query('select identity.installation_session($1, $2)', [newId(), token]);
  const { rows: slots } = await deployer.query<{ code: string; obligation_id: string; kind: string }>(
    'select p.code, s.obligation_id, s.kind from public.bench_slot s join parties.party p on p.id = s.party_id order by s.n',
  );
  const lines = Array.from({ length: ROWS }, (_, n) => {
    const slot = slots[n % slots.length]!;
    const row: Record<string, string> = {
      party: slot.code,
      obligations: slot.obligation_id,
      kind: slot.kind,
      says: 'met',
      title_en: `Paper ${n} of the archive`,
      date: `20${10 + (n % 10)}-0${1 + (n % 9)}-1${n % 10}`,
      source: 'Archive of the bench',
      note: 'Kept on paper until now',
    };
    return EVIDENCE_COLUMNS.map((column) => row[column] ?? '').join(';');
  });
  const table = [EVIDENCE_COLUMNS.join(';'), ...lines].join('\n');
  const run: Parameters<typeof importRows>[0]['run'] = (command, input) => runCommand(platform, command, { token, key: newKey(), input });
  // Opens the connection before its processor time is read.
  await runQuery(platform, previewTable, { token, input: { table: table.slice(0, table.indexOf('\n', 5_000)) } });
  let [preview, take] = [0, 0];
  const work = await processorTimeOf(deployer, async () => {
    preview = await timeOf(() => runQuery(platform, previewTable, { token, input: { table } }));
    take = await timeOf(() => importRows({ run }, { table, title: 'Bench', known: new Set(), batchId: newId() }, () => {}));
    return ROWS;
  });
  const bare = await timeOf(() => insertBare(installation, table));
  const all = preview + take;
  return [
    {
      what: 'table of the past, 100,000 rows: preview and taking in',
      measured: `${ms(all)} (preview ${ms(preview)})${describeTime([work])} a row`,
      yardstick: `the same rows by bare multi-row inserts: ${ms(bare)}`,
      ratio: (all / bare).toFixed(1),
      goal: '<= 30 s',
      met: all <= 30_000,
    },
  ];
}

async function insertBare({ deployer }: Installation, table: string): Promise<void> {
  await deployer.query('create table public.bench_import (id uuid primary key, cells text[])');
  const lines = table.split('\n').slice(1);
  for (let at = 0; at < lines.length; at += PART) {
    const part = lines.slice(at, at + PART);
    await deployer.query(
      `insert into public.bench_import select id, string_to_array(line, ';') from unnest($1::uuid[], $2::text[]) as r (id, line)`,
      [part.map(() => randomUUID()), part],
    );
  }
}
