import { formatDay, type Locale } from '#platform/texts/texts.ts';
import { type Html, html, unsafeHtml } from '#site/html.ts';
import { canConfirm } from '../answers/answer.rules.ts';
import type { PostedAnswer, SectionFault } from '../links/answer-section.command.ts';
import { fingerprint, type Posted, shownAs } from '../links/section-form.rules.ts';
import type { AnswerView, QuestionView } from '../return.schema.ts';
import { translateReturnForm } from '../texts.ts';
import { answerWords, choicesIn, valueWords } from '../ui/return-words.ts';
import { translateReturns } from '../ui/texts.ts';
import { translateForm } from './texts.ts';

type Shown = {
  locale: Locale;
  question: QuestionView;
  row: AnswerView;
  number: number;
  /** What was sent and is not accepted yet. */
  posted: PostedAnswer | undefined;
  fault: SectionFault | undefined;
  /** Another user answered it since the form was opened. */
  news: boolean;
  /** The national law for its article. */
  law: Html | false;
};

const on = (is: boolean) => is && unsafeHtml(' checked');

/** One question of the plain form: what is known, the current answer, and why the entry was refused. */
export function questionPart({ locale, question, row, number, posted, fault, news, law }: Shown): Html {
  const { id } = question;
  const r = (key: Parameters<typeof translateReturns>[1], values?: Parameters<typeof translateReturns>[2]) =>
    translateReturns(locale, key, values);
  const t = (key: Parameters<typeof translateForm>[1], values?: Parameters<typeof translateForm>[2]) => translateForm(locale, key, values);
  const stored = shownAs({ ...row, known: row.known as never });
  const now: Posted = (fault && posted) || stored;
  const { known } = row;
  const mine = row.by !== null;
  const faultId = `f-${id}`;
  const described = fault ? unsafeHtml(` aria-describedby="${faultId}"`) : '';
  return html`<fieldset class="${fault ? 'q bad' : 'q'}" id="q-${id}"${described}><legend>${number}. ${question.text[locale]}</legend>
<input type="hidden" name="${id}.version" value="${row.version}"><input type="hidden" name="${id}.was" value="${fingerprint(stored)}">
${question.article && html`<p class="small m">${r(`article.${question.article.instrument as 'TIP'}`, { number: question.article.number })}</p>`}
${question.askedAs && html`<p class="small m">${r(`asked.${question.askedAs}`)}</p>`}
${question.optional && html`<p class="small m">${r('optional')}</p>`}
${question.hint && html`<p class="small m">${question.hint[locale]}</p>`}
${
  known
    ? html`<p class="known">${known.value === null ? (known.title?.[locale] ?? r('choice.elsewhere')) : valueWords(r, locale, question, known.value)}<br>${known.value !== null && known.title && html`<span class="small">${known.title[locale]}</span><br>`}
<span class="small m">${r(`known.${known.from}`)} ${formatDay(locale, known.date.slice(0, 10))}</span></p>`
    : html`<p class="small m">${r('known.nothing')}</p>`
}
${fault && html`<p class="fault" id="${faultId}">${translateReturnForm(locale, `error.${fault.code}` as 'error.returns/value-missing', fault.details as Record<string, string>)}</p>`}
${fault?.code === 'returns/answered-meanwhile' && html`<p class="news">${t('current-answer', { words: answerWords(r, locale, question, row) })}</p>`}
${news && html`<p class="news">${t('other')}</p>`}
${canConfirm(known) && choices(locale, row, now, id)}
${!canConfirm(known) && row.choice === 'elsewhere' && html`<p class="small m">${t('elsewhere')}</p>`}
${answer(locale, question, now, canConfirm(known))}
<details${unsafeHtml(now.note === '' ? '' : ' open')}><summary class="small">${r('answer.note')}</summary>
<label class="field"><span class="hidden">${r('answer.note')}</span><textarea name="${id}.note" maxlength="4000">
${now.note}</textarea></label></details>
${row.at !== null && html`<p class="small m">${t(mine ? 'by-you' : 'by-others', { day: formatDay(locale, row.at.slice(0, 10)) })}</p>`}
${law}</fieldset>`;
}

function choices(locale: Locale, row: AnswerView, now: Posted, id: string): Html {
  const offered = ['still-true', 'changed', 'not-known', ...(row.choice === 'elsewhere' ? ['elsewhere'] : [])];
  return html`${offered.map(
    (one) =>
      html`<label class="pick"><input type="radio" name="${id}.choice" value="${one}"${on(now.choice === one) || ''}> ${translateReturns(locale, `choice.${one as 'changed'}`)}</label>`,
  )}`;
}

/** The answer field. Where nothing is known to confirm, "not known" is next to it. */
function answer(locale: Locale, question: QuestionView, now: Posted, confirms: boolean): Html {
  const { id } = question;
  const r = (key: Parameters<typeof translateReturns>[1]) => translateReturns(locale, key);
  const label = confirms ? translateForm(locale, 'answer-if-changed') : r('answer.value');
  const notKnown =
    !confirms &&
    html`<label class="pick"><input type="checkbox" name="${id}.not-known" value="1"${on(now.notKnown) || ''}> ${r('choice.not-known')}</label>`;
  const listed = choicesIn(question) ?? (question.type === 'choices' ? (question.options ?? []).map((one) => one.id) : null);
  if (listed !== null) {
    const kind = question.type === 'choices' ? 'checkbox' : 'radio';
    const name = (one: string) => question.options?.find((option) => option.id === one)?.text[locale] ?? r(`value.${one as 'yes'}`);
    return html`<div class="field" role="group" aria-label="${label}"><span>${label}</span>${listed.map(
      (one) =>
        html`<label class="pick"><input type="${kind}" name="${id}.value" value="${one}"${on(now.values.includes(one)) || ''}> ${name(one)}</label>`,
    )}</div>${notKnown}`;
  }
  const text = now.values.filter((one) => question.type !== 'tally' || one !== 'nil').join('\n');
  if (question.type === 'text')
    return html`<label class="field"><span>${label}</span><textarea name="${id}.value" maxlength="4000">
${text}</textarea></label>${notKnown}`;
  const unit = question.unit?.[locale];
  const hint = question.type === 'date' && html` <span class="small m">${r('date.hint')}</span>`;
  return html`<label class="field"><span>${unit === undefined ? label : `${label} (${unit})`}</span>${hint}<input type="text" name="${id}.value" maxlength="40"${unsafeHtml(question.type === 'date' ? '' : ' inputmode="numeric"')} value="${text}"></label>
${question.type === 'tally' && html`<label class="pick"><input type="checkbox" name="${id}.value" value="nil"${on(now.values.includes('nil')) || ''}> ${translateForm(locale, 'nil')}</label>`}${notKnown}`;
}
