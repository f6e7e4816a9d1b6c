import { formatDay } from '#platform/texts/texts.ts';
import { html } from '#site/html.ts';
import type { FirmPage } from '../firm.schema.ts';
import { checkCode } from '../firm-link.rules.ts';
import { type Framed, frame, wordsOf } from './firm-frame.ts';
import { besides } from './notice-page.ts';

/** The receipt of what a firm sent: its check code, the hash, and the text as it was hashed. Made to be printed. */
export function receiptPage(at: Framed & { seen: FirmPage; message: FirmPage['messages'][number]; back: string }): string {
  const { locale, seen, message } = at;
  const t = wordsOf(locale);
  const body = html`<p class="screen"><a href="${at.back}">${t('back')}</a></p>
<p class="note" role="status"><b>${t(`kind.${message.kind}`)}.</b> ${t('receipt.sent', { day: formatDay(locale, message.on) })}</p>
${message.kind === 'notice' && html`<p>${t('receipt.notice', { party: seen.party[locale] })} ${seen.telephone === null ? t('notice.danger-number') : t('notice.danger-call', { telephone: seen.telephone })}</p>${besides(at)}<p>${t('notice.until')}</p>`}
<p>${t('receipt.code')}</p><p class="code">${checkCode(message.sha256)}</p><p class="small m">${t('receipt.code-says')}</p>
<h2>${t('receipt.text')}</h2><pre class="paper">
${message.content}</pre>
<p class="small">${t('receipt.hash')}<br>${message.sha256}</p>
<p class="small">${t('signed.says')} ${t('signed.hash')}</p>
<p class="small screen">${t('receipt.keep', { day: formatDay(locale, seen.linkEndsOn) })}</p>`;
  return frame(at, t('receipt'), body);
}
