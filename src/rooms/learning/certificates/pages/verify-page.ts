import { readFileSync } from 'node:fs';
import { AppError } from '#kernel/errors.ts';
import { runQuery } from '#platform/query.ts';
import { type Html, type HtmlValue, html } from '#site/html.ts';
import { addressIn, type PageContent, type PageContext, type PublicPage } from '#site/public-page.ts';
import { inlineBlock } from '#site/style.ts';
import { type Words, wordsIn } from '#site/words.ts';
import { printedNumber, typedNumber } from '../certificate.rules.ts';
import type { PublicCertificate } from '../certificate.schema.ts';
import type { ContentReview } from '../content-review.ts';
import { getCheckingList, lookUpCertificate } from '../look-up-certificate.query.ts';
import { translateCertificates } from '../texts.ts';

const STYLE = inlineBlock(
  '.verify form{margin-top:20px;max-width:520px}.verify label{display:block;font-weight:600}.verify input,.verify textarea{width:100%;min-height:44px;padding:8px 10px;border:1.5px solid var(--control);border-radius:4px;background:var(--surface);color:var(--ink);font:inherit}.verify button{margin-top:10px;min-height:44px;padding:0 18px;border:1.5px solid var(--ink);border-radius:4px;background:var(--surface);color:var(--ink);font:inherit;font-weight:600}.verify button.go{background:var(--brand);border-color:var(--brand);color:var(--surface)}.verdict{display:inline-block;margin-top:20px!important;padding:8px 14px;border-radius:4px;font-size:21px;line-height:28px;font-weight:650}.verify dl{margin-top:14px;display:grid;grid-template-columns:auto 1fr;gap:4px 20px;max-width:520px}.verify dt{color:var(--muted)}.verify textarea{overflow-wrap:anywhere}@media print{.verify .lead{display:none}.verdict{border:1pt solid}}',
);
const SCRIPT = inlineBlock(readFileSync(new URL('../browser/verify.js', import.meta.url), 'utf8'));
// The texts the script shows.
const SAID = [
  'holder',
  'holder-hint',
  'holder-check',
  'holder-fits',
  'holder-other',
  'valid',
  'expired',
  'revoked',
  'forged',
  'no-key',
  'damaged',
  'cannot',
  'paper',
  'module',
  'passed',
  'until',
  'no-end',
  'review',
] as const;

/** The page that checks certificates: a code on the device itself, a number on the server. `kept`: the copy a reader saves for checks without a network. */
async function verifyContent(context: PageContext, cached = false): Promise<PageContent> {
  const { language, platform, query } = context;
  const { text, plain, plainData, day } = wordsIn(language, translateCertificates);
  const list = getCheckingList.answer.parse(await runQuery(platform, getCheckingList, { token: null, input: {} }));
  const words = Object.fromEntries([
    ...SAID.map((key) => [key, plain(`verify.${key}`)]),
    ['as-of', plain('verify.as-of', { day: '{day}' })],
    ['not-reviewed', plain('review.not-reviewed')],
    ['unknown-review', plain('review.unknown')],
    ['review-on', plain('verify.review-on', { day: '{day}' })],
  ]);
  const modules = Object.fromEntries(platform.services.courses.modules.map(({ module }) => [module.id, plainData(module.title)]));
  const months = Array.from({ length: 12 }, (_, at) =>
    day(`2000-${String(at + 1).padStart(2, '0')}`, 'long').replace(/\s*\p{Nd}{4}\s*/u, ''),
  );
  const requested = cached ? undefined : query.number;
  const data = JSON.stringify({ words, modules, months, ...list });
  const byNumber = html`<form action="${addressIn(language, '/verify')}" method="get"><label for="verify-number">${text('verify.number')}</label>
<input id="verify-number" name="number" maxlength="40" autocomplete="off" spellcheck="false" value="${requested ?? ''}"><p class="small m">${text('verify.number-hint')}</p><button class="go">${text('verify.check')}</button></form>`;
  const body = html`<div class="wrap prose verify"><h1>${text('verify.title')}</h1><p class="lead">${text('verify.lead')}</p>
<div id="verify" data-list="${data}"><div id="verify-result" role="status">${requested === undefined ? '' : await answerTo(context, requested)}</div></div>
${cached ? '' : byNumber}
<div id="verify-here" hidden><form id="verify-code-form"><label for="verify-code">${text('verify.code')}</label><textarea id="verify-code" rows="3" autocomplete="off" spellcheck="false"></textarea><button>${text('verify.code-check')}</button></form></div>
${cached ? '' : html`<div class="screen"><h2>${text('verify.offline-title')}</h2><p>${text('verify.offline')}</p><p><a href="${addressIn(language, '/verify/page')}" download="verify.html">${text('verify.offline-save')}</a></p></div>`}
<p class="m">${text('verify.nothing')}</p>${cached ? '' : html`<p class="small screen"><a href="/verify/list.json">${text('verify.list')}</a></p>`}</div>`;
  return { title: plain('verify.title'), description: plain('verify.description'), body, style: STYLE, script: SCRIPT };
}

