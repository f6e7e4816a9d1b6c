import type { Locale } from '#platform/texts/texts.ts';
import { type Html, html } from '#site/html.ts';
import { addressIn, type PageContent, type PageContext, type PublicPage } from '#site/public-page.ts';
import { inlineBlock } from '#site/style.ts';
import { ACCOUNTS, emailOf } from '../cast.ts';
import { type Key, say } from '../texts.ts';
import { type Step, WALKS, type Walk } from '../walks.ts';

const STYLE = inlineBlock(`.walks h2{border-top:1px solid var(--line);padding-top:24px}.walks>nav ul{margin-top:20px}
.walks ol{margin-top:12px;padding-inline-start:24px;list-style:decimal}.walks ol li{padding:6px 0}.walks ol li::marker{color:var(--muted)}
.walks ol p{margin:0}.walks .account{overflow-wrap:anywhere}
@media print{.walks section{break-inside:avoid}}`);

/** The page of guided walks. Mounted in an exercise only. */
export const exercisePages: readonly PublicPage[] = [
  { path: '/exercise', summary: 'Guided walks of the exercise', render: exerciseContent },
];

function exerciseContent({ locale, site }: PageContext): PageContent {
  const text = (key: Key) => say(locale, key);
  const body = html`<div class="wrap prose walks"><h1>${text('page.title')}</h1><p class="lead">${text('page.lead')}</p>
<p>${text('page.how')}</p><p class="note">${text('page.passwords')}</p><p>${text('page.keep')}</p>
<nav class="screen" aria-label="${text('page.contents')}"><ul>${WALKS.map(({ id, title }) => html`<li><a href="#${id}">${text(title)}</a></li>`)}</ul></nav>
${WALKS.map((walk) => section(locale, walk, site.desk !== null))}</div>`;
  return { title: text('page.title'), description: text('page.description'), body, style: STYLE };
}

function section(locale: Locale, { id, account, title, wants, steps }: Walk, withDesk: boolean): Html {
  return html`<section id="${id}"><h2>${say(locale, title)}</h2><p><b>${say(locale, wants)}</b></p><p class="account">${signIn(locale, account)}</p>
<ol>${steps.map((step) => html`<li>${stepWords(locale, step, withDesk)}</li>`)}</ol></section>`;
}

function signIn(locale: Locale, key: string | null): string {
  if (key === null) return say(locale, 'page.no-account');
  const account = ACCOUNTS.find((one) => one.key === key);
  if (account === undefined) throw new Error(`The cast has no ${key}.`);
  return say(locale, 'page.sign-in', { name: account.name, role: say(locale, `role.${account.role}` as Key), email: emailOf(account) });
}

function stepWords(locale: Locale, { link, todo, see }: Step, withDesk: boolean): Html {
  const words = say(locale, todo);
  const leads = link !== null && (withDesk || !link.startsWith('/desk'));
  const shown = leads ? html`<a href="${addressOf(locale, link)}">${words}</a>` : words;
  return html`<p>${shown}</p><p class="m">${say(locale, 'page.see')} ${say(locale, see)}</p>`;
}

// The desk reads its language from the account, a file has none, and the player has its own way of saying it.
function addressOf(locale: Locale, link: string): string {
  if (link === '/learn') return `/learn/${locale}`;
  return link.startsWith('/desk') || link.endsWith('.csv') ? link : addressIn(locale, link);
}
