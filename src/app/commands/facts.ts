import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { Command } from 'commander';
import type { z } from 'zod';
import { PAGE_LIMIT, type Page } from '#kernel/page.ts';
import type { ImportLine } from '#rooms/nations/treaties/history.schema.ts';
import type { ImportPreview } from '#rooms/nations/treaties/import.schema.ts';
import { importTreatyTable } from '#rooms/nations/treaties/import-treaty-table.command.ts';
import { previewImport } from '#rooms/nations/treaties/preview-import.query.ts';
import { listImports } from '#rooms/nations/treaties/treaty-history.query.ts';
import { undoImport } from '#rooms/nations/treaties/undo-import.command.ts';
import type { Operator } from '../operator.ts';
import { StartRefused } from '../start-refused.ts';
import { asInstallation } from './as-installation.ts';
import { type Report, reports } from './command-line.ts';

type Options = { title?: string; crosschecks?: string; apply?: boolean };

/** `manumit facts import <file>`: shows what a newer treaty table would change, and applies it with --apply. */
export function addFacts(program: Command): void {
  const facts = program.command('facts').summary('update reference facts').description('Updates reference facts with their sources.');
  const command = facts
    .command('import')
    .argument('<file>', 'CSV file with the columns of facts/treaty-actions.csv')
    .summary('preview a newer treaty table, or apply it')
    .description(
      'Shows what a newer treaty table would change. With --apply the change is made as one batch, which the desk and `facts undo` can undo.',
    )
    .option('--crosschecks <file>', 'CSV file with the columns of facts/treaty-crosschecks.csv')
    .option('--title <text>', 'where the table comes from, for the list of imports (default: the name of the file)')
    .option('--apply', 'apply the changes');
  reports(command, importFacts);
  const undo = facts
    .command('undo')
    .argument('<batch>', 'id of the batch, as `facts import --apply` prints it')
    .summary('undo an applied treaty table as a whole')
    .description('Undoes an applied table: its rows stay, marked as undone, and the earlier rows apply again.')
    .requiredOption('--reason <text>', 'reason, for everyone who reads the rows');
  reports(undo, undoFacts);
}

async function undoFacts(batch: string, { reason }: { reason: string }): Promise<Report> {
  return asInstallation(async ({ ask, run }) => {
    const found = await findImport(ask, batch);
    if (found === undefined) throw new StartRefused(`There is no applied table ${batch}.`);
    const undone = await run(undoImport, { batchId: batch, reason, version: found.version });
    return { data: undone, lines: [`Undone: ${found.title}. The earlier rows apply again.`] };
  });
}

async function findImport(ask: Operator['ask'], batch: string) {
  let after: string | undefined;
  do {
    const page: Page<ImportLine> = await ask(listImports, { after, limit: PAGE_LIMIT });
    const found = page.items.find((one) => one.id === batch);
    if (found) return found;
    after = page.next ?? undefined;
  } while (after !== undefined);
  return undefined;
}

async function importFacts(file: string, { title = basename(file), crosschecks, apply = false }: Options): Promise<Report> {
  const table = { title, table: readTable(file), ...(crosschecks && { crosschecks: readTable(crosschecks) }) };
  return asInstallation(async ({ ask, run }) => {
    const preview = await ask(previewImport, table);
    const lines = linesOf(file, preview);
    if (preview.faults.length > 0) return { ok: false, data: { applied: null, preview }, lines };
    if (!apply) return { data: { applied: null, preview }, lines: [...lines, 'Nothing was changed. Repeat with --apply to apply it.'] };
    const applied = await run(importTreatyTable, { ...table, against: preview.against });
    return {
      data: { applied, preview },
      lines: [...lines, `Applied as batch ${applied.batchId}. To undo it: npx manumit facts undo ${applied.batchId} --reason TEXT`],
    };
  });
}

function linesOf(file: string, { added, changed, unchanged, unapplied, faults }: z.output<typeof ImportPreview>): string[] {
  if (faults.length > 0) return faults.map(({ line, reason }) => `${file}:${line}: ${reason}`);
  return [
    ...added.map(({ iso2, instrument, status }) => `+ ${iso2} ${instrument}: ${status}`),
    ...changed.map(({ iso2, instrument, changes }) => {
      const each = changes.map(({ field, from, to }) => `${field} ${from ?? 'unknown'} -> ${to ?? 'unknown'}`);
      return `~ ${iso2} ${instrument}: ${each.join(', ')}`;
    }),
    ...unapplied.map(
      ({ iso2, instrument, reason }) =>
        `= ${iso2} ${instrument}: kept, the new row ${reason === 'older' ? 'is of an older day' : 'knows nothing'}`,
    ),
    `${added.length} new, ${changed.length} changed, ${unchanged} unchanged, ${unapplied.length} kept.`,
  ];
}

function readTable(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new StartRefused(`${file} cannot be read: ${(cause as Error).message}`, { cause });
  }
}
