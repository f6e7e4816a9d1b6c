import { html, unsafeHtml } from '#site/html.ts';
import { KNOWN_SINCE } from '../firm-link.rules.ts';
import { callAddress, type FirmPageAt, frame, refusal, wordsOf } from './firm-frame.ts';

/** The form by which a firm notifies credible information. */
export function noticePage(at: FirmPageAt): string {
  const { locale, seen, today } = at;
  const t = wordsOf(locale);
  const posted = at.refused?.fields;
  const value = (name: string) => posted?.get(name) ?? '';
  const pick = (name: string, one: string, words: string) =>
    html`<label class="pick"><input type="radio" name="${name}" value="${one}" required${(value(name) === one && unsafeHtml(' checked')) || ''}> <span>${words}</span></label>`;
  const body = html`<p class="screen"><a href="${at.address}?lang=${locale}">${t('back')}</a></p>
<p class="note">${seen.telephone === null ? t('notice.danger-number') : t('notice.danger-call', { telephone: seen.telephone })}</p>
${seen.telephone !== null && html`<a class="go quiet screen" href="${callAddress(seen.telephone)}">${t('notice.call', { telephone: seen.telephone })}</a>`}
<p>${t('notice.goes', { party: seen.party[locale] })}</p>${refusal(at, 'notify')}
<form method="post" action="${at.address}?lang=${locale}" autocomplete="off"><input type="hidden" name="id" value="${at.newMessageId()}">
<fieldset><legend>${t('notice.danger')}</legend>${pick('danger', 'yes', t('notice.danger-yes'))}${pick('danger', 'no', t('notice.danger-no'))}</fieldset>
<label class="field"><span class="l">${t('notice.what')}</span><span class="small m">${t('notice.what-hint')}</span><textarea name="what" maxlength="3000" required>
${value('what')}</textarea></label>
<label class="field"><span class="l">${t('notice.where')}</span><input name="where" maxlength="300" value="${value('where')}"></label>
<label class="field"><span class="l">${t('notice.when')}</span><input name="when" maxlength="300" value="${value('when')}"></label>
<fieldset><legend>${t('notice.since')}</legend>${KNOWN_SINCE.map((one) => pick('since', one, t(`since.${one}`)))}</fieldset>
<label class="field"><span class="l">${t('notice.since-day')}</span><input type="date" name="day" max="${today}" value="${value('day')}"></label>
<p class="small">${t('notice.until')}</p>
<button name="do" value="notify">${t('notice.send')}</button></form>`;
  return frame({ ...at, address: at.noticeAt }, t('notice.title'), body);
}
