import { type Html, type HtmlValue, html } from '#site/html.ts';
import { addressIn, type PageContent, type PageContext, type PublicPage } from '#site/public-page.ts';
import { inlineBlock } from '#site/style.ts';
import { type Words, wordsIn } from '#site/words.ts';
import { type TourKey, translateTour } from '#web/tour/texts.ts';
import { type Step, WALKS, type Walk } from '#web/tour/walks.ts';
import { ACCOUNTS, emailOf } from '../cast.ts';
import { type Key, translateExercise } from '../texts.ts';

const STYLE = inlineBlock(`.walks h2{border-top:1px solid var(--line);padding-top:24px}.walks>nav ul{margin-top:20px}
.walks ol{margin-top:12px;padding-inline-start:24px;list-style:decimal}.walks ol li{padding:6px 0}.walks ol li::marker{color:var(--muted)}
.walks ol p{margin:0}.walks .account{overflow-wrap:anywhere}
@media print{.walks section{break-inside:avoid}}`);

type PageWords = Words<Key>;
type WalkWords = Words<TourKey>;

/** The page of guided walks. Mounted in an exercise only. */
export const exercisePages: readonly PublicPage[] = [
  { path: '/exercise', summary: 'Guided walks of the exercise', render: exerciseContent },
];

function exerciseContent({ language, site }: PageContext): PageContent {
  const words = wordsIn(language, translateExercise);
  const walkWords = wordsIn(language, translateTour);
  const { text, plain } = words;
  const withDesk = site.desk !== null;
  const body = html`<div class="wrap prose walks"><h1>${text('page.title')}</h1><p class="lead">${text('page.lead')}</p>
<p>${text('page.how')}${withDesk ? html` ${text('page.bar')}` : ''}</p><p class="note">${text('page.passwords')}</p><p>${text('page.keep')}</p>
<nav class="screen" aria-label="${plain('page.contents')}"><ul>${WALKS.map(({ id, title }) => html`<li><a href="#${id}">${walkWords.text(title)}</a></li>`)}</ul></nav>
${WALKS.map((walk) => section(words, walkWords, walk, withDesk))}</div>`;
  return { title: plain('page.title'), description: plain('page.description'), body, style: STYLE };
}

function section(words: PageWords, walkWords: WalkWords, { id, account, title, wants, steps }: Walk, withDesk: boolean): Html {
  const follow =
    withDesk && account !== null ? html`<p class="screen"><a href="/desk/?walk=${id}">${words.text('page.follow')}</a></p>` : '';
  return html`<section id="${id}"><h2>${walkWords.text(title)}</h2><p><b>${walkWords.text(wants)}</b></p><p class="account">${signIn(words, account)}</p>${follow}
<ol>${steps.map((step) => html`<li>${stepWords(walkWords, step, withDesk)}</li>`)}</ol></section>`;
}

function signIn(words: PageWords, key: string | null): HtmlValue {
  if (key === null) return words.text('page.no-account');
  const account = ACCOUNTS.find((one) => one.key === key);
  if (account === undefined) throw new Error(`The cast has no ${key}.`);
  return words.text('page.sign-in', { name: account.name, role: words.plain(`role.${account.role}` as Key), email: emailOf(account) });
}

function stepWords(words: WalkWords, { link, todo, see }: Step, withDesk: boolean): Html {
  const name = words.text(todo);
  const leads = link !== null && (withDesk || !link.startsWith('/desk'));
  const heading = leads ? html`<a href="${addressOf(words, link)}">${name}</a>` : name;
  return html`<p>${heading}</p><p class="m">${words.text('see')} ${words.text(see)}</p>`;
}

// The desk takes its language from the account, a file has none, and the player has its own parameter for it.
function addressOf(words: WalkWords, link: string): string {
  if (link === '/learn') return `/learn/${words.language.code}`;
  return link.startsWith('/desk') || link.endsWith('.csv') ? link : addressIn(words.language, link);
}
