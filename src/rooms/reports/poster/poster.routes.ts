import { z } from 'zod';
import { fileRoute, type Route } from '#platform/http/route.ts';
import { runQuery } from '#platform/query.ts';
import { languagesAt, loadPublicLanguages } from '#platform/texts/public-languages.ts';
import { findPublicChannel } from '../reporter/find-channel.ts';
import { getPoster } from './get-poster.query.ts';
import { makePoster, POSTER_SIZES } from './poster-paper.ts';

const LANGUAGES = languagesAt(loadPublicLanguages(), '/r');
const PosterQuery = z.strictObject({
  lang: z.string().refine((code) => LANGUAGES.some((one) => one.code === code), { error: 'language' }),
  size: z.enum(POSTER_SIZES),
});

/** Posters and pocket cards of an open channel, in each language of its pages. */
export const posterRoutes: Route[] = [
  fileRoute({
    method: 'GET',
    url: '/desk/api/channels/:channelId/poster.pdf',
    permission: getPoster.permission,
    summary: 'reports/print-poster',
    query: PosterQuery,
    async handle(platform, { token }, request, reply, query) {
      const { channelId } = request.params as { channelId: string };
      const channel = getPoster.answer.parse(await runQuery(platform, getPoster, { token, input: { channelId } }));
      const { lang, size } = query();
      const found = await findPublicChannel(platform, channel.slug);
      const file = await makePoster({
        channel,
        help: found?.help ?? null,
        origin: platform.publicUrl ?? platform.deskUrl,
        language: LANGUAGES.find(({ code }) => code === lang)!,
        size,
        exercise: platform.exercise,
        now: platform.clock(),
      });
      const name = `${platform.exercise ? 'EXERCISE-' : ''}${channel.slug}-${size}-${lang}.pdf`;
      return reply.header('content-disposition', `attachment; filename="${name}"`).type('application/pdf').send(file);
    },
  }),
];
