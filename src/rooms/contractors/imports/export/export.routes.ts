import { z } from 'zod';
import { csvOf, guardText } from '#kernel/csv/csv.ts';
import { dayOf } from '#kernel/dates.ts';
import { whoPrints } from '#platform/documents/who-prints.query.ts';
import { writeWorkbook } from '#platform/documents/workbook/workbook.ts';
import { type Caller, fileRoute } from '#platform/http/route.ts';
import type { Platform } from '#platform/platform.ts';
import { runQuery } from '#platform/query.ts';
import { labelWords } from '#platform/texts/labels/label-words.ts';
import { LOCALES, type Locale } from '#platform/texts/texts.ts';
import { exportContracts } from './export-contracts.query.ts';
import { AMOUNTS, registerTable } from './register-table.ts';
import { translateExport } from './texts.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const FileQuery = exportContracts.input.extend({ lang: z.enum(LOCALES).optional() });

/** The register as files, with the filters of its page: what an import reads back. */
export const exportRoutes = [
  fileRoute({
    method: 'GET',
    url: '/desk/api/contracts.csv',
    permission: 'contractors:read',
    summary: 'contractors/register-csv',
    query: FileQuery,
    async handle(platform, caller, _request, reply, query) {
      const { table, name } = await exported(platform, caller, query());
      reply.header('content-disposition', `attachment; filename="${name}.csv"`).type('text/csv; charset=utf-8');
      // The byte order mark makes spreadsheets read the file as UTF-8.
      return reply.send(`\ufeff${csvOf([table.head, ...table.rows])}`);
    },
  }),
  fileRoute({
    method: 'GET',
    url: '/desk/api/contracts.xlsx',
    permission: 'contractors:read',
    summary: 'contractors/register-xlsx',
    query: FileQuery,
    async handle(platform, caller, _request, reply, query) {
      const { table, name, locale, reader } = await exported(platform, caller, query());
      const [title, now] = [translateExport(locale, 'title'), platform.clock()];
      const workbook = await writeWorkbook({
        ...{ locale, title, exercise: platform.exercise, printedBy: reader, printedAt: now },
        readers: translateExport(locale, 'readers'),
        label: labelWords(locale, { policy: 'NATO', level: 'unclassified', releasableTo: null }),
        sheets: [
          {
            ...{ name: title, heading: title, notes: [table.note] },
            columns: table.head.map((header, at) => ({ header, width: WIDE.includes(table.columns[at]!) ? 36 : 16 })),
            rows: table.rows.map((row) => row.map((cell, at) => cellOf(cell, AMOUNTS.includes(table.columns[at]!)))),
          },
        ],
      });
      return reply.header('content-disposition', `attachment; filename="${name}.xlsx"`).type(XLSX).send(workbook);
    },
  }),
];
const WIDE: readonly string[] = ['title', 'contractor', 'place', 'engagedBy'];

// A workbook evaluates no text. An import removes an apostrophe before what looks like a formula, so a text that has one of its own gets another.
function cellOf(cell: string | null, isAmount: boolean): string | number | null {
  if (cell === null) return null;
  return isAmount ? Number(cell) : cell.startsWith("'") ? guardText(cell) : cell;
}

async function exported(platform: Platform, { token }: Caller, { lang, ...input }: z.output<typeof FileQuery>) {
  const { contracts } = exportContracts.answer.parse(await runQuery(platform, exportContracts, { token, input }));
  const reader = whoPrints.answer.parse(await runQuery(platform, whoPrints, { token, input: {} }));
  const locale: Locale = lang ?? reader.language;
  const name = `${platform.exercise ? 'EXERCISE-' : ''}contracts-${dayOf(platform.clock())}-${locale}`;
  return { table: registerTable(contracts, locale), name, locale, reader: reader.name };
}
