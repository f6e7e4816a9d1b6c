import type { ErrorCode } from '#kernel/errors.ts';
import { formatDay, LOCALES, type Locale } from '#platform/texts/texts.ts';
import { type Html, html, unsafeHtml } from '#site/html.ts';
import { BASE_STYLE, inlineBlock } from '#site/style.ts';
import { translateSite } from '#site/texts.ts';
import type { PostedAnswer, SectionFault } from '../links/answer-section.command.ts';
import type { LinkedSection } from '../links/linked-section.schema.ts';
import { translateReturnForm } from '../texts.ts';
import { LINK_HELP, sectionsWithProgress } from '../ui/return-words.ts';
import { translateReturns } from '../ui/texts.ts';
import { lawPart } from './section-form-law.ts';
import { questionPart } from './section-form-question.ts';
import { translateForm } from './texts.ts';

/** Input of a form page besides the section: its address, the number of its page, its reader's language, and the result of the last submission. */
export type FormPage = {
  locale: Locale;
  /** The address of the form, without a language. */
  address: string;
  page: number;
  exercise: boolean;
  seen: LinkedSection;
  /** Refused entries, shown again as they were written. */
  posted?: ReadonlyMap<string, PostedAnswer>;
  faults?: readonly SectionFault[];
  others?: readonly string[];
  saved?: number | undefined;
  /** How many provisions of national law were recorded. */
  recorded?: number | undefined;
};

const STYLE =
  inlineBlock(`.sheet{max-width:820px;margin:0 auto;padding:16px 16px 64px}.sheet h1{font-size:27px;line-height:34px}.sheet h2{margin-top:28px}.sheet p{margin-top:8px}
.sheet .lang{justify-content:flex-end}.sheet form{margin-top:16px}
.q{margin:20px 0 0;padding:14px 16px 16px;border:1px solid var(--line);border-radius:4px;min-inline-size:0}.q legend{padding:0 6px;margin-inline-start:-6px;font-weight:650;overflow-wrap:anywhere}
.q label{display:block}.q .pick{display:flex;gap:10px;align-items:flex-start;min-height:32px;padding-block:4px}.q .pick input{flex:none;width:20px;height:20px;margin:3px 0 0}
.q .field{margin-top:10px}.q .field>span{display:block;font-weight:600}.q textarea,.q select,.q input:not([type=radio],[type=checkbox]){width:100%;max-width:640px;font:inherit;color:inherit;background:var(--surface);border:1.5px solid var(--control);border-radius:4px;padding:8px 10px}
.q textarea{min-height:88px}summary{min-height:32px;cursor:pointer}.q .field .pick,.q>.pick{max-width:640px}.q .known{margin-block:0 6px;border-inline-start:3px solid var(--line);padding-inline-start:12px}
textarea:focus-visible{outline:2px solid #ffbf1f;outline-offset:2px;box-shadow:0 0 0 2px var(--ink);border-radius:2px}
.law{margin-top:14px}.law details{margin-top:6px}.wording{white-space:pre-line}.law a{overflow-wrap:anywhere}
.bad{border-color:var(--not)}.fault{border-inline-start:3px solid var(--not);padding-inline-start:12px;color:var(--not);font-weight:600}.news{border-inline-start:3px solid var(--late);padding-inline-start:12px}
.sheet button{min-height:44px;padding:0 18px;font:inherit;font-size:16px;line-height:22px;font-weight:600;border:1.5px solid var(--brand);border-radius:4px;background:var(--brand);color:var(--surface);cursor:pointer}.sheet button.quiet{background:var(--surface);color:var(--brand)}
.actions{display:flex;flex-wrap:wrap;gap:12px;margin-top:24px}.errors{border:1.5px solid var(--not);border-radius:4px;padding:12px 16px;margin-top:16px}.errors h2{margin-top:0}.errors ul{list-style:disc;padding-inline-start:20px}
@media print{.sheet form{display:block!important}.actions,.sheet .lang,.sheet form.accept{display:none!important}.q{break-inside:avoid;border:.5pt solid #000}.q .pick{min-height:0;align-items:center;padding-block:1pt}.q .pick input{width:9pt;height:9pt;margin:0}.q textarea,.q select,.q input:not([type=radio],[type=checkbox]){border:.5pt solid #000}}`);

/** The headers of the form: its own two styles, its own address as form target, no script. */
export const FORM_HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': `default-src 'none'; style-src ${BASE_STYLE.hash} ${STYLE.hash}; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'`,
} as const;

/** The address of a page of the form in a language. */
export const formAddress = ({ address, page }: { address: string; page: number }, locale: Locale): string =>
  `${address}?lang=${locale}${page > 1 ? `&page=${page}` : ''}`;

type Framed = Pick<FormPage, 'locale' | 'address' | 'page' | 'exercise'>;

function frame({ locale, exercise, ...at }: Framed, title: string, body: Html): string {
  const names = { en: 'English', fr: 'Français' };
  return html`<!doctype html>
