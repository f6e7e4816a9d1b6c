import { html } from '#site/html.ts';
import { FILE_LIMITS, type FileFault } from '../firm-file.rules.ts';
import { checkCode } from '../firm-link.rules.ts';
import { type Framed, frame, wordsOf } from './firm-frame.ts';

/** What became of the files of a form: received, or why not. */
export type SentFiles = {
  received: readonly { name: string; receipt: string; sha256: string }[];
  refused: readonly { name: string; fault: FileFault }[];
};

/** Says of each file of a form whether it was received, and what to do about one that was not. */
export function filesPage(at: Framed & SentFiles & { back: string }): string {
  const { received, refused } = at;
  const t = wordsOf(at.locale);
  const body = html`<p class="screen"><a href="${at.back}">${t('back')}</a></p>
${
  refused.length > 0 &&
  html`<div class="errors" role="alert"><h2>${t('files.refused', { n: refused.length })}</h2>
<ul class="list">${refused.map(({ name, fault }) => html`<li><b>${name}</b><br>${t(`files.fault.${fault}`, { atOnce: FILE_LIMITS.atOnce })}</li>`)}</ul></div>`
}
<h2>${t('files.received', { n: received.length })}</h2>
<ul class="list">${received.map(
    ({ name, receipt, sha256 }) =>
      html`<li><a href="${receipt}">${name}</a><br><span class="small m">${t('receipt.code')}: ${checkCode(sha256)}</span></li>`,
  )}</ul>`;
  return frame({ ...at, address: at.back }, t('files'), body);
}
