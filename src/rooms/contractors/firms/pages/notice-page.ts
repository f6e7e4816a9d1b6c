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

type Key = Parameters<ReturnType<typeof wordsOf>>[0];
type Choice = { readonly value: string; readonly words: Html };
type NoticeField = { readonly name: string; readonly label: Key; readonly hint?: Key } & (
  | { readonly kind: 'lines' | 'line'; readonly maxLength: number }
  // The last day is today.
  | { readonly kind: 'day' }
  // One of several, which is required, or any of several. Without a choice the field is not shown.
  | { readonly kind: 'radio' | 'checkbox'; readonly choices: (at: FirmPageAt) => readonly Choice[] }
);

/** The fields of a notice, in the order of the page. `firm.routes.ts` reads them by these names. */
const FIELDS: readonly NoticeField[] = [
  { name: 'danger', label: 'notice.danger', kind: 'radio', choices: inWords(['yes', 'no'], (one) => `notice.danger-${one}`) },
  { name: 'what', label: 'notice.what', hint: 'notice.what-hint', kind: 'lines', maxLength: 3000 },
  { name: 'where', label: 'notice.where', kind: 'line', maxLength: 300 },
  { name: 'when', label: 'notice.when', kind: 'line', maxLength: 300 },
  { name: 'provision', label: 'notice.provisions', hint: 'notice.provisions-hint', kind: 'checkbox', choices: provisionsOf },
  { name: 'since', label: 'notice.since', kind: 'radio', choices: inWords(KNOWN_SINCE, (one) => `since.${one}`) },
  { name: 'day', label: 'notice.since-day', kind: 'day' },
];

function inWords<Value extends string>(values: readonly Value[], key: (value: Value) => Key) {
  return ({ locale }: FirmPageAt): Choice[] => values.map((value) => ({ value, words: html`<span>${wordsOf(locale)(key(value))}</span>` }));
}

/** The provisions of the clause set, each in a language that the set has. */
function provisionsOf({ locale, seen }: FirmPageAt): Choice[] {
  return (seen.set?.provisions ?? []).map(({ id, title, reference }) => {
    const named = textFor(title, locale)!;
    const words = html`${named.text}${reference !== null && html` <span class="small m">${reference}</span>`}`;
    return { value: id, words: html`<span lang="${named.locale}">${words}</span>` };
  });
}

/** A field as it was sent, if the form was refused. */
function drawField(at: FirmPageAt, field: NoticeField): Html | false {
  const t = wordsOf(at.locale);
  const sent = at.refused?.fields.getAll(field.name) ?? [];
  const value = sent[0] ?? '';
  if ('choices' in field) {
    const choices = field.choices(at);
    const hint = field.hint && html`<p class="small m">${t(field.hint)}</p>`;
    const attributes = (one: string) => unsafeHtml(`${field.kind === 'radio' ? ' required' : ''}${sent.includes(one) ? ' checked' : ''}`);
    const pick = (one: Choice) =>
      html`<label class="pick"><input type="${field.kind}" name="${field.name}" value="${one.value}"${attributes(one.value)}> ${one.words}</label>`;
    return choices.length > 0 && html`<fieldset><legend>${t(field.label)}</legend>${hint}${choices.map(pick)}</fieldset>`;
  }
  const words = html`<span class="l">${t(field.label)}</span>${field.hint && html`<span class="small m">${t(field.hint)}</span>`}`;
  if ('maxLength' in field && field.kind === 'lines')
    return html`<label class="field">${words}<textarea name="${field.name}" maxlength="${field.maxLength}" required>
${value}</textarea></label>`;
  const kind =
    'maxLength' in field
      ? html`name="${field.name}" maxlength="${field.maxLength}"`
      : html`type="date" name="${field.name}" max="${at.today}"`;
  return html`<label class="field">${words}<input ${kind} value="${value}"></label>`;
}

/** The form by which a firm notifies credible information. */
export function noticePage(at: FirmPageAt): string {
  const { locale, seen } = at;
  const t = wordsOf(locale);
  const body = html`<p class="screen"><a href="${at.address}?lang=${locale}">${t('back')}</a></p>
<p class="note">${seen.telephone === null ? t('notice.danger-number') : t('notice.danger-call', { telephone: seen.telephone })}</p>
${seen.telephone !== null && html`<a class="go quiet screen" href="${callAddress(seen.telephone)}">${t('notice.call', { telephone: seen.telephone })}</a>`}
<p>${t('notice.goes', { party: seen.party[locale] })}</p>
${besides(at)}${refusal(at, 'notify')}
<form method="post" action="${at.address}?lang=${locale}" autocomplete="off"><input type="hidden" name="id" value="${at.newMessageId()}">
${FIELDS.map((field) => drawField(at, field))}
<p class="small">${t('notice.until')}</p>
<button name="do" value="notify">${t('notice.send')}</button></form>`;
  return frame({ ...at, address: at.noticeAt }, t('notice.title'), body);
}
