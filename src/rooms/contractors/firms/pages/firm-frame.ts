import type { ErrorCode } from '#kernel/errors.ts';
import { LOCALES, type Locale } from '#platform/texts/texts.ts';
import { type Html, html, unsafeHtml } from '#site/html.ts';
import { BASE_STYLE, inlineBlock } from '#site/style.ts';
import { translateSite } from '#site/texts.ts';
import { translateContractors } from '../../texts.ts';
import type { FirmPage } from '../firm.schema.ts';
import { translateFirm } from '../texts.ts';

const STYLE =
  inlineBlock(`.sheet{max-width:720px;margin:0 auto;padding:12px 16px 64px;overflow-wrap:anywhere}.sheet h1{font-size:27px;line-height:34px;margin-top:8px}.sheet h2{margin-top:36px;padding-top:20px;border-top:1px solid var(--line)}.sheet p{margin-top:8px}
.sheet .lang{justify-content:flex-end}.sheet form{margin-top:12px}.box{border:2px solid var(--ink);border-radius:6px;padding:4px 16px 16px;margin-top:20px}.box h2{margin-top:8px;padding-top:0;border:0}
.pick{display:flex;gap:12px;align-items:flex-start;min-height:44px;padding:10px 12px;margin-top:8px;border:1.5px solid var(--control);border-radius:4px}.pick input{flex:none;width:22px;height:22px;margin:2px 0 0}.pick:has(:checked){background:var(--chosen);border-color:var(--brand)}
fieldset{border:0;margin:16px 0 0;padding:0;min-inline-size:0}legend{padding:0;font-weight:600}.field{display:block;margin-top:16px}.field>span{display:block}.field .l{font-weight:600}
.field input,.field textarea{display:block;width:100%;margin-top:4px;font:inherit;color:inherit;background:var(--surface);border:1.5px solid var(--control);border-radius:4px;padding:10px 12px}.field textarea{min-height:110px}
textarea:focus-visible{outline:2px solid #ffbf1f;outline-offset:2px;box-shadow:0 0 0 2px var(--ink);border-radius:2px}
.sheet button,.go{display:inline-flex;align-items:center;min-height:48px;padding:8px 20px;margin-top:16px;font:inherit;font-weight:600;border:1.5px solid var(--brand);border-radius:4px;background:var(--brand);color:var(--surface);cursor:pointer;text-decoration:none}.go.quiet{background:var(--surface);color:var(--brand)}
.go+.go{margin-inline-start:12px}.errors{border:1.5px solid var(--not);border-radius:4px;padding:12px 16px;margin-top:16px}.errors h2{margin:0;padding:0;border:0;color:var(--not)}
.list{list-style:disc;padding-inline-start:20px}.list li{padding-block:4px}.asked{margin-top:20px;padding-inline-start:14px;border-inline-start:3px solid var(--line)}
.code{font-size:26px;line-height:34px;font-weight:650;letter-spacing:.06em}.paper{white-space:pre-wrap;font:inherit;border:1px solid var(--line);border-radius:4px;padding:14px 16px;margin:8px 0 0}
@media(max-width:480px){.go,.sheet button{display:flex;justify-content:center;width:100%}.go+.go{margin-inline-start:0}}
@media print{.sheet .lang,.sheet .screen{display:none!important}.paper{border:.5pt solid #000}.code{font-size:16pt}}`);

/** The headers of a firm's page: its own two styles, its own address as form target, no script. */
export const FIRM_HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': `default-src 'none'; style-src ${BASE_STYLE.hash} ${STYLE.hash}; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'`,
} as const;

/** Which page this is: its address without a language, its language, and whether this is the exercise. */
export type Framed = { locale: Locale; address: string; exercise: boolean };

/** What was posted and refused: the form, why, and its fields as they were sent. */
export type Refused = { form: 'certify' | 'answer' | 'notify' | 'files'; fault: string; fields: URLSearchParams };
export type FirmPageAt = Framed & {
  seen: FirmPage;
  today: string;
  /** A new id for what a form sends: sent twice, it is stored once. Each form has its own. */
  newMessageId: () => string;
  /** The address of a receipt. */
  receiptAt: (messageId: string) => string;
  noticeAt: string;
  limitHours: number;
  /** After how many months the bytes of a file are deleted. */
  keepMonths: number;
  refused?: Refused;
};

/** The words of these pages in a language. */
export const wordsOf =
  (locale: Locale) =>
  (key: Parameters<typeof translateFirm>[1], values?: Parameters<typeof translateFirm>[2]): string =>
    translateFirm(locale, key, values);

/** The address that calls a telephone number. */
export const callAddress = (telephone: string): string => `tel:${telephone.replace(/[^+\d]/g, '')}`;

/** What was wrong with a form, at its head. */
export function refusal(at: FirmPageAt, form: Refused['form']): Html | false {
  const t = wordsOf(at.locale);
  return (
    at.refused?.form === form &&
    html`<div class="errors" role="alert"><h2>${t('error.title')}</h2><p>${at.refused.fault}${form !== 'files' && html` ${t('error.says')}`}</p></div>`
  );
}

/** A page of a firm around its content. */
export function frame({ locale, exercise, address }: Framed, title: string, body: Html): string {
  const t = wordsOf(locale);
  const names = { en: 'English', fr: 'Français' };
  const at = (one: Locale) => `${address}${address.includes('?') ? '&' : '?'}lang=${one}`;
  return html`<!doctype html>
<html lang="${locale}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex"><link rel="icon" href="data:,">
<title>${title} · Manumit</title>${unsafeHtml(`<style>${BASE_STYLE.text}</style><style>${STYLE.text}</style>`)}</head>
<body><a class="skip" href="#content">${t('skip')}</a>
${exercise && html`<aside class="exercise band" aria-label="${translateSite(locale, 'shell.exercise')}"><b>${translateSite(locale, 'shell.exercise')}</b>${translateSite(locale, 'shell.exercise-note')}</aside>`}
<main id="content" class="sheet" tabindex="-1">
<nav class="lang" aria-label="${t('language')}">${LOCALES.map((one) =>
    one === locale
      ? html`<b lang="${one}" aria-current="true">${names[one]}</b>`
      : html`<a lang="${one}" hreflang="${one}" href="${at(one)}">${names[one]}</a>`,
  )}</nav>
<h1>${title}</h1>${body}</main></body></html>`.markup;
}

/** Why a link does not open, and what to do. */
export function closedPage(at: Framed, code: ErrorCode): string {
  const why = translateContractors(at.locale, `error.${code}` as 'error.contractors/firm-link-unknown');
  const t = wordsOf(at.locale);
  return frame(at, t('closed'), html`<p class="note" role="alert">${why}</p><p>${t('closed.notice')}</p>`);
}
