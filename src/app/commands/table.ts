import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename, extname, resolve } from 'node:path';
import { type Command, Option } from 'commander';
import { dayOf } from '#kernel/dates.ts';
import { AppError } from '#kernel/errors.ts';
import { newId } from '#kernel/ids.ts';
import { PAGE_LIMIT } from '#kernel/page.ts';
import { tableOfWorkbook } from '#platform/documents/workbook/workbook-table.ts';
import { importPart } from '#rooms/imports/evidence/import-part.command.ts';
import { type ImportPreview, type ImportProgress, MAX_ROWS } from '#rooms/imports/import.schema.ts';
import { SUBJECTS, type TableSubject } from '#rooms/imports/import-columns.schema.ts';
import { importParties } from '#rooms/imports/import-parties.command.ts';
import { importPeople } from '#rooms/imports/import-people.command.ts';
import { readEvidenceTable } from '#rooms/imports/index.ts';
import { listImports } from '#rooms/imports/list-imports.query.ts';
import { previewTable } from '#rooms/imports/preview-table.query.ts';
import { undoBatch as undoPart } from '#rooms/imports/undo-batch.command.ts';
import { currentEdition } from '#rooms/policy/index.ts';
import type { Operator } from '../operator.ts';
import { StartRefused } from '../start-refused.ts';
import { asInstallation } from './as-installation.ts';
import { printNotice, type Report, reports } from './command-line.ts';

type Options = { title?: string; apply?: boolean; of?: TableSubject };

/** `manumit table import <file>`: previews a table of evidence, parties or people, and imports it with --apply. */
export function addImportTable(program: Command): void {
  const importTable = program
    .command('table')
    .summary('import tables: earlier evidence, parties, people')
    .description('Imports tables that were recorded elsewhere: evidence (earlier rounds as kind EV-REV), parties and people.');
  const importCommand = importTable
    .command('import')
    .argument('<file>', 'CSV or XLSX file with the columns of docs/operate/import-tables.md')
    .summary('preview a table, or import it')
    .description(
      'Shows the new rows of a table and every problem in it. With --apply, imports the new rows as one batch. The desk and `table undo` can undo a batch.',
    )
    .option('--title <text>', 'where the table comes from (default: the name of the file)')
    .addOption(new Option('--of <what>', 'what the rows are').choices(SUBJECTS).default('evidence'))
    .option('--apply', 'import the new rows');
  reports(importCommand, importFile);
  const undo = importTable
    .command('undo')
    .argument('<batch>', 'id of the batch, as `table import --apply` prints it')
    .summary('undo a whole import')
    .description(
      'Withdraws the items of the batch, removes its parties that nothing refers to, and closes its accounts that were never opened.',
    )
    .requiredOption('--reason <text>', 'reason, for everyone who reads the items');
  reports(undo, async (batch: string, { reason }: { reason: string }) => asInstallation((operator) => undoBatch(operator, batch, reason)));
}

async function importFile(file: string, { title = basename(file), apply = false, of = 'evidence' }: Options): Promise<Report> {
  const table = await readTable(file);
  return asInstallation(async (operator) => {
    const preview = await operator.ask(previewTable, { table, of });
    const lines = linesOf(file, preview);
    if (preview.faultCount > 0) return { ok: false, data: { imported: null, preview: withoutLines(preview) }, lines };
    if (!apply || preview.new === 0)
      return {
        data: { imported: null, preview: withoutLines(preview) },
        lines: [...lines, apply ? 'There is nothing new to import.' : 'Nothing was imported. Repeat with --apply to import it.'],
      };
    const order = { table, title, against: preview.against };
    const imported: Pick<ImportProgress, 'batchId' | 'imported'> & Partial<ImportProgress> =
      of === 'parties'
        ? await operator.run(importParties, order)
        : of === 'people'
          ? await operator.run(importPeople, order)
          : await importRows(operator, { table, title, known: new Set(preview.knownLines), batchId: newId() }, printNotice);
    const links = (imported.links ?? []).map(({ name, token }) => `${name}: /desk/invitation/${token} (hand it over; it is shown once)`);
    return {
      data: { imported, preview: withoutLines(preview) },
      lines: [
        ...lines,
        ...links,
        `Imported as batch ${imported.batchId}. To undo it: npx manumit table undo ${imported.batchId} --reason TEXT`,
      ],
    };
  });
}