async function answerTo({ language, platform }: PageContext, typed: string): Promise<Html> {
  const words = wordsIn(language, translateCertificates);
  const { text } = words;
  const number = typedNumber(typed);
  if (number === undefined) return html`<p class="verdict late">${text('verify.number-damaged')}</p>`;
  const found = (await runQuery(platform, lookUpCertificate, { token: null, input: { number: typed } })) as PublicCertificate | null;
  if (found === null) return html`<p class="verdict not">${text('verify.unknown')}</p>`;
  const now = platform.clock().toISOString();
  const ended = found.validUntil !== null && found.validUntil < now.slice(0, 10);
  const [kind, word] = found.revokedOn !== null ? ['not', 'revoked'] : ended ? ['late', 'expired'] : ['met', 'valid'];
  const day = (date: string | null) => (date === null ? text('verify.no-end') : words.day(date, 'long'));
  return html`<p class="verdict ${kind}">${text(`verify.${word as 'valid'}`)}</p><dl><dt>${text('verify.paper')}</dt><dd>${printedNumber(number)}</dd><dt>${text('verify.module')}</dt><dd>${titleOf(platform, found.moduleId, words)}</dd><dt>${text('verify.passed')}</dt><dd>${day(found.passedOn)}</dd><dt>${text('verify.until')}</dt><dd>${day(found.validUntil)}</dd><dt>${text('verify.review')}</dt><dd>${reviewText(words, found.review)}</dd></dl><p class="small m">${text('verify.now', { day: words.day(now.slice(0, 10), 'long'), time: now.slice(11, 16) })}</p>`;
}

function reviewText(
  { text, plainData, day }: Pick<Words<Parameters<typeof translateCertificates>[1]>, 'text' | 'plainData' | 'day'>,
  review: ContentReview,
): HtmlValue {
  if (review.status !== 'reviewed') return text(`review.${review.status}`);
  return text('review.reviewed', { work: plainData(review.work), day: day(review.on, 'long') });
}

function titleOf(platform: PageContext['platform'], moduleId: string, { data }: Pick<Words<never>, 'data'>): HtmlValue {
  try {
    return data(platform.services.courses.module(moduleId).module.title);
  } catch (error) {
    // Certificates of a module that is no longer taught stay valid.
    if (error instanceof AppError) return moduleId;
    throw error;
  }
}

/** The public pages of certificates. */
export const certificatePages: readonly PublicPage[] = [
  {
    path: '/verify',
    summary: 'Check a certificate',
    asks: ['number'],
    // Rendered each time, because the page shows when the number was looked up.
    once: ({ number }) => number !== undefined,
    render: (context) => verifyContent(context),
  },
  { path: '/verify/page', summary: 'The page that checks certificates, to keep', render: (context) => verifyContent(context, true) },
];
