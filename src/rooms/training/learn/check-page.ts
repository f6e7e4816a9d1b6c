import type { Locale } from '#platform/texts/texts.ts';
import { type Html, html, unsafeHtml } from '#site/html.ts';
import type { ReadModule } from '../course.rules.ts';
import type { Item } from '../course.schema.ts';
import { sayTraining } from '../texts.ts';
import { acknowledgementHash, type Drawn, itemOf } from './check.rules.ts';
import type { AttemptView } from './learn.schema.ts';
import { type LearnPage, learnAddress } from './shell.ts';

type Say = (key: Parameters<typeof sayTraining>[1], values?: Parameters<typeof sayTraining>[2]) => string;

/** A final check: its questions without key while it is open, what came of it afterwards, and what is signed then. */
export function checkPage(read: ReadModule, attempt: AttemptView, locale: Locale, triesLeft: number): LearnPage {
  const { module } = read;
  const say: Say = (key, values) => sayTraining(locale, key, values);
  const page = { title: say('learn.check'), bar: module.title[locale], back: `/m/${module.id}` };
  if (attempt.receivedAt === null) return { ...page, body: openCheck(read, attempt, locale, say) };
  if (!attempt.passed) return { ...page, body: failed(read, attempt, locale, triesLeft, say) };
  const signed = attempt.acknowledgedAt !== null;
  return {
    ...page,
    body: html`<h1>${say('learn.passed')}</h1><p>${say('learn.passed-note', { score: attempt.score! })}</p>${module.acknowledgement && (signed ? html`<p><b>${say('learn.signed')}</b></p>${sentences(module.acknowledgement.sentences, locale)}` : signForm(read, attempt, locale, say, false))}
<div class="acts"><a class="big" href="${learnAddress(locale)}">${say('learn.to-modules')}</a></div>`,
  };
}

function openCheck(read: ReadModule, attempt: AttemptView, locale: Locale, say: Say): Html {
  const drawn = attempt.drawn ?? [];
  return html`<h1>${say('learn.check')}</h1><p>${say('learn.check-how')}</p>
<form method="post" action="${learnAddress(locale, `/c/${attempt.id}`)}" data-act="answer" data-attempt="${attempt.id}" id="answers">${drawn.map((one, at) => question(read, one, locale, at + 1, drawn.length, say))}<div class="acts"><button class="go">${say('learn.hand-in')}</button></div></form>
<div id="later" hidden><div class="care"><p><b>${say('learn.kept-title')}</b></p><p>${say('learn.kept-note')}</p></div>${read.module.acknowledgement && signForm(read, attempt, locale, say, true)}<p id="signed-later" hidden><b>${say('learn.signed-later')}</b></p></div>`;
}

function question(read: ReadModule, { lesson, item: id, order }: Drawn, locale: Locale, at: number, of: number, say: Say): Html {
  const item = itemOf(read, lesson, id);
  const name = `a/${item.id}`;
  const text = (answer: string) => textOf(item, answer, locale, say);
  const hint = item.kind === 'several' ? say('learn.several') : item.kind === 'order' ? say('learn.order') : null;
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
  return html`<fieldset><legend><span class="k">${say('learn.question-of', { at, of })}</span><br>${item.stem[locale]}${hint && html` <span class="k">${hint}</span>`}</legend><div class="op">${answers}</div></fieldset>`;
}

function textOf(item: Item, answer: string, locale: Locale, say: Say): string {
  if (item.kind === 'true-false') return say(answer === 'true' ? 'learn.true' : 'learn.false');
  return (item.kind === 'order' ? item.steps : item.options).find(({ id }) => id === answer)?.[locale] ?? '';
}

function failed(read: ReadModule, attempt: AttemptView, locale: Locale, triesLeft: number, say: Say): Html {
  const missed = read.lessons
    .map((lesson) => ({ lesson, items: lesson.items.filter(({ id }) => attempt.missed?.includes(id)) }))
    .filter(({ items }) => items.length > 0);
  // What is said back teaches: the lesson to read again, and the reason behind what was missed. The next check asks other questions.
  return html`<h1>${say('learn.not-passed')}</h1><p>${say('learn.not-passed-note', { score: attempt.score! })}</p><p><b>${triesLeft > 0 ? say('learn.tries-left', { tries: triesLeft }) : say('learn.no-tries')}</b></p>
<h2>${say('learn.again')}</h2>${missed.map(
    ({ lesson, items }) =>
      html`<a class="mod" href="${learnAddress(locale, `/l/${lesson.id}`)}"><b>${lesson.title[locale]}</b></a><ul class="ls">${items.map((item) => html`<li><span>${item.feedback[locale]}</span></li>`)}</ul>`,
  )}<div class="acts"><a class="big go" href="${learnAddress(locale, `/m/${read.module.id}`)}">${say('learn.back-to-module')}</a></div>`;
}

function signForm(read: ReadModule, attempt: AttemptView, locale: Locale, say: Say, later: boolean): Html {
  const { module } = read;
  const { title, sentences: signs } = module.acknowledgement!;
  return html`<form method="post" action="${learnAddress(locale, `/c/${attempt.id}/sign`)}" data-act="sign" data-attempt="${attempt.id}" data-hash="${acknowledgementHash(module, locale)!}" data-next="${learnAddress(locale, `/c/${attempt.id}`)}"${later && unsafeHtml(' id="sign-later"')}><h2>${title[locale]}</h2>${sentences(signs, locale)}<input type="hidden" name="hash" value="${acknowledgementHash(module, locale)!}"><div class="acts"><button class="go">${say(later ? 'learn.sign-later' : 'learn.sign')}</button></div></form>`;
}

const sentences = (all: readonly { en: string; fr: string }[], locale: Locale) =>
  html`<ul class="ls">${all.map((one) => html`<li><span>${one[locale]}</span></li>`)}</ul>`;
