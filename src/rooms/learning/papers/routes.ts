import { z } from 'zod';
import { AppError } from '#kernel/errors.ts';
import { renderPdf } from '#platform/documents/pdf/render-pdf.ts';
import { makeBlocks } from '#platform/documents/print-blocks.ts';
import { whoPrints } from '#platform/documents/who-prints.query.ts';
import { commandRoute, fileRoute, queryRoute, type Route } from '#platform/http/route.ts';
import { runQuery } from '#platform/query.ts';
import { Tag, translatePapers } from '#rooms/courses/index.ts';
import { reportingWay } from '../reporting-way.ts';
import { answerBlocks, firstLookBlocks, keyBlocks, testBlocks } from './class-papers.ts';
import { correctFirstLook } from './correct-first-look.command.ts';
import { enterPaperClass } from './enter-paper-class.command.ts';
import { getPack } from './get-pack.query.ts';
import { getTestPaper } from './get-test-paper.query.ts';
import { listFirstLooks } from './list-first-looks.query.ts';
import { paperLanguages, paperReview } from './paper-language.ts';
import { passMarkOf } from './pass-mark.ts';
import { withPictures } from './slide-pictures.ts';
import { slidesOf } from './slides.rules.ts';
import { drawPaper, MAX_SERIES } from './test-paper.rules.ts';

const PaperQuery = z.strictObject({
  lang: Tag.optional(),
  series: z.coerce.number<number>().int().min(1).max(MAX_SERIES).default(1),
  operationId: z.uuid().optional(),
  nationId: z.uuid().optional(),
});

const BLOCKS = { 'first-look': firstLookBlocks, test: testBlocks, 'answer-sheet': answerBlocks, key: keyBlocks } as const;
const PAPERS = ['slides', 'first-look', 'test', 'answer-sheet', 'key'] as const;

// The classroom pack of a module: for a class without phones or a network.
const packRoutes = PAPERS.map((paper) =>
  fileRoute({
    method: 'GET',
    url: `/desk/api/modules/:moduleId/${paper}.pdf`,
    permission: 'training:print-pack',
    summary: `training/print-${paper}`,
    query: PaperQuery,
    async handle(platform, { token }, request, reply, query) {
      const { moduleId } = request.params as { moduleId: string };
      const reader = await runQuery(platform, whoPrints, { token, input: {} });
      const { lang = reader.language, series, ...places } = query();
      const texts = getPack.answer.parse(await runQuery(platform, getPack, { token, input: places }));
      const read = platform.services.courses.module(moduleId);
      const language = paperLanguages(read, platform.services.courses.languages).find(({ tag }) => tag === lang);
      if (language === undefined) throw new AppError('training/not-in-language', { language: lang });
      const { locale } = language;
      const filledIn = { ...texts, reporting: await reportingWay(platform, places, locale) };
      const frame = {
        locale,
        language: lang,
        title: translatePapers(locale, `title.${paper}`, { module: language.plain(read.module.title), series }),
        label: translatePapers(locale, 'label'),
        exercise: platform.exercise,
        readers: translatePapers(locale, paper === 'key' ? 'readers.key' : 'readers'),
        printedBy: reader.name,
        printedAt: platform.clock(),
      };
      const file =
        paper === 'slides'
          ? await renderPdf({
              template: new URL('./slides.typ', import.meta.url),
              data: { slides: slidesOf(read, language, paperReview(read, language), filledIn).map(withPictures) },
              ...frame,
            })
          : await makeBlocks('pdf', {
              ...frame,
              blocks: BLOCKS[paper](read, drawPaper(read, series, passMarkOf(read, platform.clock())), language),
            });
      const name = `${platform.exercise ? 'EXERCISE-' : ''}${read.module.id}-${paper}${paper === 'slides' || paper === 'first-look' ? '' : `-${series}`}-${lang}.pdf`;
      return reply.header('content-disposition', `attachment; filename="${name}"`).type('application/pdf').send(file);
    },
  }),
);

export const papersRoutes: Route[] = [
  ...packRoutes,
  queryRoute({ url: '/desk/api/modules/:moduleId/test-paper', query: getTestPaper }),
  commandRoute({ url: '/desk/api/training/classes/:classId/papers', command: enterPaperClass }),
  queryRoute({ url: '/desk/api/training/classes/:classId/first-looks/:moduleId', query: listFirstLooks }),
  commandRoute({ url: '/desk/api/training/classes/:classId/first-looks/:moduleId', command: correctFirstLook }),
];
