import { formatDay, type Locale } from '#platform/texts/texts.ts';
import { type Html, html, unsafeHtml } from '#site/html.ts';
import { provisionsFor } from '../answers/provisions/provision.rules.ts';
import { PENALTY_UNITS, type ProvisionView } from '../answers/provisions/provision.schema.ts';
import { fieldName, PROVISION_FIELDS, type ProvisionEntry, toEntry } from '../answers/provisions/provision-entry.rules.ts';
import { provisionLines } from '../answers/provisions/provision-words.ts';
import { translateProvisions } from '../answers/provisions/texts.ts';
import type { SectionFault } from '../links/answer-section.command.ts';
import type { QuestionView } from '../return.schema.ts';
import { translateReturnForm } from '../texts.ts';

/** What the law of a question needs: the recorded provisions, and the entries that were refused. */
export type LawShown = {
  locale: Locale;
  question: QuestionView;
  provisions: readonly ProvisionView[];
  faults: readonly SectionFault[];
};

const MOST = { law: 300, paragraph: 100, penaltyNote: 300, address: 2000 } as const;

/** The national law for the article of a question: what is recorded, with fields to change it, and fields for a new provision. */
export function lawPart({ locale, question, provisions, faults }: LawShown): Html | false {
  if (question.article === undefined) return false;
  const t = (key: Parameters<typeof translateProvisions>[1], values?: Record<string, string | number>) =>
    translateProvisions(locale, key, values);
  const rows = provisionsFor(question, provisions);
  const fields = (changes: string | null, shown: ProvisionEntry, summary: string) => {
    const fault = faults.find((one) => one.questionId === question.id && one.law?.row === changes);
    const details = fault?.details as Record<string, string> | undefined;
    return html`<details${unsafeHtml(fault ? ' open' : '')}><summary class="small">${summary}</summary>
${fault && html`<p class="fault">${translateReturnForm(locale, `error.${fault.code}` as 'error.returns/provision-wrong', details)}</p>`}
${PROVISION_FIELDS.map((field) => entryField(locale, field, fieldName(field, changes, question.id), (fault?.law?.entry ?? shown)[field]))}</details>`;
  };
  return html`<div class="law"><p><b>${t('title')}</b></p>
${rows.length === 0 && html`<p class="small m">${t('none')}</p>`}
${rows.map((row) => {
  const [name = '', ...more] = provisionLines(locale, row);
  return html`<div class="known"><p><b>${name}</b></p>${more.length > 0 && html`<p class="small">${more.join('. ')}</p>`}
${row.wording && html`<p class="small wording">${row.wording}</p>`}${row.address && html`<p class="small"><a href="${row.address}" rel="noreferrer">${row.address}</a></p>`}
<p class="small m">${t('recorded-unnamed', { period: row.period, day: formatDay(locale, row.at.slice(0, 10)) })}</p>
${fields(row.id, toEntry(row), t('change-of', { provision: name }))}</div>`;
})}
${fields(null, toEntry(null), t('add'))}</div>`;
}

function entryField(locale: Locale, field: (typeof PROVISION_FIELDS)[number], name: string, value: string): Html {
  const t = (key: Parameters<typeof translateProvisions>[1]) => translateProvisions(locale, key);
  const ofPenalty = field === 'penaltyFrom' || field === 'penaltyTo' || field === 'penaltyUnit';
  const label = ofPenalty ? `${t('field.penalty')}, ${t(`field.${field}`)}` : t(`field.${field}`);
  if (field === 'penaltyUnit')
    return html`<label class="field"><span>${label}</span><select name="${name}">${['', ...PENALTY_UNITS].map(
      (unit) =>
        html`<option value="${unit}"${unsafeHtml(unit === value ? ' selected' : '')}>${unit === '' ? t('field.penaltyUnit-none') : t(`unit.${unit as 'days'}`)}</option>`,
    )}</select></label>`;
  if (field === 'wording')
    return html`<label class="field"><span>${label}</span><textarea name="${name}" maxlength="4000">
${value}</textarea></label>`;
  const isDay = field === 'inForceFrom' || field === 'inForceUntil';
  const type = isDay ? 'date' : field === 'address' ? 'url' : 'text';
  const most = ofPenalty ? 6 : isDay ? 10 : MOST[field];
  const mode = unsafeHtml(ofPenalty ? ' inputmode="numeric"' : '');
  return html`<label class="field"><span>${label}</span><input type="${type}" name="${name}" maxlength="${most}"${mode} value="${value}"></label>`;
}
