import { splitUrl } from '#platform/http/response-cache.ts';
import type { FileOut } from '#platform/http/route.ts';
import { languagesAt } from '#platform/texts/public-languages.ts';
import { pageHeaders, renderPage } from './page.ts';
import { prosePages } from './prose-pages.ts';
import { addressIn, type PublicPage, type SiteSettings } from './public-page.ts';
import { type StartFacts, startPage } from './start-page.ts';

/** The pages that belong to no room. `facts`: what the start page says of the rooms. */
export function sitePages(facts: StartFacts): readonly PublicPage[] {
  return [startPage(facts), ...prosePages];
}

/** Mounts public pages under their address in each language. */
export function pageRoutes(pages: readonly PublicPage[], site: SiteSettings): FileOut[] {
  return pages.flatMap((page) => {
    const parametersOf = (query: URLSearchParams) => onlyOf(query, page.asks ?? []);
    return languagesAt(site.languages, page.path).map(
      (language): FileOut => ({
        kind: 'file',
        method: 'GET',
        url: addressIn(language, page.path),
        permission: 'public',
        summary: `${page.summary} (${language.code})`,
        cache: { keyParts: (query) => (page.once?.(parametersOf(query)) ? null : parametersOf(query)) },
        handle: async (platform, _caller, request, reply) => {
          const params = request.params as Record<string, string>;
          const path = page.path.replaceAll(/:(\w+)/g, (_all, name: string) => encodeURIComponent(params[name] ?? ''));
          const context = { language, path, params, query: parametersOf(splitUrl(request.url).query), site, platform };
          const content = await page.render(context);
          return reply.headers(pageHeaders(content, language)).send(renderPage(context, content).markup);
        },
      }),
    );
  });
}

/** These parameters of a query string, each with one short value. A repeated or long value is left out, because pages only filter by it. */
function onlyOf(query: URLSearchParams, names: readonly string[]): Record<string, string> {
  const entries = names.map((name) => [name, query.getAll(name)] as const);
  return Object.fromEntries(
    entries.flatMap(([name, values]) => (values.length === 1 && values[0]!.length <= 100 ? [[name, values[0]!]] : [])),
  );
}