<html lang="${locale}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex"><link rel="icon" href="data:,">
<title>${title} · Manumit</title>${unsafeHtml(`<style>${BASE_STYLE.text}</style><style>${STYLE.text}</style>`)}</head>
<body><a class="skip" href="#content">${translateForm(locale, 'skip')}</a>
${exercise && html`<aside class="exercise band" aria-label="${translateSite(locale, 'shell.exercise')}"><b>${translateSite(locale, 'shell.exercise')}</b>${translateSite(locale, 'shell.exercise-note')}</aside>`}
<main id="content" class="sheet" tabindex="-1">
<nav class="lang" aria-label="${translateForm(locale, 'language')}">${LOCALES.map((one) =>
    one === locale
      ? html`<b lang="${one}" aria-current="true">${names[one]}</b>`
      : html`<a lang="${one}" hreflang="${one}" href="${formAddress(at, one)}">${names[one]}</a>`,
  )}</nav>
<h1>${title}</h1>${body}</main></body></html>`.markup;
}

/** A page of the section as a form that works without JavaScript. Each button saves what is on the page. */
export function sectionFormPage(page: FormPage): string {
  const { locale, seen, posted = new Map(), faults = [], others = [], saved, recorded = 0 } = page;
  const t = (key: Parameters<typeof translateForm>[1], values?: Parameters<typeof translateForm>[2]) => translateForm(locale, key, values);
  const r = (key: Parameters<typeof translateReturns>[1], values?: Parameters<typeof translateReturns>[2]) =>
    translateReturns(locale, key, values);
  const { pages, progress } = sectionsWithProgress([seen.section], seen.answers)[0]!;
  const here = pages[page.page - 1] ?? pages[0]!;
  const rows = new Map(seen.answers.map((row) => [row.questionId, row]));
  // A refused entry stays on the page until it is corrected, even if its question is no longer asked.
  const shown = seen.section.questions.filter(
    (question) => here.asked.includes(question) || faults.some(({ questionId }) => questionId === question.id),
  );
  const hidden = seen.section.pages[here.number - 1]!.questions.length - shown.length;
  const action = formAddress({ ...page, page: here.number }, locale);
  const number = (id: string) => seen.section.questions.findIndex((question) => question.id === id) + 1;
  const savedWords = [
    saved === 0 && recorded > 0 ? '' : t('saved', { count: saved ?? 0 }),
    recorded > 0 ? t('recorded', { count: recorded }) : '',
  ]
    .filter(Boolean)
    .join(' ');
  const body = html`<p class="small m">${r('linked.for', { name: seen.name, day: formatDay(locale, seen.endsAt.slice(0, 10)) })}</p>
<details class="small screen"><summary>${r('linked.help')}</summary>${LINK_HELP.map((key) => html`<p>${r(key)}</p>`)}</details>
${saved !== undefined && faults.length === 0 && html`<p class="note" role="status">${savedWords}</p>`}
${others.length > 0 && html`<p class="news" role="status">${t('others', { count: others.length })}</p>`}
${
  faults.length > 0 &&
  html`<div class="errors" role="alert"><h2>${t('faults.title', { count: faults.length })}</h2><p>${t('faults.says')}${saved || recorded ? ` ${savedWords}` : ''}</p>
<ul>${faults.map(({ questionId }) => html`<li><a href="#q-${questionId}">${r('answer.legend', { number: number(questionId) })}</a></li>`)}</ul></div>`
}
${
  !seen.accepted &&
  html`<form class="accept" method="post" action="${action}"><button name="do" value="accept">${r('linked.accept')}</button></form>`
}
<h2>${seen.section.title[locale]}</h2>
<p>${seen.section.why[locale]}</p>
<p class="small m">${r('linked.progress', { done: progress.asked - progress.left, asked: progress.asked })}.<span class="screen"> ${t('save-says')}</span></p>
${pages.length > 1 && html`<h3>${here.title[locale]}, ${t('page', { page: here.number, pages: pages.length })}</h3>`}
<form method="post" action="${action}" autocomplete="off">
${shown.map((question) => {
  const row = rows.get(question.id);
  const fault = faults.find(({ questionId, law }) => questionId === question.id && law === undefined);
  return (
    row &&
    questionPart({
      locale,
      question,
      row,
      number: number(question.id),
      posted: posted.get(question.id),
      fault,
      news: others.includes(question.id),
      law: lawPart({ locale, question, provisions: seen.provisions, faults }),
    })
  );
})}
${hidden > 0 && html`<p class="small m">${t('more')}</p>`}
${here.number === pages.length && html`<p class="small">${r('linked.hand-back-says')}</p>`}
<div class="actions"><button name="do" value="save">${t('save')}</button>${(['previous', 'next', 'hand-back'] as const).map((step) => {
    const isOffered = step === 'previous' ? here.number > 1 : step === 'next' ? here.number < pages.length : here.number === pages.length;
    return isOffered && html`<button class="quiet" name="do" value="${step}">${t(step)}</button>`;
  })}</div>
</form>`;
  return frame(page, r('linked.title', { party: seen.party[locale], period: seen.period }), body);
}

/** After the section was handed back. */
export function handedBackPage(at: Framed): string {
  const { locale } = at;
  const done = html`<p class="note" role="status">${translateReturns(locale, 'linked.done')}</p>`;
  return frame(at, translateReturns(locale, 'linked.loading'), done);
}

/** Why a link does not work, and what to do. */
export function closedLinkPage(at: Framed, code: ErrorCode): string {
  const { locale } = at;
  const why = translateReturnForm(locale, `error.${code}` as 'error.returns/link-closed');
  const body = html`<p class="note" role="alert">${why}</p><p class="small m">${translateReturns(locale, 'linked.close')}</p>`;
  return frame(at, translateReturns(locale, 'linked.shut'), body);
}
