import { plusMonths } from '#kernel/dates.ts';
import { textFor } from '#kernel/languages.ts';
import { formatDay } from '#platform/texts/texts.ts';
import { type Html, html, unsafeHtml } from '#site/html.ts';
import { NEEDED_STATEMENTS, STATEMENTS, type Statement } from '../../plans/certification.rules.ts';
import type { FirmPage } from '../firm.schema.ts';
import { translateFirm } from '../texts.ts';
import { callAddress, type FirmPageAt, frame, refusal, wordsOf } from './firm-frame.ts';
import { sendFiles, sentFile } from './send-files.ts';

const checked = (is: boolean) => is && unsafeHtml(' checked');

/** The page of a firm under its contract: notify, what is due, certify, answer, what was sent, what the contract asks. */
export function firmPage(at: FirmPageAt): string {
  const { locale, seen } = at;
  const t = wordsOf(locale);
  const party = seen.party[locale];
  const day = (one: string) => formatDay(locale, one);
  const body = html`<p><b>${seen.title}</b></p><p>${t('for', { firm: seen.firm, party })}</p>
<p class="small m">${t('lead', { day: day(seen.linkEndsOn) })} ${t('made-for', { name: seen.name, capacity: seen.capacity })}</p>
<section class="box screen"><h2>${t('notice.ask')}</h2><p>${t('notice.once')}</p>
<a class="go" href="${at.noticeAt}">${t('notice.go')}</a>${seen.telephone !== null && html` <a class="go quiet" href="${callAddress(seen.telephone)}">${t('notice.call', { telephone: seen.telephone })}</a>`}
<p class="small">${t('notice.until')} ${t('notice.limit', { hours: at.limitHours })}</p></section>
${due(at)}
${certify(at)}
<h2 id="questions">${t('questions')}</h2>
${seen.questions.length === 0 && html`<p class="m">${t('questions.none')}</p>`}
${seen.questions.map((one) => question(at, one))}
${sendFiles(at)}
<h2>${t('sent')}</h2>
${seen.messages.length === 0 && html`<p class="m">${t('sent.none')}</p>`}
<ul class="list">${seen.messages.map(
    (message) =>
      html`<li><a href="${at.receiptAt(message.id)}">${t(`kind.${message.kind}`)}</a>, ${day(message.on)}${message.file !== null && sentFile(at, message.file)}</li>`,
  )}</ul>
<p class="small m">${seen.messages.length === 200 && html`${t('sent.newest')} `}${t('sent.notices')}</p>
${asks(at)}
<h2>${t('sees')}</h2><p>${t('sees.says', { party })}</p><p>${t('sees.own')}</p><p>${t('sees.use')}</p>
<h2>${t('signed')}</h2><p>${t('signed.says')}</p><p>${t('signed.hash')}</p>`;
  return frame(at, t('title', { number: seen.number }), body);
}

function due({ locale, seen, today }: FirmPageAt): Html {
  const t = wordsOf(locale);
  const last = seen.certifiedOn;
  const open = seen.questions.filter(({ answeredOn }) => answeredOn === null);
  const isDue = last === null || plusMonths(last, 12) <= today;
  return html`<h2>${t('due')}</h2>${
    !isDue && open.length === 0
      ? html`<p>${t('due.none')}</p>`
      : html`<ul class="list">${isDue && html`<li><a href="#certify">${last === null ? t('due.certify') : t('due.certify-again', { day: formatDay(locale, last) })}</a></li>`}${open.map(
          ({ id, dueOn }) =>
            html`<li><a href="#q-${id}">${dueOn === null ? t('due.question') : t('due.question-by', { day: formatDay(locale, dueOn) })}</a></li>`,
        )}</ul>`
  }`;
}

function certify(at: FirmPageAt): Html {
  const { locale, seen } = at;
  const t = wordsOf(locale);
  const last = seen.certifiedOn;
  const posted = at.refused?.form === 'certify' ? at.refused.fields : undefined;
  const given = posted?.getAll('statement') ?? [];
  const pick = (one: Statement, kind: 'checkbox' | 'radio') =>
    html`<label class="pick"><input type="${kind}" name="${kind === 'radio' ? 'found' : 'statement'}" value="${one}"${checked(given.includes(one) || posted?.get('found') === one) || ''}> <span>${t(`statement.${one}`)}</span></label>`;
  return html`<h2 id="certify">${t('certify')}</h2>
${last !== null && html`<p>${t('certify.last', { day: formatDay(locale, last) })}</p>`}
<p>${t('certify.says')}</p>${refusal(at, 'certify')}
<form method="post" action="${at.address}?lang=${locale}" autocomplete="off"><input type="hidden" name="id" value="${at.newMessageId()}">
${NEEDED_STATEMENTS.map((one) => pick(one, 'checkbox'))}
<fieldset><legend>${t('certify.one-of')}</legend>${STATEMENTS.filter((one) => !NEEDED_STATEMENTS.includes(one)).map((one) => pick(one, 'radio'))}</fieldset>
<label class="field"><span class="l">${t('certify.name')}</span><input name="name" maxlength="200" required value="${posted?.get('name') ?? ''}"></label>
<label class="field"><span class="l">${t('certify.capacity')}</span><input name="capacity" maxlength="200" required value="${posted?.get('capacity') ?? ''}"></label>
<label class="field"><span class="l">${t('certify.note')}</span><textarea name="note" maxlength="1000">
${posted?.get('note') ?? ''}</textarea></label>
<button name="do" value="certify">${t('certify.sign')}</button></form>`;
}

function question(at: FirmPageAt, { id, question: asked, dueOn, answeredOn }: FirmPage['questions'][number]): Html {
  const { locale } = at;
  const t = wordsOf(locale);
  const isRefused = at.refused?.form === 'answer' && at.refused.fields.get('question') === id;
  return html`<div class="asked" id="q-${id}"><p><b>${asked}</b></p>
<p class="small m">${answeredOn !== null ? t('questions.answered', { day: formatDay(locale, answeredOn) }) : dueOn !== null && t('questions.by', { day: formatDay(locale, dueOn) })}</p>
${isRefused && refusal(at, 'answer')}
<form method="post" action="${at.address}?lang=${locale}" autocomplete="off"><input type="hidden" name="id" value="${at.newMessageId()}"><input type="hidden" name="question" value="${id}">
<label class="field"><span class="l">${answeredOn !== null ? t('questions.again') : t('questions.answer')}</span><span class="small m">${t('questions.hint')}</span><textarea name="text" maxlength="4000" required>
${isRefused ? at.refused?.fields.get('text') : ''}</textarea></label>
<button name="do" value="answer">${t('questions.send')}</button></form></div>`;
}

function asks({ locale, seen }: FirmPageAt): Html {
  const t = wordsOf(locale);
  const { set } = seen;
  if (set === null) return html`<h2>${t('asks')}</h2><p>${t('asks.unknown')}</p>`;
  return html`<h2>${t('asks')}</h2><p>${t(set.ships ? 'asks.says' : 'asks.own')}</p><ul class="list">${set.provisions.map(
    ({ id, title, reference }) => {
      const key = `asks.${id}`;
      const named = textFor(title, locale);
      const words =
        set.ships && translateFirm.has(locale, key) ? html`${t(key)}` : named && html`<span lang="${named.locale}">${named.text}</span>`;
      return html`<li>${words} ${reference !== null && html`<span class="small m">${reference}</span>`}</li>`;
    },
  )}</ul>`;
}
