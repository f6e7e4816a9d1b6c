import { formatDay } from '#platform/texts/texts.ts';
import type { CourseLanguage } from '#rooms/courses/index.ts';
import { html } from '#site/html.ts';
import { type LearnPage, learnAddress } from './shell.ts';

/** The message above the form: that another phone took over, or that something is wrong. */
type Notice = { kind: 'bad' | 'care'; text: string; lang: string };

/** Why a session ended, and when. */
export function noticeOfEnd({ words, locale, t }: CourseLanguage, over: { over: string; at: string } | null): Notice | null {
  if (over === null) return null;
  const values = { day: formatDay(locale, over.at.slice(0, 10)), time: over.at.slice(11, 16) };
  return { kind: 'care', lang: words.lang, text: t(`learn.over.${over.over}` as 'learn.over.left', values) };
}

/** The sign-in page with an access slip. The typed values come back, except the PIN. */
export function enterPage(
  language: CourseLanguage,
  notice: Notice | null,
  typed: { code?: string | undefined; number?: string } = {},
): LearnPage {
  const { t } = language;
  return {
    title: t('learn.enter'),
    bar: t('learn.training'),
    status: notice?.kind === 'bad' ? 422 : 200,
    body: html`<h1>${t('learn.enter')}</h1>${notice && html`<div class="${notice.kind}" role="alert" lang="${notice.lang}"><p>${notice.text}</p></div>`}<p>${t('learn.enter-note')}</p>
<form method="post" action="${learnAddress(language, '/enter')}" id="enter" autocomplete="off">
<label class="in">${t('learn.code')}<span>${t('learn.code-hint')}</span><input name="code" required maxlength="20" autocapitalize="characters" autocomplete="off" spellcheck="false" value="${typed.code ?? ''}"></label>
<label class="in">${t('learn.number')}<input name="number" required maxlength="30" autocapitalize="characters" autocomplete="off" spellcheck="false" value="${typed.number ?? ''}"></label>
<label class="in">${t('learn.pin')}<span>${t('learn.pin-hint')}</span><input name="pin" type="password" required maxlength="12" inputmode="numeric" autocomplete="off"></label>
<button class="go">${t('learn.begin')}</button></form><p class="k">${t('learn.no-access-slip')}</p>`,
  };
}

/**
 * The sign-in page from a desk account. Only the button signs in: programs such as mail filters and previews open addresses before the person does, and must
 * neither use the address up nor be signed in by it.
 */
export function ownPage(language: CourseLanguage, once: string): LearnPage {
  const { t } = language;
  return {
    title: t('learn.own'),
    bar: t('learn.training'),
    body: html`<h1>${t('learn.own')}</h1><p>${t('learn.own-note')}</p>
<form method="post" action="${learnAddress(language, '/own')}" id="own"><input type="hidden" name="once" value="${once}"><button class="go">${t('learn.own-begin')}</button></form>`,
  };
}

/** Others are queued: the page refreshes automatically. For a browser that does not, there is a link. `seconds`: the longest wait, if known. */
export function waitingPage(language: CourseLanguage, seconds: number | undefined): LearnPage {
  const { t } = language;
  return {
    title: t('learn.wait'),
    bar: t('learn.training'),
    body: html`<h1>${t('learn.wait')}</h1><div role="status"><p>${t('learn.wait-note')}</p>${seconds !== undefined && html`<p>${t('learn.wait-long', { seconds: String(Math.ceil(seconds / 5) * 5) })}</p>`}</div><p><a href="${learnAddress(language, '/enter')}">${t('learn.wait-look')}</a></p>`,
  };
}