/**
 * Imports a previewed table in parts, and reports its progress after each. After an interruption, the imported rows stay as a batch of their own. The next
 * preview recognises them, and another run imports the rest.
 */
export async function importRows(
  { run }: Pick<Operator, 'run'>,
  { table, title, known, batchId }: { table: string; title: string; known: ReadonlySet<number>; batchId: string },
  progress: (line: string) => void,
): Promise<{ batchId: string; imported: number }> {
  // The preview checked the codes against the register; the command checks them again for each part.
  const all = { has: () => true } as unknown as ReadonlySet<string>;
  const { rows } = readEvidenceTable('table.csv', table, { codes: all, edition: currentEdition(), today: dayOf(new Date()) });
  const newRows = rows.filter(({ line }) => !known.has(line));
  const fileSha256 = createHash('sha256').update(table, 'utf8').digest('hex');
  let imported = 0;
  for (let at = 0; at < newRows.length; at += MAX_ROWS) {
    const part = { batchId, title, fileSha256, total: newRows.length, rows: newRows.slice(at, at + MAX_ROWS) };
    ({ imported } = await run(importPart, part));
    progress(`${imported} of ${newRows.length} rows imported.`);
  }
  return { batchId, imported };
}

async function undoBatch({ ask, run }: Operator, batchId: string, reason: string): Promise<Report> {
  let version = await versionOf(ask, batchId);
  for (;;) {
    const undone = await run(undoPart, { batchId, reason, version });
    version = undone.version;
    if (undone.left === 0)
      return {
        data: { batchId, undone: true },
        lines: ['Undone. Rows that were corrected, withdrawn, decided or opened since stay as they are.'],
      };
    printNotice('Going on.');
  }
}

async function versionOf(ask: Operator['ask'], batchId: string): Promise<number> {
  let after: string | undefined;
  do {
    const page: Awaited<ReturnType<typeof ask<typeof listImports.input, typeof listImports.answer>>> = await ask(listImports, {
      after,
      limit: PAGE_LIMIT,
    });
    const found = page.items.find(({ id }) => id === batchId);
    if (found) return found.version;
    after = page.next ?? undefined;
  } while (after !== undefined);
  throw new StartRefused(`There is no batch ${batchId}.`);
}

function linesOf(file: string, { faults, faultCount, differs, byParty, byKind, new: newRows, known }: ImportPreview): string[] {
  if (faultCount > 0)
    return [
      ...faults.map(({ line, column, reason }) => `${file}:${line}${column && `, ${column}`}: ${reason}`),
      ...(faultCount > faults.length ? [`and ${faultCount - faults.length} more.`] : []),
    ];
  return [
    ...differs.map(
      ({ line, what, column, stored, inTable }) =>
        `${file}:${line}: ${what} has ${column} “${stored}”, not “${inTable}”, and stays unchanged.`,
    ),
    ...byParty.map(({ party, new: more, known: there }) => `${party}: ${more} new, ${there} there already`),
    ...byKind.map(({ kind, new: more }) => `${kind}: ${more} new`),
    `${newRows} new, ${known} there already.`,
  ];
}

// The import needs the line numbers, up to a hundred thousand; a reader of the result does not.
function withoutLines({ knownLines: _, ...preview }: ImportPreview) {
  return preview;
}

async function readTable(file: string): Promise<string> {
  try {
    return extname(file).toLowerCase() === '.xlsx' ? await tableOfWorkbook(resolve(file)) : readFileSync(file, 'utf8');
  } catch (cause) {
    const reason =
      cause instanceof AppError ? 'it is no workbook, or a larger one than is read. Save it as CSV.' : (cause as Error).message;
    throw new StartRefused(`${file} cannot be read: ${reason}`, { cause });
  }
}
