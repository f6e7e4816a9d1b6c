import { z } from 'zod';
import { whoPrints } from '#platform/documents/who-prints.query.ts';
import { fileRoute, type Route } from '#platform/http/route.ts';
import { parseInput } from '#platform/input.ts';
import { readLastCheckpoint } from '#platform/ledger/last-checkpoint.ts';
import { runQuery } from '#platform/query.ts';
import { LOCALES } from '#platform/texts/texts.ts';
import { reportPdf } from './documents/report-document.ts';
import { getReport } from './get-report.query.ts';

const Asked = z.strictObject({ lang: z.enum(LOCALES).optional(), partyId: z.uuid().optional() });

/** The report of a round as a file: the same parties and words as the page, for the reader who asks. */
export const reportFileRoutes: Route[] = [
  fileRoute({
    method: 'GET',
    url: '/desk/api/rounds/:roundId/report.pdf',
    permission: 'signed-in',
    summary: 'reviews/print-report',
    async handle(platform, { token }, request, reply) {
      const { roundId } = request.params as { roundId: string };
      const reader = await runQuery(platform, whoPrints, { token, input: {} });
      const { lang = reader.language, partyId } = parseInput(Asked, request.query);
      const report = await runQuery(platform, getReport, { token, input: { roundId, partyId } });
      const pdf = await reportPdf(getReport.answer.parse(report), {
        locale: lang,
        edition: platform.services.catalogue.edition(report.round.editionId),
        exercise: platform.exercise,
        printedBy: reader.name,
        printedAt: platform.clock(),
        checkpoint: await readLastCheckpoint(platform.pool),
      });
      const name = `${platform.exercise ? 'EXERCISE-' : ''}review-${roundId}-${lang}.pdf`;
      return reply.header('content-disposition', `attachment; filename="${name}"`).type('application/pdf').send(pdf);
    },
  }),
];
