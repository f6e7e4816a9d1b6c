import { textFor } from '#kernel/languages.ts';
import { type Html, html, unsafeHtml } from '#site/html.ts';
import { KNOWN_SINCE } from '../firm-link.rules.ts';
import { callAddress, type FirmPageAt, frame, refusal, wordsOf } from './firm-frame.ts';

/** Whom the clause set names besides the people of the contracting party, and that nothing is sent to them; nothing where it names nobody. */
export function besides({ locale, seen: { set, party } }: Pick<FirmPageAt, 'locale' | 'seen'>): Html | false {
  const t = wordsOf(locale);
  if (set === null || set.notify.length === 0) return false;
  const named = set.notify.map(({ title, contact }) => {
    const own = textFor(title, locale)!;
    return html`<li><span lang="${own.locale}">${own.text}</span>${contact !== null && html` <span class="small">${contact}</span>`}</li>`;
  });
  return html`<p>${t('notice.besides')}</p><ul class="list">${named}</ul><p>${t('notice.besides-says', { party: party[locale] })}</p>`;
}

const LINES = ['where', 'when'] as const;

/** The form by which a firm notifies credible information. */
export function noticePage(at: FirmPageAt): string {
  const { locale, seen, today } = at;
  const t = wordsOf(locale);
  const posted = at.refused?.fields;
  const value = (name: string) => posted?.get(name) ?? '';
  const pick = (name: string, one: string, words: string) =>
    html`<label class="pick"><input type="radio" name="${name}" value="${one}" required${(value(name) === one && unsafeHtml(' checked')) || ''}> <span>${words}</span></label>`;
  const ticked = posted?.getAll('provision') ?? [];
  const provisions = (seen.set?.provisions ?? []).map(({ id, title, reference }) => {
    const named = textFor(title, locale)!;
    return html`<label class="pick"><input type="checkbox" name="provision" value="${id}"${(ticked.includes(id) && unsafeHtml(' checked')) || ''}> <span lang="${named.locale}">${named.text}${reference !== null && html` <span class="small m">${reference}</span>`}</span></label>`;
  });
  const body = html`<p class="screen"><a href="${at.address}?lang=${locale}">${t('back')}</a></p>
<p class="note">${seen.telephone === null ? t('notice.danger-number') : t('notice.danger-call', { telephone: seen.telephone })}</p>
${seen.telephone !== null && html`<a class="go quiet screen" href="${callAddress(seen.telephone)}">${t('notice.call', { telephone: seen.telephone })}</a>`}
<p>${t('notice.goes', { party: seen.party[locale] })}</p>
${besides(at)}${refusal(at, 'notify')}
<form method="post" action="${at.address}?lang=${locale}" autocomplete="off"><input type="hidden" name="id" value="${at.newMessageId()}">
<fieldset><legend>${t('notice.danger')}</legend>${pick('danger', 'yes', t('notice.danger-yes'))}${pick('danger', 'no', t('notice.danger-no'))}</fieldset>
<label class="field"><span class="l">${t('notice.what')}</span><span class="small m">${t('notice.what-hint')}</span><textarea name="what" maxlength="3000" required>
${value('what')}</textarea></label>
${LINES.map((name) => html`<label class="field"><span class="l">${t(`notice.${name}`)}</span><input name="${name}" maxlength="300" value="${value(name)}"></label>`)}
${provisions.length > 0 && html`<fieldset><legend>${t('notice.provisions')}</legend><p class="small m">${t('notice.provisions-hint')}</p>${provisions}</fieldset>`}
<fieldset><legend>${t('notice.since')}</legend>${KNOWN_SINCE.map((one) => pick('since', one, t(`since.${one}`)))}</fieldset>
<label class="field"><span class="l">${t('notice.since-day')}</span><input type="date" name="day" max="${today}" value="${value('day')}"></label>
<p class="small">${t('notice.until')}</p>
<button name="do" value="notify">${t('notice.send')}</button></form>`;
  return frame({ ...at, address: at.noticeAt }, t('notice.title'), body);
}
