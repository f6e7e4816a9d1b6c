import type { z } from 'zod';
import { type Html, type HtmlValue, html } from '#site/html.ts';
import { addressIn, type PageContent, type PageContext } from '#site/public-page.ts';
import { inlineBlock } from '#site/style.ts';
import { type Words, wordsIn } from '#site/words.ts';
import type { listPublicReturns } from '../../public/get-public.query.ts';
import type { PublicAnswer, PublicReturnView } from '../../public/public.schema.ts';
import { translateReturnPages } from './texts.ts';

const STYLE = inlineBlock(
  `.years,.contents{display:flex;flex-wrap:wrap;gap:0 18px;list-style:none!important;padding:0!important}.years a,.contents a,.years b{line-height:44px;display:inline-block}.answers dt{margin-top:14px;padding-top:12px;border-top:1px solid var(--soft)}.answers dd p{margin-top:4px}.answers dd{overflow-wrap:anywhere}.answers dd>*{white-space:pre-line}.answers .said{font-weight:600}@media print{.answers dt{margin-top:4pt;padding-top:4pt}}`,
);

const addressOf = (words: PageWords, query: string) => `${addressIn(words.language, '/returns')}?${query}`;
type PageWords = Words<Parameters<typeof translateReturnPages>[1]>;
const page = (
  words: PageWords,
  keys: [title: 'title' | 'one', description: 'description' | 'one-description'],
  body: Html,
  values = {},
): PageContent => ({
  title: words.plain(keys[0], values),
  description: words.plain(keys[1], values),
  body: html`<div class="wrap prose"><h1>${words.text(keys[0], values)}</h1>${body}</div>`,
  style: STYLE,
});

/** Which parties returned in a year, as far as they publish that, or a note that none does. */
export function returnsContent(
  { language }: PageContext,
  { years, year, returns, ...counts }: z.infer<typeof listPublicReturns.answer>,
): PageContent {
  const words = wordsIn(language, translateReturnPages);
  const lines = returns
    .toSorted((a, b) => words.compare(words.plainData(a.party), words.plainData(b.party)))
    .map((one) => {
      const name = one.open ? html`<a href="${addressOf(words, `return=${one.id}`)}">${words.data(one.party)}</a>` : words.data(one.party);
      const until = one.due && html` (${words.text('asked-until', { day: words.day(one.due, 'long') })})`;
      const line = html`<li>${name}${words.text('status-line', { status: words.plain(`status.${one.status}`) })}${until}</li>`;
      return { isNation: one.kind === 'nation', line };
    });
  const listOf = (nations: boolean) => lines.flatMap(({ isNation, line }) => (isNation === nations ? [line] : []));
  const bodies = listOf(false);
  const others = html`<nav class="screen" aria-label="${words.plain('years')}"><ul class="years">${years.map(
    (one) =>
      html`<li>${one === year ? html`<b aria-current="true">${one}</b>` : html`<a href="${addressOf(words, `year=${one}`)}">${one}</a>`}</li>`,
  )}</ul></nav>`;
  const body = html`<p class="lead">${words.text('lead')}</p><p class="note">${words.text('reading')}</p>${
    year === null
      ? html`<p>${words.text('none')}</p>`
      : html`${years.length > 1 && others}<h2>${words.text('year', { year })}</h2><p>${words.text(countsKey(counts), { asked: counts.asked ?? 0, answered: counts.answered ?? 0, n: counts.smallest })}</p><ul>${listOf(true)}</ul>${bodies.length > 0 && html`<h2>${words.text('year-others', { year })}</h2><ul>${bodies}</ul>`}`
  }<p><a href="${addressIn(words.language, '/reviews')}">${words.text('reviews')}</a></p>`;
  return page(words, ['title', 'description'], body);
}

// Nations that release nothing are counted, never named.
function countsKey({ asked, answered }: { asked: number | null; answered: number | null }) {
  if (asked === null) return 'counts.none' as const;
  return answered === null ? ('counts.asked' as const) : ('counts.both' as const);
}

/** Shown for an address under which nothing is published. */
export function missingContent({ language }: PageContext): PageContent {
  const words = wordsIn(language, translateReturnPages);
  const back = html`<p><a href="${addressIn(words.language, '/returns')}">${words.text('back')}</a></p>`;
  return page(words, ['title', 'description'], html`<p class="lead">${words.text('missing')}</p>${back}`);
}

/** One return: its public sections, question by question, with source and date. */
export function returnContent({ language }: PageContext, view: PublicReturnView): PageContent {
  const { period, number, kind } = view;
  const words = wordsIn(language, translateReturnPages);
  const party = words.plainData(view.party);
  // Keeps a date on one line.
  const day = words.day(view.submittedAt.slice(0, 10), 'long').replaceAll(' ', '\u00a0');
  const hides = view.sections.some(({ answers }) => answers.some(({ leftOut }) => leftOut));
  const sections = view.sections.map(
    ({ id, title, answers }) =>
      html`<section><h2 id="s-${id}">${words.data(title)}</h2>${
        answers.length === 0
          ? html`<p>${words.text('no-answers', { kind })}</p>`
          : html`<dl class="answers">${answers.map((answer) => html`<dt>${words.data(answer.question.text)}</dt><dd>${answerHtml(words, answer)}</dd>`)}</dl>`
      }</section>`,
  );
  // A single section needs no table of contents.
  const contents =
    view.sections.length > 1 &&
    html`<nav class="screen" aria-label="${words.plain('contents')}"><ul class="contents">${view.sections.map(({ id, title }) => html`<li><a href="#s-${id}">${words.data(title)}</a></li>`)}</ul></nav>`;
  const body = html`<p class="lead">${words.text('source', { title: words.plainData(view.title), party, kind, period, number, day })}</p>
<p class="note">${words.text('parts', { kind })}</p>${contents}${sections}
${hides && html`<p class="small m">${words.text('small', { n: view.smallest })}</p>`}
<p><a href="${addressOf(words, `year=${period}`)}">${words.text('back')}</a></p>`;
  return page(words, ['one', 'one-description'], body, { party, kind, period });
}

// A suppressed figure is written in words for screen readers.
function answerHtml(words: PageWords, answer: PublicAnswer): Html {
  const { choice, leftOut, note, page: at } = answer;
  const dash = html`<span aria-hidden="true">–</span><span class="hidden">${words.text('left-out')}</span>`;
  const bare = words.text(choice === 'elsewhere' ? 'elsewhere' : choice === 'still-true' ? 'confirmed' : 'not-known');
  return html`<p class="said">${leftOut ? dash : (wordsOf(words, answer) ?? bare)}</p>${note !== null && html`<p>${words.text('remark', { note })}</p>`}${
    at !== null && choice === 'elsewhere' && html`<p class="small m">${words.text('page', { page: at })}</p>`
  }`;
}

function wordsOf(words: PageWords, { question, value }: PublicAnswer): HtmlValue {
  if (value === null) return null;
  if (typeof value === 'number') return html`${words.text('number', { n: value })}${question.unit && html` ${words.data(question.unit)}`}`;
  const options = new Map(question.options?.map(({ id, text }) => [id, words.plainData(text)]));
  if (Array.isArray(value)) return value.map((one) => options.get(one) ?? one).join(', ');
  switch (question.type) {
    case 'extent':
    case 'yes-no':
    case 'tally':
      return words.text(`value.${value as 'yes' | 'in-part' | 'no' | 'under-way' | 'nil'}`);
    case 'date':
      return words.day(value, 'long');
    default:
      return options.get(value) ?? value;
  }
}
