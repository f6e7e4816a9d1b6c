import type { FastifyReply, FastifyRequest } from 'fastify';
import { pickLanguage } from '#kernel/languages.ts';
import { type EncodedResponse, encodeResponse } from '#platform/http/encoded-response.ts';
import type { Platform } from '#platform/platform.ts';
import { languagesAt, type PublicLanguage } from '#platform/texts/public-languages.ts';
import { html } from './html.ts';
import { pageHeaders, renderPage } from './page.ts';
import { addressAt, type PageContext, type SiteSettings } from './public-page.ts';
import { translateSite } from './texts.ts';
import { wordsIn } from './words.ts';

/** Whether the client is a browser that asks for a page, and not a program that calls an interface. */
export function wantsPage({ method, url, headers }: FastifyRequest): boolean {
  return method === 'GET' && !/^\/(api|desk)(\/|$)/.test(url) && (headers.accept ?? '').includes('text/html');
}

/** Answers unknown addresses in the language of the address or the browser, with a page that is made once for each language. */
export function missingPage(
  platform: Platform,
  site: SiteSettings,
): (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply> {
  const made = new Map<PublicLanguage, { headers: Record<string, string>; answer: EncodedResponse }>();
  return async (request, reply) => {
    const codes = languagesAt(site.languages, '/').map(({ code }) => code);
    const first = /^\/([^/?]*)/.exec(request.url)?.[1];
    const code = pickLanguage(request.headers['accept-language'], codes);
    const language = site.languages.find((one) => one.code === first) ?? site.languages.find((one) => one.code === code)!;
    const known = made.get(language) ?? missingIn(language, platform, site);
    made.set(language, known);
    // An unknown address may become known: the answer must not be cached as unchanged.
    const { 'if-none-match': _known, ...requestHeaders } = request.headers;
    const { headers, body } = await known.answer.sendTo(requestHeaders);
    const { etag: _etag, ...sent } = headers as Record<string, string>;
    return reply
      .code(404)
      .headers({ ...known.headers, ...sent })
      .send(body);
  };
}

function missingIn(language: PublicLanguage, platform: Platform, site: SiteSettings) {
  // The language switch leads to the start page: the missing address exists in no language.
  const context: PageContext = { language, path: '/', query: {}, site, platform };
  const { text, plain } = wordsIn(language, translateSite);
  const title = plain('missing.title');
  const links = [
    ['/', 'missing.start'],
    ['/help', 'nav.help'],
    ['/policy', 'nav.policy'],
    ['/treaties', 'nav.treaties'],
  ] as const;
  const body = html`<div class="wrap prose"><h1>${text('missing.title')}</h1><p>${text('missing.text')}</p><ul>${links.map(
    ([path, key]) => html`<li><a href="${addressAt(language, path)}">${text(key)}</a></li>`,
  )}</ul></div>`;
  const content = { title, description: title, body };
  return { headers: pageHeaders(content, language), answer: encodeResponse(renderPage(context, content).markup, 10) };
}
