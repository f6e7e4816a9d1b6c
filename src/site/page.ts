import { languagesAt, type PublicLanguage } from '#platform/texts/public-languages.ts';
import { type Html, type HtmlValue, html, unsafeHtml } from './html.ts';
import { addressAt, addressIn, type PageContent, type PageContext } from './public-page.ts';
import { BASE_STYLE, type InlineBlock, LEAVE, RIGHT_TO_LEFT_STYLE } from './style.ts';
import { translateSite } from './texts.ts';
import { wordsIn } from './words.ts';

const NAVIGATION = [
  ['/policy', 'nav.policy'],
  ['/treaties', 'nav.treaties'],
] as const;
const FOOTER = [
  ['/help', 'nav.help'],
  ['/accessibility', 'nav.accessibility'],
  ['/privacy', 'nav.privacy'],
  ['/sources', 'nav.sources'],
  ['/returns', 'nav.returns'],
  ['/reviews', 'nav.reviews'],
  ['/log', 'nav.log'],
  ['/verify', 'nav.verify'],
  ['/about', 'nav.about'],
] as const;

const WORDMARK = unsafeHtml(
  '<svg class="line" width="24" height="24" viewBox="0 0 24 24" stroke-width="2.6" aria-hidden="true"><path d="M4 20V10.5a4 4 0 0 1 8 0V20M12 10.5a4 4 0 0 1 8 0V13.5"/></svg>',
);
const FAVICON =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24'%3E%3Crect width='24' height='24' rx='5' fill='%23071f3d'/%3E%3Cpath fill='none' stroke='%23fff' stroke-width='3' stroke-linecap='round' d='M4 20V10.5a4 4 0 0 1 8 0V20M12 10.5a4 4 0 0 1 8 0V13.5'/%3E%3C/svg%3E";

/** A whole public page: shell and content, in one language, without external resources, readable without script. */
export function renderPage(context: PageContext, content: PageContent): Html {
  const { language, site } = context;
  const { text, plain } = wordsIn(language, translateSite);
  const link = (path: string, label: HtmlValue) =>
    html`<a href="${addressAt(language, path)}"${path === context.path && unsafeHtml(' aria-current="page"')}>${label}</a>`;
  return html`<!doctype html>
<html lang="${language.code}"${directionOf(language)}>
<meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>${titleOf(context, content)}</title>
<meta name="description" content="${content.description}">
${linkPreview(context, content)}
${languagesAt(site.languages, context.path).map((one) => html`<link rel="alternate" hreflang="${one.code}" href="${addressIn(one, context.path)}">`)}
${unsafeHtml(
  `<link rel="icon" href="${FAVICON}">${stylesOf(content, language)
    .map((style) => `<style>${style.text}</style>`)
    .join('')}`,
)}
<body>
<a class="skip" href="#content">${text('shell.skip')}</a>
${site.exercise && html`<aside class="exercise" aria-label="${plain('shell.exercise')}"><b>${text('shell.exercise')}</b>${text('shell.exercise-note')}</aside>`}
<header class="top"><div class="${content.wide ? 'wrap wide' : 'wrap'}"><a class="mark" href="${addressAt(language, '/')}">${WORDMARK}${site.operator}</a>
<nav aria-label="${plain('shell.navigation')}">${NAVIGATION.map(([path, key]) => link(path, text(key)))}</nav>
<div class="lang">${languagesAt(site.languages, context.path).map((one) => languageLink(context, one))}</div>
<a class="leave" id="leave" href="${site.leaveTo}" rel="noreferrer">${text('shell.leave')}</a></div></header>
<main id="content" tabindex="-1">${content.body}</main>
<footer class="foot"><div class="${content.wide ? 'wrap wide' : 'wrap'}"><p>${text('shell.independent')}</p><ul>${FOOTER.map(([path, key]) => html`<li>${link(path, text(key))}</li>`)}</ul></div></footer>
${unsafeHtml(
  scriptsOf(content)
    .map((script) => `<script>${script.text}</script>`)
    .join(''),
)}</body></html>`;
}

function titleOf({ path, site }: PageContext, { title }: PageContent): string {
  return path === '/' ? `${site.operator}: ${title}` : `${title} – ${site.operator}`;
}

/** What other programs show when a link to this page is shared. A picture needs an absolute address, so it is named only where the settings say the site's own. */
function linkPreview({ language, path, site }: PageContext, { title, description }: PageContent): Html {
  const picture =
    site.address !== null &&
    html`<link rel="canonical" href="${site.address + addressIn(language, path)}"><meta property="og:url" content="${site.address + addressIn(language, path)}"><meta property="og:image" content="${`${site.address}/preview.png`}"><meta property="og:image:width" content="1200"><meta property="og:image:height" content="630"><meta name="twitter:card" content="summary_large_image">`;
  return html`<meta property="og:type" content="website"><meta property="og:site_name" content="${site.operator}"><meta property="og:title" content="${title}"><meta property="og:description" content="${description}">${picture || html`<meta name="twitter:card" content="summary">`}`;
}

function languageLink(context: PageContext, language: PublicLanguage): Html {
  const { code, name } = language;
  if (code === context.language.code) return html`<b lang="${code}" aria-current="true">${name}</b>`;
  const query = new URLSearchParams(context.query).toString();
  const address = query === '' ? addressIn(language, context.path) : `${addressIn(language, context.path)}?${query}`;
  return html`<a lang="${code}" hreflang="${code}" href="${address}">${name}</a>`;
}

/** The direction of a page, where it differs from the browser's default. */
export function directionOf({ direction }: Pick<PublicLanguage, 'direction'>): Html | null {
  return direction === 'rtl' ? unsafeHtml(' dir="rtl"') : null;
}

/** The inline styles of a page. Only a right-to-left page contains the rules that mirror its pictures. */
function stylesOf({ style }: PageContent, { direction }: PublicLanguage): InlineBlock[] {
  return [BASE_STYLE, ...(style ? [style] : []), ...(direction === 'rtl' ? [RIGHT_TO_LEFT_STYLE] : [])];
}

const scriptsOf = ({ script }: PageContent) => [LEAVE, ...(script ? [script] : [])];

/** The headers of a public page. The policy allows the page's own inline blocks by their hash, and nothing else. */
export function pageHeaders(content: PageContent, language: PublicLanguage): Record<string, string> {
  const styles = stylesOf(content, language)
    .map((style) => style.hash)
    .join(' ');
  const scripts = scriptsOf(content)
    .map((script) => script.hash)
    .join(' ');
  return {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': `default-src 'none'; style-src ${styles}; script-src ${scripts}; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'`,
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-cache',
  };
}
