import type { CourseLanguage, Item, ReadModule } from '#rooms/courses/index.ts';
import { type Html, html, unsafeHtml } from '#site/html.ts';
import type { AttemptView } from '../learner/learn.schema.ts';
import { type Drawn, itemOf } from '../progress/check.rules.ts';
import { checkPrint } from '../progress/check-print.rules.ts';
import type { Elsewhere } from '../progress/progress.rules.ts';
import { type LearnPage, learnAddress } from './shell.ts';

/** A final check: its questions without key while it is open, then its result, then the text to sign. */
export function checkPage(read: ReadModule, attempt: AttemptView, language: CourseLanguage, triesLeft: number): LearnPage {
  const { module } = read;
  const { t } = language;
  const page = { title: t('learn.check'), bar: language.plain(module.title), module: module.id, back: `/m/${module.id}` };
  if (attempt.receivedAt === null) return { ...page, body: openCheck(read, attempt, language) };
  if (!attempt.passed) return { ...page, title: t('learn.not-passed'), body: failed(read, attempt, language, triesLeft) };
  const signed = attempt.acknowledgedAt !== null;
  return {
    ...page,
    title: t('learn.passed'),
    body: html`<h1>${t('learn.passed')}</h1><p>${t('learn.passed-note', { score: attempt.score! })}</p>${module.acknowledgement && (signed ? html`<p><b>${t('learn.signed')}</b></p>${signedText(read, language)}` : signForm(read, attempt, language, false))}
<div class="actions"><a class="big" href="${learnAddress(language)}">${t('learn.to-modules')}</a></div>`,
  };
}

function openCheck(read: ReadModule, attempt: AttemptView, language: CourseLanguage): Html {
  const { t } = language;
  const drawn = attempt.drawn ?? [];
  const print = checkPrint(read, drawn);
  return html`<h1>${t('learn.check')}</h1>
<form method="post" action="${learnAddress(language, `/c/${attempt.id}`)}" data-action="answer" data-attempt="${attempt.id}" data-print="${print}" id="answers"><input type="hidden" name="print" value="${print}"><p>${t('learn.check-how')}</p>${drawn.map((one, at) => question(read, one, language, at + 1, drawn.length))}<div class="actions"><button class="go">${t('learn.submit')}</button></div></form>
<div id="later" hidden><div class="care"><p id="later-title" tabindex="-1"><b>${t('learn.kept-title')}</b></p><p>${t('learn.kept-note')}</p></div>${read.module.acknowledgement && signForm(read, attempt, language, true)}<p id="signed-later" tabindex="-1" hidden><b>${t('learn.signed-later')}</b></p></div>`;
}

function question(read: ReadModule, { lesson, item: id, order }: Drawn, language: CourseLanguage, at: number, of: number): Html {
  const { t } = language;
  const item = itemOf(read, lesson, id);
  const name = `a/${item.id}`;
  const text = (answer: string) => textOf(item, answer, language);
  const hint = item.kind === 'several' ? t('learn.several') : item.kind === 'order' ? t('learn.order') : null;
  const answers =
    item.kind === 'order'
      ? order.map(
          (step) =>
            html`<label class="pos"><span>${text(step)}</span><select name="o/${item.id}/${step}" required><option value="">–</option>${order.map((_, place) => html`<option>${place + 1}</option>`)}</select></label>`,
        )
      : order.map((answer) =>
          item.kind === 'several'
            ? html`<label><input type="checkbox" name="${name}" value="${answer}"><span>${text(answer)}</span></label>`
            : html`<label><input type="radio" name="${name}" value="${answer}" required><span>${text(answer)}</span></label>`,
        );
  return html`<fieldset><legend><span class="k">${t('learn.question-of', { at, of })}</span><br>${language.text(item.stem)}${hint && html` <span class="k">${hint}</span>`}</legend><div class="op">${answers}</div></fieldset>`;
}

function textOf(item: Item, answer: string, { t, text }: CourseLanguage): Html {
  if (item.kind === 'true-false') return html`${t(answer === 'true' ? 'learn.true' : 'learn.false')}`;
  const found = (item.kind === 'order' ? item.steps : item.options).find(({ id }) => id === answer);
  return found ? text(found) : html``;
}

function failed(read: ReadModule, attempt: AttemptView, language: CourseLanguage, triesLeft: number): Html {
  const { t, text } = language;
  const missed = read.lessons
    .map((lesson) => ({ lesson, items: lesson.items.filter(({ id }) => attempt.missed?.includes(id)) }))
    .filter(({ items }) => items.length > 0);
  // The feedback teaches: it names the lesson to read again and the reason behind each mistake. The next check asks other questions.
  return html`<h1>${t('learn.not-passed')}</h1><p>${t('learn.not-passed-note', { score: attempt.score! })}</p><p><b>${triesLeft > 0 ? t('learn.tries-left', { tries: triesLeft }) : t('learn.no-tries')}</b></p>
<h2>${t('learn.again')}</h2>${missed.map(
    ({ lesson, items }) =>
      html`<a class="mod" href="${learnAddress(language, `/l/${lesson.id}`)}"><b>${text(lesson.title)}</b></a><ul class="ls">${items.map((item) => html`<li><span>${text(item.feedback)}</span></li>`)}</ul>`,
  )}<div class="actions"><a class="big go" href="${learnAddress(language, `/m/${read.module.id}`)}">${t('learn.back-to-module')}</a></div>`;
}

function signForm(read: ReadModule, attempt: AttemptView, language: CourseLanguage, later: boolean): Html {
  const { t } = language;
  const { hash } = language.signs(read.module)!;
  return html`<form method="post" action="${learnAddress(language, `/c/${attempt.id}/sign`)}" data-action="sign" data-attempt="${attempt.id}" data-hash="${hash}" data-next="${learnAddress(language, `/c/${attempt.id}`)}"${later && unsafeHtml(' id="sign-later"')}><h2>${language.text(read.module.acknowledgement!.title)}</h2>${signedText(read, language)}<input type="hidden" name="hash" value="${hash}"><div class="actions"><button class="go">${t(later ? 'learn.sign-later' : 'learn.sign')}</button></div></form>`;
}

/**
 * The text of a module passed elsewhere that waits for its signature, or is signed. Without script it is a form; with script the signature is stored until the
 * phone is online.
 */
export function elsewherePart(read: ReadModule, { record, signedAt }: Elsewhere, language: CourseLanguage): Html {
  const { t } = language;
  if (signedAt !== null) return html`<p><b>${t('learn.signed')}</b></p>${signedText(read, language)}`;
  const { hash } = language.signs(read.module)!;
  const address = learnAddress(language, `/m/${read.module.id}`);
  return html`<p>${t('learn.elsewhere-note')}</p>
<form method="post" action="${`${address}/sign`}" data-action="sign-record" data-record="${record}" data-hash="${hash}" data-next="${address}" id="sign-record"><h2>${language.text(read.module.acknowledgement!.title)}</h2>${signedText(read, language)}<input type="hidden" name="hash" value="${hash}"><div class="actions"><button class="go">${t('learn.sign')}</button></div></form>
<p id="signed-later" tabindex="-1" hidden><b>${t('learn.signed-kept')}</b></p>`;
}

function signedText({ module }: ReadModule, language: CourseLanguage): Html {
  const { lang, texts } = language.signs(module)!;
  return html`<ul class="ls" lang="${lang}">${texts.map((one) => html`<li><span>${one}</span></li>`)}</ul>`;
}
