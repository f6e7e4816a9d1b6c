import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { CourseLanguage } from '#rooms/courses/index.ts';
import { type Html, html, unsafeHtml } from '#site/html.ts';
import type { SiteSettings } from '#site/public-page.ts';
import { BASE_STYLE, type InlineBlock, LEAVE, RIGHT_TO_LEFT_STYLE } from '#site/style.ts';
import { LEARN_STYLE } from './style.ts';

/**
 * What a page of the player knows besides its own content. `path` is its address below the language; `languages`: the ones it can be read in; `learner` and
 * `queue`: whose page it is, and the secret that submits their work (decision 036).
 */
export type LearnContext = {
  language: CourseLanguage;
  languages: readonly CourseLanguage[];
  path: string;
  site: SiteSettings;
  number: string | null;
  classTitle: string | null;
  learner?: string | undefined;
  queue?: string | undefined;
};
/** A page of the player: the title in the top bar, the back link, the progress in the lesson, its content, and its module. */
export type LearnPage = {
  title: string;
  bar: string;
  back?: string;
  share?: number;
  body: Html;
  style?: InlineBlock;
  foot?: Html;
  status?: number;
  module?: string;
};

/** An address of the player in a language. All of them are below /learn, and so is its cookie. */
export function learnAddress({ tag }: Pick<CourseLanguage, 'tag'>, path = ''): string {
  return `/learn/${tag}${path}`;
}

const BACK = unsafeHtml(
  '<svg class="line" width="20" height="20" viewBox="0 0 16 16" stroke-width="1.5" aria-hidden="true"><path d="M13.2 8H3M7 4 3 8l4 4"/></svg>',
);
// The script that keeps answers while the phone is offline uses the ids. The band exists from the start, empty and without height, because a screen reader
// announces changes only in a region it already knows.
const BAND = ({ t }: CourseLanguage) =>
  html`<div class="band" id="band" role="status" data-offline="${t('learn.offline')}" data-unsaved="${t('learn.offline-unsaved')}" data-waiting="${t('learn.waiting')}" data-sent="${t('learn.sent')}"></div>`;

/** A whole page of the player: one language, nothing loaded from elsewhere, readable and usable without script. */
export function renderLearn(context: LearnContext, page: LearnPage): Html {
  const { language, site, number, classTitle, path } = context;
  const { t, words } = language;
  // A page of a module offers the languages that module exists in.
  const languages = context.languages.filter((one) => one === language || page.module === undefined || one.pack(page.module) !== undefined);
  return html`<!doctype html>
<html lang="${words.lang}" dir="${words.dir}">
<meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex">
<title>${page.title} – ${site.operator}</title>
${unsafeHtml(
  `<link rel="icon" href="data:,">${stylesOf(page, language)
    .map(({ text }) => `<style>${text}</style>`)
    .join('')}`,
)}
<body data-number="${number ?? ''}" data-learner="${context.learner ?? ''}" data-queue="${context.queue ?? ''}">
<a class="skip" href="#content">${t('learn.skip')}</a>
${site.exercise && html`<aside class="exercise" aria-label="${t('learn.exercise')}"><b>${t('learn.exercise')}</b>${t('learn.exercise-note')}</aside>`}
<header class="bar">${page.back !== undefined && html`<a class="back" href="${learnAddress(language, page.back)}">${BACK}<span class="hidden">${t('learn.back')}</span></a>`}<b>${page.bar}</b>
<div class="lang">${languages.map((one) =>
    one === language
      ? html`<b lang="${one.tag}" aria-current="true">${one.name}</b>`
      : html`<a lang="${one.tag}" hreflang="${one.tag}" href="${learnAddress(one, path)}">${one.name}</a>`,
  )}</div><a class="leave" id="leave" href="${site.leaveTo}" rel="noreferrer">${t('learn.quit')}</a>${page.share !== undefined && html`<progress class="share" max="100" value="${page.share}" aria-label="${t('learn.progress')}"></progress>`}</header>
${BAND(language)}
<main id="content" tabindex="-1">${page.body}</main>
<footer class="below">${page.foot}${
    number !== null &&
    html`<form method="post" action="${learnAddress(language, '/leave')}" id="out"><p>${classTitle === null ? t('learn.signed-in', { number }) : t('learn.signed-in-class', { number, class: classTitle })}</p><button>${t('learn.leave')}</button></form>`
  }<p class="small m">${t('learn.independent')}</p></footer>
${unsafeHtml(`<script>${LEAVE.text}</script><script src="/learn/player.js" defer></script>`)}</body></html>`;
}

function stylesOf({ style }: LearnPage, { words }: CourseLanguage): InlineBlock[] {
  return [BASE_STYLE, LEARN_STYLE, ...(style ? [style] : []), ...(words.dir === 'rtl' ? [RIGHT_TO_LEFT_STYLE] : [])];
}

// Forms of this page send Origin, by which a write from another site is refused. No other request discloses it.
/** The headers of a page of the player: it names its own blocks by fingerprint, runs its own script, and contacts this server only. */
export const learnHeaders = (page: LearnPage, language: CourseLanguage) => ({
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': `default-src 'none'; style-src ${stylesOf(page, language)
    .map(({ hash }) => hash)
    .join(
      ' ',
    )}; script-src ${LEAVE.hash} 'self'; worker-src 'self'; connect-src 'self'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types learn`,
  'referrer-policy': 'same-origin',
  'cache-control': 'no-store',
  vary: 'accept-encoding, cookie',
});

/** Sends a page of the player, with fast compression: it is one learner's page, so a cached copy would be of no use. */
export async function sendLearn(
  request: FastifyRequest,
  reply: FastifyReply,
  context: LearnContext,
  page: LearnPage,
): Promise<FastifyReply> {
  const { markup } = renderLearn(context, page);
  reply.code(page.status ?? 200).headers(learnHeaders(page, context.language));
  // The player's worker uses it to distinguish a learner's page from the sign-in page.
  if (context.number !== null) reply.header('x-learner', '1');
  const offered = String(request.headers['accept-encoding'] ?? '');
  if (/\bbr\b/.test(offered))
    return reply.header('content-encoding', 'br').send(
      await promisify(brotliCompress)(markup, {
        params: { [constants.BROTLI_PARAM_QUALITY]: 5, [constants.BROTLI_PARAM_SIZE_HINT]: markup.length },
      }),
    );
  if (/\bgzip\b/.test(offered)) return reply.header('content-encoding', 'gzip').send(await promisify(gzip)(markup));
  return reply.send(markup);
}
