import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { ROLE } from '#kernel/roles.ts';
import { newKey, runCommand } from '#platform/command.ts';
import { tableOfWorkbook } from '#platform/documents/workbook/workbook-table.ts';
import { runQuery } from '#platform/query.ts';
import { importContracts } from '#rooms/contractors/imports/import-contracts.command.ts';
import { previewImport } from '#rooms/contractors/imports/preview-import.query.ts';
import { undoImport } from '#rooms/contractors/imports/undo-import.command.ts';
import type { Figure } from '../figures.ts';
import type { Installation } from '../installation.ts';
import { ms, timeOf } from '../measure.ts';

const [ROWS, ROUNDS, GOAL_MS] = [10_000, 3, 10_000];

/**
 * A workbook of ten thousand contracts, read, previewed, read again and imported by a contracting officer, as the desk does; each round is followed by bare multi-row
 * inserts of the same rows.
 */
export async function measureContractTable({ platform, deployer, party, givenSession }: Installation): Promise<Figure[]> {
  const partyId = await party('nation', 'XA', 'Bench');
  const token = await givenSession([{ role: ROLE.contractingOfficer, partyId }]);
  const lines = Array.from(
    { length: ROWS },
    (_, n) => `C-${n};Firm ${n % 300};Kitchens, part ${n};${n} 500,25;EUR;Camp ${n % 40};2026-01-15;30.11.2027;yes;unknown`,
  );
  const folder = await mkdtemp(join(tmpdir(), 'manumit-bench-'));
  const path = join(folder, 'contracts.xlsx');
  const workbook = new ExcelJS.Workbook();
  const sheet = workbook.addWorksheet('Contracts');
  for (const line of ['Contract No.;Supplier;Subject;Amount;Currency;Place;Start date;End date;Abroad;Housing', ...lines])
    sheet.addRow(line.split(';'));
  await workbook.xlsx.writeFile(path);
  await deployer.query('create table public.bench_contract (id uuid primary key, cells text[])');
  const run = <T>(command: T, input: unknown) => runCommand(platform, command as never, { token, key: newKey(), input }) as Promise<never>;
  const [times, previews, bares] = [[] as number[], [] as number[], [] as number[]];
  for (let round = 0; round < ROUNDS; round++) {
    let imported = { importId: '' };
    let seen: { mapping: unknown; against: string };
    const preview = await timeOf(async () => {
      const table = await tableOfWorkbook(path);
      seen = await runQuery(platform, previewImport, { token, input: { partyId, table } });
    });
    const taken = await timeOf(async () => {
      const table = await tableOfWorkbook(path);
      const input = { partyId, table, mapping: JSON.stringify(seen.mapping), against: seen.against, title: 'Bench', leaveOut: 'no' };
      imported = await run(importContracts, input);
    });
    previews.push(preview);
    times.push(preview + taken);
    bares.push(
      await timeOf(() =>
        deployer.query(
          `insert into public.bench_contract select id, string_to_array(line, ';') from unnest($1::uuid[], $2::text[]) as r (id, line)`,
          [lines.map(() => randomUUID()), lines],
        ),
      ),
    );
    await run(undoImport, { importId: imported.importId, reason: 'Bench', version: 1 });
  }
  await rm(folder, { recursive: true });
  const median = (all: readonly number[]) => all.toSorted((a, b) => a - b)[1]!;
  return [
    {
      what: `workbook (XLSX) of ${ROWS.toLocaleString('en')} contracts: read and previewed, read and imported in one transaction`,
      measured: `${ms(median(times))} (preview ${ms(median(previews))})`,
      yardstick: `the same rows by a bare multi-row insert: ${ms(median(bares))}`,
      ratio: (median(times) / median(bares)).toFixed(1),
      goal: `<= ${GOAL_MS / 1000} s`,
      met: median(times) <= GOAL_MS,
    },
  ];
}
