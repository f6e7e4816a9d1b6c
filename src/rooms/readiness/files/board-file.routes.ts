import { z } from 'zod';
import { Day } from '#kernel/day.ts';
import { whoPrints } from '#platform/documents/who-prints.query.ts';
import { type Sheet, writeWorkbook } from '#platform/documents/workbook/workbook.ts';
import { type Caller, fileRoute } from '#platform/http/route.ts';
import type { Platform } from '#platform/platform.ts';
import { runQuery } from '#platform/query.ts';
import { labelWords } from '#platform/texts/labels/label-words.ts';
import { LOCALES, type Locale } from '#platform/texts/texts.ts';
import type { TraineeLine } from '../board/board.schema.ts';
import { countByParty } from '../board/count-parties.query.ts';
import { getBoard } from '../board/get-board.query.ts';
import { listLasting } from '../board/list-lasting.query.ts';
import { listTrainees } from '../board/list-trainees.query.ts';
import { boardSheets, countSheets } from './board-sheets.ts';
import { translateBoardFile } from './texts.ts';

const FileQuery = z.strictObject({ lang: z.enum(LOCALES).optional(), day: Day.optional() });
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const MAX_PEOPLE = 2_000;

/** The board and the counts of headquarters as files. They use the queries of their pages, so that a file never contains more than the page shows. */
export const boardFileRoutes = [
  fileRoute({
    method: 'GET',
    url: '/desk/api/readiness/:scopeId/board.xlsx',
    permission: 'training:see',
    summary: 'training/board-xlsx',
    query: FileQuery,
    async handle(platform, caller, request, reply, query) {
      const { lang, day } = query();
      const { scopeId } = request.params as { scopeId: string };
      const input = { scopeId, ...(day && { day }) };
      const board = getBoard.answer.parse(await runQuery(platform, getBoard, { token: caller.token, input }));
      const lasting = listLasting.answer.parse(await runQuery(platform, listLasting, { token: caller.token, input }));
      const people = await listLacking(platform, caller, input);
      return reply.type(XLSX).send(
        await print(platform, caller, reply, lang, (locale) => ({
          file: `readiness-${board.scope.code}-${board.day}`,
          title: translateBoardFile(locale, 'title', { party: board.scope.name[locale], day: board.day }),
          readers: translateBoardFile(locale, 'readers', { party: board.scope.name[locale] }),
          sheets: boardSheets(board, lasting, people, locale),
        })),
      );
    },
  }),
  fileRoute({
    method: 'GET',
    url: '/desk/api/training-counts.xlsx',
    permission: 'training:count',
    summary: 'training/counts-xlsx',
    query: FileQuery,
    async handle(platform, caller, _request, reply, query) {
      const { lang, day } = query();
      const counts = countByParty.answer.parse(
        await runQuery(platform, countByParty, { token: caller.token, input: { ...(day && { day }) } }),
      );
      return reply.type(XLSX).send(
        await print(platform, caller, reply, lang, (locale) => ({
          file: `readiness-parties-${counts.day}`,
          title: translateBoardFile(locale, 'counts.title', { day: counts.day }),
          readers: translateBoardFile(locale, 'readers.counts'),
          sheets: countSheets(counts, locale),
        })),
      );
    },
  }),
];

/** The people who may not deploy, read page by page as on the screen, up to a maximum. */
async function listLacking(platform: Platform, { token }: Caller, input: { scopeId: string; day?: string }) {
  const rows: TraineeLine[] = [];
  let after: string | undefined;
  do {
    const query = { ...input, only: 'unready', limit: 100, ...(after && { after }) };
    const page = listTrainees.answer.parse(await runQuery(platform, listTrainees, { token, input: query }));
    rows.push(...page.items);
    after = page.next ?? undefined;
  } while (after !== undefined && rows.length < MAX_PEOPLE);
  return { rows, more: after !== undefined };
}

type Made = { file: string; title: string; readers: string; sheets: Sheet[] };

async function print(
  platform: Platform,
  { token }: Caller,
  reply: { header: (name: string, value: string) => unknown },
  lang: Locale | undefined,
  make: (locale: Locale) => Made,
): Promise<Buffer> {
  const reader = await runQuery(platform, whoPrints, { token, input: {} });
  const locale = lang ?? (reader.language as Locale);
  const { file, title, readers, sheets } = make(locale);
  reply.header('content-disposition', `attachment; filename="${platform.exercise ? 'EXERCISE-' : ''}${file}-${locale}.xlsx"`);
  return writeWorkbook({
    ...{ locale, title, readers, sheets, exercise: platform.exercise, printedBy: reader.name, printedAt: platform.clock() },
    label: labelWords(locale, { policy: 'NATO', level: 'unclassified', releasableTo: null }),
  });
}
