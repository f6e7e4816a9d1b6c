import { FILE_LIMIT_BYTES } from '#rooms/evidence/index.ts';
import { type Html, html } from '#site/html.ts';
import type { FirmPage } from '../firm.schema.ts';
import { FILE_LIMITS } from '../firm-file.rules.ts';
import { type FirmPageAt, refusal, wordsOf } from './firm-frame.ts';

/** A file that the firm sent: its name, facts and hash. */
export function sentFile(
  { locale }: FirmPageAt,
  { name, about, bytes, sha256, at }: NonNullable<FirmPage['messages'][number]['file']>,
): Html {
  const t = wordsOf(locale);
  const facts = t('files.facts', { about: t(`about.${about}`), kb: Math.ceil(bytes / 1000), time: at });
  return html`<br><b>${name}</b><br><span class="small m">${facts}<br>SHA-256 ${sha256}</span>`;
}

/** The form by which a firm sends files. */
export function sendFiles(at: FirmPageAt): Html {
  const { locale, seen } = at;
  const t = wordsOf(locale);
  const pick = (value: string, words: string) =>
    html`<label class="pick"><input type="radio" name="about" value="${value}" required> <span>${words}</span></label>`;
  return html`<h2 id="files">${t('files')}</h2>
<p>${t('files.limits', { atOnce: FILE_LIMITS.atOnce, mb: FILE_LIMIT_BYTES / 1024 / 1024 })}</p>
<p class="small m">${t('files.seen', { party: seen.party[locale] })} ${t('files.kept', { months: at.keepMonths })}</p>${refusal(at, 'files')}
<form method="post" enctype="multipart/form-data" action="${at.address}/files?lang=${locale}" autocomplete="off"><input type="hidden" name="id" value="${at.newMessageId()}">
<fieldset><legend>${t('files.about')}</legend>${pick('certification', t('about.certification'))}${pick('plan', t('about.plan'))}${seen.questions.map(
    ({ id, question: asked }) => pick(id, t('files.answers', { question: asked })),
  )}${pick('other', t('about.other'))}</fieldset>
<label class="field"><span class="l">${t('files.choose')}</span><input type="file" name="file" multiple required accept=".pdf,.docx,.jpg,.jpeg,.png"></label>
<button>${t('files.send')}</button></form>`;
}
