import { html, unsafeHtml } from './html.ts';
import { directionOf } from './page.ts';
import type { SiteSettings } from './public-page.ts';
import { BASE_STYLE, inlineBlock } from './style.ts';
import { translateSite } from './texts.ts';
import { wordsIn } from './words.ts';

const STYLE = inlineBlock(`.fault{max-width:700px;margin:0 auto;padding:32px 16px 64px}.fault p{margin-top:14px}.fault form{margin-top:20px}
.fault label{display:block;font-weight:600;margin-bottom:16px}.fault label input{display:block;width:100%;max-width:320px;margin-top:4px;min-height:44px;padding:0 12px;font:inherit;border:1.5px solid var(--control);border-radius:4px;background:var(--surface);color:var(--ink)}
.fault button{min-height:44px;padding:0 18px;font:inherit;font-weight:600;border:1.5px solid var(--brand);border-radius:4px;background:var(--brand);color:var(--surface);cursor:pointer}`);

// The page may send a form only to its own site, and runs no script.
const HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': `default-src 'none'; style-src ${BASE_STYLE.hash} ${STYLE.hash}; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'`,
} as const;

/** How many fields of a form are repeated: our longest form has some two thousand. */
const MAX_FIELDS = 4_000;
/** Secret fields of a form: they are not repeated in the page and have to be typed again. */
export const SECRET_FIELDS: readonly string[] = ['pin'];
// For these errors the same request may succeed in a moment. For any other it would be refused again.
const MAY_PASS = [408, 429, 500, 503, 507];
// Under an address that is not ours the request would be refused again, and a form must not be sent there.
const MISDIRECTED = 421;
const NOT_FOUND = 404;

/**
 * The page that explains an error to a person with a browser, and what to do next. Where the same request may succeed in a moment, the page contains the
 * submitted form and one button that sends it again, except for secret fields, which have to be typed again. Where the form could not be read, because it was
 * too large or the server too busy, the back link leads to the form.
 */
export function faultPage(
  { status, title }: { status: number; title: string },
  { language: languageCode, method, url, form }: { language: string; method: string; url: string; form: URLSearchParams | null },
  { languages, exercise }: Pick<SiteSettings, 'languages' | 'exercise'>,
): { headers: Readonly<Record<string, string>>; body: string } {
  const language = languages.find(({ code }) => code === languageCode) ?? languages[0]!;
  const { text, plain } = wordsIn(language, translateSite);
  // Always an address of this site: two slashes would be another host.
  const address = `/${url.replace(/^[/\\]+/, '')}`;
  const sentFields = form === null || form.size > MAX_FIELDS ? [] : [...form];
  const isMissing = method !== 'POST' && status === NOT_FOUND;
  const heading = isMissing ? 'missing.title' : 'fault.title';
  const explanation = isMissing
    ? html`<p>${text('missing.text')}</p>`
    : html`<p class="note" role="alert"${language.code !== language.locale && unsafeHtml(` lang="${language.locale}" dir="ltr"`)}>${title}</p>`;
  const start = html`<p><a href="/">${text('missing.start')}</a></p>`;
  const nextStep = () => {
    if (status === MISDIRECTED) return null;
    if (method !== 'POST') return MAY_PASS.includes(status) ? html`<p><a href="${address}">${text('fault.again')}</a></p>` : start;
    if (!MAY_PASS.includes(status)) return html`<p>${text('fault.return')}</p>${start}`;
    if (sentFields.length === 0) return html`<p>${text('fault.back')}</p>`;
    const fields = sentFields.map(([name, value]) =>
      SECRET_FIELDS.includes(name)
        ? html`<label>${text('fault.pin')}<input name="${name}" type="password" inputmode="numeric" required autocomplete="off"></label>`
        : html`<input type="hidden" name="${name}" value="${value}">`,
    );
    const notice = text(sentFields.some(([name]) => SECRET_FIELDS.includes(name)) ? 'fault.kept-but-pin' : 'fault.kept');
    return html`<p>${notice}</p><form method="post" action="${address}">${fields}<button>${text('fault.send')}</button></form>`;
  };
  const { markup } = html`<!doctype html>
<html lang="${language.code}"${directionOf(language)}>
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex"><link rel="icon" href="data:,">
<title>${plain(heading)} · Manumit</title>${unsafeHtml(`<style>${BASE_STYLE.text}</style><style>${STYLE.text}</style>`)}</head>
<body>${exercise && html`<aside class="exercise band" aria-label="${plain('shell.exercise')}"><b>${text('shell.exercise')}</b>${text('shell.exercise-note')}</aside>`}
<main class="fault"><h1>${text(heading)}</h1>${explanation}${nextStep()}</main></body></html>`;
  return { headers: HEADERS, body: markup };
}
