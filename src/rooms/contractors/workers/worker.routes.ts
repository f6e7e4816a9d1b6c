import { z } from 'zod';
import { commandRoute, fileRoute, queryRoute, type Route } from '#platform/http/route.ts';
import { runQuery } from '#platform/query.ts';
import { findPaper, POSTER_SIZES } from '#rooms/reports/index.ts';
import { getContract } from '../register/get-contract.query.ts';
import { getWorkers, partiesOf } from './get-workers.query.ts';
import { publishSitePage } from './site-pages/publish-site-page.command.ts';
import { withdrawSitePage } from './site-pages/withdraw-site-page.command.ts';
import { makeWorkerPaper, PAPER_LANGUAGES } from './worker-paper.ts';

const PaperQuery = z.strictObject({
  lang: z.string().refine((code) => PAPER_LANGUAGES.some((one) => one.code === code), { error: 'language' }),
  size: z.enum(POSTER_SIZES),
});

/** What concerns the workers of a contract (5f). */
export const workerRoutes: Route[] = [
  queryRoute({ url: '/desk/api/contracts/:contractId/workers', query: getWorkers }),
  commandRoute({ url: '/desk/api/contracts/:contractId/site-pages', command: publishSitePage }),
  commandRoute({ url: '/desk/api/site-pages/:pageId/withdrawal', command: withdrawSitePage }),
  fileRoute({
    method: 'GET',
    url: '/desk/api/contracts/:contractId/workers.pdf',
    permission: 'signed-in',
    summary: 'contractors/print-worker-paper',
    query: PaperQuery,
    async handle(platform, { token }, request, reply, query) {
      const { contractId } = request.params as { contractId: string };
      const contract = getContract.answer.parse(await runQuery(platform, getContract, { token, input: { contractId } }));
      const { lang, size } = query();
      const file = await makeWorkerPaper({
        ...(await findPaper(platform, partiesOf(contract))),
        contract,
        origin: platform.publicUrl ?? platform.deskUrl,
        language: PAPER_LANGUAGES.find(({ code }) => code === lang)!,
        size,
        exercise: platform.exercise,
        now: platform.clock(),
      });
      const name = `${platform.exercise ? 'EXERCISE-' : ''}workers-${size}-${lang}.pdf`;
      return reply.header('content-disposition', `attachment; filename="${name}"`).type('application/pdf').send(file);
    },
  }),
];
