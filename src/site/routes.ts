import { type FileRoute, fileRoute } from '#platform/http/route.ts';
import { LOCALES } from '#platform/texts/texts.ts';
import { prosePages } from './prose-pages.ts';
import type { PageContext } from './public-page.ts';
import { addressIn, type PublicPage, type SiteSettings } from './public-page.ts';
import { sendPage } from './send-page.ts';
import { startPage, type TreatyFact } from './start-page.ts';

/** The pages that belong to no room. `readFact` supplies the one figure of the start page. */
export function sitePages(readFact: (context: PageContext) => Promise<TreatyFact | null>): readonly PublicPage[] {
  return [startPage(readFact), ...prosePages];
}

/** Mounts public pages under their address in each language. */
export function pageRoutes(pages: readonly PublicPage[], site: SiteSettings): FileRoute[] {
  return pages.flatMap((page) =>
    LOCALES.map((locale) =>
      fileRoute({
        method: 'GET',
        url: addressIn(locale, page.path),
        permission: 'public',
        summary: `${page.summary} (${locale})`,
        handle: async (platform, _caller, request, reply) => {
          const context = { locale, path: page.path, query: oneValueEach(request.query), site, platform };
          const content = await page.render(context);
          return sendPage(request, reply, context, content);
        },
      }),
    ),
  );
}

/** A query string with one short value per name; what comes twice or is long is left out, for pages only filter by it. */
function oneValueEach(query: unknown): Record<string, string> {
  const entries = Object.entries((query ?? {}) as Record<string, unknown>);
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string' && entry[1].length <= 100));
}
