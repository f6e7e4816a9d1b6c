import { collator, formatDay, type Locale } from '#platform/texts/texts.ts';
import { type Html, html } from '#site/html.ts';
import { addressIn, type PageContent, type PageContext } from '#site/public-page.ts';
import { inlineBlock } from '#site/style.ts';
import type { PublicAnswer, PublicLine, PublicReturnView } from '../../public/public.schema.ts';
import { say } from './texts.ts';

const STYLE = inlineBlock(
  `.years,.contents{display:flex;flex-wrap:wrap;gap:0 18px;list-style:none!important;padding:0!important}.years a,.contents a,.years b{line-height:44px;display:inline-block}.answers dt{margin-top:14px;padding-top:12px;border-top:1px solid var(--soft)}.answers dd p{margin-top:4px}.answers dd{overflow-wrap:anywhere}.answers dd>*{white-space:pre-line}.answers .said{font-weight:600}@media print{.answers dt{margin-top:4pt;padding-top:4pt}}`,
);

const addressOf = (locale: Locale, query: string) => `${addressIn(locale, '/returns')}?${query}`;
const page = (title: string, description: string, body: Html): PageContent => ({
  title,
  description,
  body: html`<div class="wrap prose"><h1>${title}</h1>${body}</div>`,
  style: STYLE,
});

/** Who returned in a year, as far as everybody may know; or that nobody has let it be known. */
export function returnsContent(
  { locale }: PageContext,
  { years, year, returns }: { years: readonly string[]; year: string | null; returns: readonly PublicLine[] },
): PageContent {
  const compare = collator(locale);
  const lines = returns
    .toSorted((a, b) => compare(a.party[locale], b.party[locale]))
    .map((one) => {
      const name = one.open ? html`<a href="${addressOf(locale, `return=${one.id}`)}">${one.party[locale]}</a>` : one.party[locale];
      const until = one.due && ` (${say(locale, 'asked-until', { day: formatDay(locale, one.due, 'long') })})`;
      return html`<li>${name}${say(locale, 'stands', { standing: say(locale, `standing.${one.standing}`) })}${until}</li>`;
    });
  const others = html`<nav class="screen" aria-label="${say(locale, 'years')}"><ul class="years">${years.map(
    (one) =>
      html`<li>${one === year ? html`<b aria-current="true">${one}</b>` : html`<a href="${addressOf(locale, `year=${one}`)}">${one}</a>`}</li>`,
  )}</ul></nav>`;
  const body = html`<p class="lead">${say(locale, 'lead')}</p><p class="note">${say(locale, 'reading')}</p>${
    year === null
      ? html`<p>${say(locale, 'none')}</p>`
      : html`${years.length > 1 && others}<h2>${say(locale, 'year', { year })}</h2><ul>${lines}</ul>`
  }<p><a href="${addressIn(locale, '/reviews')}">${say(locale, 'reviews')}</a></p>`;
  return page(say(locale, 'title'), say(locale, 'description'), body);
}

/** What an address says of which nothing is open. */
export function missingContent({ locale }: PageContext): PageContent {
  const back = html`<p><a href="${addressIn(locale, '/returns')}">${say(locale, 'back')}</a></p>`;
  return page(say(locale, 'title'), say(locale, 'description'), html`<p class="lead">${say(locale, 'missing')}</p>${back}`);
}

/** One return: the sections that are open, question by question, with source and date. */
export function returnContent({ locale }: PageContext, view: PublicReturnView): PageContent {
  const { period, number } = view;
  const party = view.party[locale];
  // A date does not break.
  const day = formatDay(locale, view.submittedAt.slice(0, 10), 'long').replaceAll(' ', '\u00a0');
  const hides = view.sections.some(({ answers }) => answers.some(({ leftOut }) => leftOut));
  const sections = view.sections.map(
    ({ id, title, answers }) =>
      html`<section><h2 id="s-${id}">${title[locale]}</h2>${
        answers.length === 0
          ? html`<p>${say(locale, 'no-answers')}</p>`
          : html`<dl class="answers">${answers.map((answer) => html`<dt>${answer.question.text[locale]}</dt><dd>${saidIn(locale, answer)}</dd>`)}</dl>`
      }</section>`,
  );
  // One section needs no list of them.
  const contents =
    view.sections.length > 1 &&
    html`<nav class="screen" aria-label="${say(locale, 'contents')}"><ul class="contents">${view.sections.map(({ id, title }) => html`<li><a href="#s-${id}">${title[locale]}</a></li>`)}</ul></nav>`;
  const body = html`<p class="lead">${say(locale, 'source', { title: view.title[locale], party, period, number, day })}</p>
<p class="note">${say(locale, 'parts')}</p>${contents}${sections}
${hides && html`<p class="small m">${say(locale, 'small', { n: view.smallest })}</p>`}
<p><a href="${addressOf(locale, `year=${period}`)}">${say(locale, 'back')}</a></p>`;
  return page(say(locale, 'one', { party, period }), say(locale, 'one-description', { party, period }), body);
}

// A figure left out is said in words to whoever hears the page.
function saidIn(locale: Locale, answer: PublicAnswer): Html {
  const { choice, leftOut, note, page: at } = answer;
  const dash = html`<span aria-hidden="true">–</span><span class="hidden">${say(locale, 'left-out')}</span>`;
  const bare = say(locale, choice === 'elsewhere' ? 'elsewhere' : choice === 'still-true' ? 'confirmed' : 'not-known');
  return html`<p class="said">${leftOut ? dash : (wordsOf(locale, answer) ?? bare)}</p>${note !== null && html`<p>${say(locale, 'remark', { note })}</p>`}${
    at !== null && choice === 'elsewhere' && html`<p class="small m">${say(locale, 'page', { page: at })}</p>`
  }`;
}

function wordsOf(locale: Locale, { question, value }: PublicAnswer): string | null {
  if (value === null) return null;
  if (typeof value === 'number') return [say(locale, 'number', { n: value }), question.unit?.[locale]].filter(Boolean).join(' ');
  const options = new Map(question.options?.map(({ id, text }) => [id, text[locale]]));
  if (Array.isArray(value)) return value.map((one) => options.get(one) ?? one).join(', ');
  switch (question.type) {
    case 'extent':
    case 'yes-no':
    case 'tally':
      return say(locale, `value.${value as 'yes' | 'in-part' | 'no' | 'under-way' | 'nil'}`);
    case 'date':
      return formatDay(locale, value, 'long');
    default:
      return options.get(value) ?? value;
  }
}
