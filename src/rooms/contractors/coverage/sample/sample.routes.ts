import { z } from 'zod';
import { AppError } from '#kernel/errors.ts';
import { whoPrints } from '#platform/documents/who-prints.query.ts';
import { writeWorkbook } from '#platform/documents/workbook/workbook.ts';
import { fileRoute, queryRoute, type Route } from '#platform/http/route.ts';
import { runQuery } from '#platform/query.ts';
import { labelWords } from '#platform/texts/labels/label-words.ts';
import { LOCALES } from '#platform/texts/texts.ts';
import { drawContractSample } from './draw-sample.query.ts';
import { evidencePack } from './evidence-pack.ts';
import { translateSample } from './texts.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const FileQuery = drawContractSample.input.extend({ lang: z.enum(LOCALES).optional() });

/** A sample of contracts for an inspector, on the page and as one file with its evidence. */
export const sampleRoutes: readonly Route[] = [
  queryRoute({ url: '/desk/api/contract-sample', query: drawContractSample }),
  fileRoute({
    method: 'GET',
    url: '/desk/api/contract-sample.xlsx',
    permission: 'contractors:read',
    summary: 'contractors/sample-xlsx',
    query: FileQuery,
    async handle(platform, { token }, request, reply, query) {
      const { lang: _, ...input } = request.query as Record<string, unknown>;
      const { sample } = drawContractSample.answer.parse(await runQuery(platform, drawContractSample, { token, input }));
      const { lang } = query();
      if (sample === null) throw new AppError('contractors/no-checkpoint');
      const reader = whoPrints.answer.parse(await runQuery(platform, whoPrints, { token, input: {} }));
      const locale = lang ?? reader.language;
      const workbook = await writeWorkbook({
        ...{ locale, title: translateSample(locale, 'title'), exercise: platform.exercise },
        ...{ printedBy: reader.name, printedAt: platform.clock(), readers: translateSample(locale, 'readers') },
        label: labelWords(locale, { policy: 'NATO', level: 'unclassified', releasableTo: null }),
        sheets: evidencePack(sample, locale),
      });
      const name = `${platform.exercise ? 'EXERCISE-' : ''}contract-sample-${sample.checkpoint.day}-${locale}.xlsx`;
      return reply.header('content-disposition', `attachment; filename="${name}"`).type(XLSX).send(workbook);
    },
  }),
];
