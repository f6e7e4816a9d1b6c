import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Platform } from '#platform/platform.ts';
import { pickLocale } from '#platform/texts/texts.ts';
import { html } from './html.ts';
import { addressIn, type PageContext, type SiteSettings } from './public-page.ts';
import { sendPage } from './send-page.ts';
import { say } from './texts.ts';

/** Whether somebody reads this with their eyes: a browser asking for a page, not a program asking an interface. */
export function wantsPage({ method, url, headers }: FastifyRequest): boolean {
  return method === 'GET' && !/^\/(api|desk)(\/|$)/.test(url) && (headers.accept ?? '').includes('text/html');
}

/** Answers an address that leads nowhere, in the language the address or the browser asks for. */
export function sendMissing(request: FastifyRequest, reply: FastifyReply, platform: Platform, site: SiteSettings): Promise<FastifyReply> {
  const locale = /^\/fr(\/|$|\?)/.test(request.url) ? 'fr' : pickLocale(request.headers['accept-language']);
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
  return sendPage(request, reply.code(404), context, { title, description: title, body });
}
