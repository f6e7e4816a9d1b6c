import { AppError } from '#kernel/errors.ts';
import { ignoreQuery } from '#platform/http/response-cache.ts';
import { type FileRoute, fileRoute, type Route } from '#platform/http/route.ts';
import { languagesAt } from '#platform/texts/public-languages.ts';
import { addressIn, type SiteSettings } from '#site/public-page.ts';
import { ChannelSlug } from '../intake/intake.schema.ts';
import { findTextFile } from './browser-texts.ts';
import { codeHeaders, findBundle } from './code/bundle.ts';
import { findPublicChannel } from './find-channel.ts';
import { channelPage, followPage, howSafePage } from './pages.ts';
import { onionHeaders, type ReporterContext, type ReporterPage, renderReporter, reporterHeaders } from './shell.ts';

const PAGES: readonly { path: ReporterPage['path']; make: (context: ReporterContext) => ReporterPage; summary: string }[] = [
  { path: '', make: channelPage, summary: 'Channel' },
  { path: '/follow', make: followPage, summary: 'Code of a reporter' },
  { path: '/how-safe', make: howSafePage, summary: 'How safe a channel is' },
];

/**
 * The pages of reporters, in each language, and their code. A page is the same for every caller. No page has a form that a browser could send: the code sends
 * encrypted reports only.
 */
export function reporterRoutes(site: SiteSettings): Route[] {
  const pages = PAGES.flatMap(({ path, make, summary }) =>
    languagesAt(site.languages, `/r/:channel${path}`).map(
      (language): FileRoute =>
        fileRoute({
          method: 'GET',
          url: addressIn(language, `/r/:channel${path}`),
          permission: 'public',
          summary: `${summary} (${language.code})`,
          cache: { keyParts: ignoreQuery, isSmallest: true },
          handle: async (platform, _caller, request, reply) => {
            const slug = ChannelSlug.safeParse((request.params as { channel?: unknown }).channel);
            const channel = slug.success ? await findPublicChannel(platform, slug.data) : null;
            if (channel === null) throw new AppError('platform/not-found');
            const context: ReporterContext = { language, site, channel, code: findBundle()?.hash ?? null };
            return reply
              .headers({ ...reporterHeaders(path), ...onionHeaders(context, path) })
              .send(renderReporter(context, make(context)).markup);
          },
        }),
    ),
  );
  return [...pages, codeRoute(site)];
}

/**
 * The two files of the built code, and the texts for it in each language. Their address names the build, so a page gets both of its own build or neither.
 */
const codeRoute = ({ languages }: SiteSettings) =>
  fileRoute({
    method: 'GET',
    url: '/r/code/:build/:file',
    permission: 'public',
    summary: 'Code of the pages of reporters',
    cache: { keyParts: ignoreQuery, isStatic: true, isSmallest: true },
    handle: async (_platform, _caller, request, reply) => {
      const { build, file } = request.params as { build: string; file: string };
      const bundle = findBundle();
      const content = bundle?.hash === build ? (bundle.files.get(file) ?? findTextFile(languages, file)) : undefined;
      if (content === undefined) throw new AppError('platform/not-found');
      return reply.headers(codeHeaders(file)).send(content);
    },
  });
