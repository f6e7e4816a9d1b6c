import type { FastifyReply, FastifyRequest } from 'fastify';
import { type MadeAnswer, makeAnswer } from '#platform/http/made-answer.ts';
import type { Platform } from '#platform/platform.ts';
import { type Locale, pickLocale } from '#platform/texts/texts.ts';
import { html } from './html.ts';
import { pageHeaders, renderPage } from './page.ts';
import { addressIn, type PageContext, type SiteSettings } from './public-page.ts';
import { say } from './texts.ts';

/** Whether somebody reads this with their eyes: a browser asking for a page, not a program asking an interface. */
export function wantsPage({ method, url, headers }: FastifyRequest): boolean {
  return method === 'GET' && !/^\/(api|desk)(\/|$)/.test(url) && (headers.accept ?? '').includes('text/html');
}

/** Answers addresses that lead nowhere, in the language the address or the browser asks for, with a page that is made once for each. */
export function missingPage(
  platform: Platform,
  site: SiteSettings,
): (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply> {
  const made = new Map<Locale, { headers: Record<string, string>; answer: MadeAnswer }>();
  return async (request, reply) => {
    const locale = /^\/fr(\/|$|\?)/.test(request.url) ? 'fr' : pickLocale(request.headers['accept-language']);
    const known = made.get(locale) ?? missingIn(locale, platform, site);
    made.set(locale, known);
    // An address that leads nowhere today may lead somewhere tomorrow: nothing says that it is unchanged.
    const { 'if-none-match': _known, ...asked } = request.headers;
    const { headers, body } = await known.answer.sendTo(asked);
    const { etag: _etag, ...sent } = headers as Record<string, string>;
    return reply
      .code(404)
      .headers({ ...known.headers, ...sent })
      .send(body);
  };
}

function missingIn(locale: Locale, platform: Platform, site: SiteSettings) {
  // The language switch leads to the start page: the missing address exists in no language.
  const context: PageContext = { locale, path: '/', query: {}, site, platform };
  const title = say(locale, 'missing.title');
  const links = [
    ['/', 'missing.start'],
    ['/policy', 'nav.policy'],
    ['/treaties', 'nav.treaties'],
  ] as const;
  const body = html`<div class="wrap prose"><h1>${title}</h1><p>${say(locale, 'missing.text')}</p><ul>${links.map(
    ([path, key]) => html`<li><a href="${addressIn(locale, path)}">${say(locale, key)}</a></li>`,
  )}</ul></div>`;
  const content = { title, description: title, body };
  return { headers: pageHeaders(content), answer: makeAnswer(renderPage(context, content).markup, 10) };
}
