import { permissionsPolicy } from '#platform/http/headers.ts';
import { languagesAt, type PublicLanguage } from '#platform/texts/public-languages.ts';
import { type Html, html, isolate, unsafeHtml } from '#site/html.ts';
import { directionOf } from '#site/page.ts';
import { addressAt, addressIn, type SiteSettings } from '#site/public-page.ts';
import type { Words } from '#site/words.ts';
import type { PublicHelp } from '../help/help.schema.ts';
import { channelName } from '../intake/channel-name.ts';
import type { PublicChannel } from '../intake/intake.schema.ts';
import { readNote } from '../pages/read-note.ts';
import { safetyWordsIn } from '../safety/safety-words.ts';
import { SAFETY_SENTENCES } from '../safety/sentences.ts';
import { firstTexts, textFile } from './browser-texts.ts';
import { REPORTER_STYLE } from './style.ts';
import { translateReporter } from './texts.ts';

/** A channel as its pages need it. The names are by language. */
export type ChannelOnPage = {
  readonly slug: string;
  readonly name: Readonly<Record<string, string>>;
  readonly state: PublicChannel['state'];
  readonly opensOn: PublicChannel['opensOn'];
  readonly clocks: PublicChannel['clocks'];
  /** The numbers of the channel's own place, and the page of every other place; null where its operation and its party publish none. */
  readonly help: PublicHelp | null;
};

/** What a page of a reporter is made from. `code`: the folder of the built code, null where there is none. */
export type ReporterContext = {
  readonly language: PublicLanguage;
  readonly site: SiteSettings;
  readonly channel: ChannelOnPage;
  readonly code: string | null;
};

/** A page: its address below that of the channel, its title and content, and which texts code in the browser needs; null for a page without code. */
export type ReporterPage = {
  readonly path: '' | '/follow' | '/how-safe';
  readonly title: string;
  readonly body: Html;
  readonly texts: Parameters<typeof textFile>[1] | null;
};

/** The address of a channel's page in a language. */
export function channelAddress(
  { language, channel }: Pick<ReporterContext, 'language' | 'channel'>,
  path: ReporterPage['path'] = '',
): string {
  return addressIn(language, `/r/${channel.slug}${path}`);
}

export function reporterWords({ language }: Pick<ReporterContext, 'language'>): Words<Parameters<typeof translateReporter>[1]> {
  return safetyWordsIn(language, translateReporter, SAFETY_SENTENCES.reporter);
}

/** A whole page of a reporter: small, nothing from elsewhere, no link to the rest of the site but help. It works without script, apart from writing. */
export function renderReporter(context: ReporterContext, page: ReporterPage): Html {
  const { language, site, channel, code } = context;
  const { text, plain } = reporterWords(context);
  const withCode = code !== null && page.texts !== null;
  return html`<!doctype html>
<html lang="${language.code}"${directionOf(language)} translate="no">
<meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex"><meta name="referrer" content="no-referrer"><meta name="format-detection" content="telephone=no">
<title>${site.operator}</title>${unsafeHtml(`<link rel="icon" href="data:,"><style>${REPORTER_STYLE.text}</style>`)}
<body>
${site.exercise && html`<aside class="exercise" aria-label="${plain('exercise')}"><b>${text('exercise')}</b>${text('exercise-note')}</aside>`}
<header><b>${site.operator}<small>${channelName(channel, language)}</small></b><a class="leave" id="leave" href="${site.leaveTo}" rel="noreferrer">${text('leave')}</a></header>
<nav aria-label="${plain('language')}">${languagesAt(site.languages, `/r/${channel.slug}`).map((one) =>
    one.code === language.code
      ? html`<b lang="${one.code}" aria-current="true">${one.name}</b>`
      : html`<a lang="${one.code}" hreflang="${one.code}" href="${channelAddress({ language: one, channel }, page.path)}">${one.name}</a>`,
  )}</nav>${readNote(language)}
<main id="content" data-page="${page.path.slice(1)}" data-channel="${channel.slug}"${withCode && html` data-words="${JSON.stringify(firstTexts(language))}" data-texts="${`/r/code/${code}/${textFile(language, page.texts!).name}`}"`}>${page.body}</main>
<footer><div>${page.path !== '' && html`<a href="${channelAddress(context)}">${text('to-start')}</a>`}<a href="${addressAt(language, '/help')}">${text('to-help')}</a>${page.path !== '/how-safe' && html`<a href="${channelAddress(context, '/how-safe')}">${text('to-safe')}</a>`}<p>${text('foot')}</p>${site.onion !== null && page.path !== '/how-safe' && html`<p class="w">${text('onion', { onion: isolate(site.onion) })}</p>`}</div></footer>
${withCode && html`<script type="module" src="/r/code/${code}/main.js"></script>`}</body></html>`;
}

/**
 * The headers of a reporter's page: its own style by hash, its own script and worker, this server and nothing else. It is never stored, and names nobody where it
 * was opened from. The page that reads a code may use the camera, and no other page may.
 */
export function reporterHeaders(path: ReporterPage['path']): Readonly<Record<string, string>> {
  return path === '/follow' ? { ...HEADERS, 'permissions-policy': permissionsPolicy(['camera']) } : HEADERS;
}

/** The header by which Tor Browser offers the onion address of a page; none where there is no such address. */
export function onionHeaders(context: ReporterContext, path: ReporterPage['path']): Readonly<Record<string, string>> {
  const { onion } = context.site;
  return onion === null ? {} : { 'onion-location': `http://${onion}${channelAddress(context, path)}` };
}

const HEADERS: Readonly<Record<string, string>> = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': `default-src 'none'; style-src ${REPORTER_STYLE.hash}; script-src 'self'; worker-src 'self'; connect-src 'self'; img-src data:; form-action 'none'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types reporter`,
  'referrer-policy': 'no-referrer',
  // Not the standard value: the response cache replaces that by one that allows a copy on the phone.
  'cache-control': 'no-store, private',
};
