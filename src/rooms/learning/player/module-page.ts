import type { CourseLanguage, ReadModule } from '#rooms/courses/index.ts';
import { type Html, html } from '#site/html.ts';
import type { ActiveLearner } from '../learner/learn.schema.ts';
import { partOf, questionsIn } from '../progress/check.rules.ts';
import { progressIn, type Tried } from '../progress/progress.rules.ts';
import type { ModuleProgress } from '../progress/progress.schema.ts';
import { elsewherePart } from './check-page.ts';
import { firstLookLink } from './first-look-page.ts';
import { reviewNote, translationNote } from './lesson-page.ts';
import { type LearnPage, learnAddress } from './shell.ts';

/** The state of a learner in a module, counted as on the class page. */
export function learnerProgress(read: ReadModule, learner: ActiveLearner): ModuleProgress {
  const tried = learner.attempts.map(
    (one): Tried => ({
      moduleId: one.module,
      moduleVersion: one.version,
      lessons: one.lessons,
      answeredAt: one.answeredAt === null ? null : new Date(one.answeredAt),
      receivedAt: one.receivedAt === null ? null : new Date(one.receivedAt),
      score: one.score,
      passed: one.passed,
      acknowledgedAt: one.acknowledgedAt === null ? null : new Date(one.acknowledgedAt),
      forgiven: one.forgiven,
      dueAgain: one.dueAgain,
    }),
  );
  return progressIn(
    read,
    learner.done.map(({ lesson, version }) => ({ lessonId: lesson, lessonVersion: version })),
    tried,
    learner.lacking[read.module.id] ?? null,
    learner.elsewhere[read.module.id] ?? null,
  );
}

/** The part of a module a learner is shown: the missing lessons, or all of it to read again once it is done. */
export function shownOf(read: ReadModule, { state, only }: ModuleProgress): ReadModule {
  return state === 'done' ? read : partOf(read, only);
}

/** The modules a learner takes. */
export function homePage(modules: readonly ReadModule[], learner: ActiveLearner, language: CourseLanguage): LearnPage {
  const title = learner.class?.title ?? language.t('learn.own');
  return {
    title,
    bar: title,
    body: html`<h1>${language.t('learn.modules')}</h1><p>${language.t('learn.modules-note')}</p>${modules.map((read) => {
      const progress = learnerProgress(read, learner);
      return html`<a class="mod" href="${learnAddress(language, `/m/${read.module.id}`)}"><span><b>${language.text(read.module.title)}</b><span class="m">${stateWords(progress, language)}</span></span><span class="m nw">${!progress.elsewhere && language.t('learn.lessons-done', { done: progress.lessonsDone, of: progress.lessons })}</span></a>`;
    })}`,
  };
}

/** A state in the words of the learner. */
export function stateWords({ state, score, triesLeft, elsewhere }: ModuleProgress, { t }: CourseLanguage): string {
  if (elsewhere && state === 'to-sign') return t('learn.only-signature');
  return t(`learn.state.${state}`, { score: score ?? 0, tries: triesLeft });
}

/** A module: the warning first, then its lessons, then the check. */
export function modulePage(read: ReadModule, learner: ActiveLearner, language: CourseLanguage): LearnPage {
  const { module } = read;
  const { t, text } = language;
  const progress = learnerProgress(read, learner);
  const shown = shownOf(read, progress);
  const { lessons } = shown;
  const inPart = lessons.length < read.lessons.length;
  const attempt = learner.attempts.findLast((one) => one.module === module.id && one.version === module.version);
  const address = (path: string) => learnAddress(language, path);
  const buttonsHtml = (): Html => {
    const see = (label: string) => html`<a class="big go" href="${address(`/c/${attempt!.id}`)}">${label}</a>`;
    if (progress.state === 'done') return see(t('learn.see-result'));
    if (progress.state === 'to-sign') return see(t('learn.sign-now'));
    if (progress.state === 'check-open') return see(t('learn.check-on'));
    if (progress.state === 'no-tries-left') return html`<p class="bad">${t('learn.no-tries')}</p>`;
    return html`<form method="post" action="${address(`/m/${module.id}/check`)}"><button class="${progress.lessonsDone === lessons.length ? 'go' : ''}">${t('learn.check-begin')}</button></form>`;
  };
  // Once the check is passed or no try is left, there is nothing to say about a check.
  const checkNote = ['done', 'to-sign', 'no-tries-left'].includes(progress.state)
    ? null
    : t('learn.check-note', { items: questionsIn(shown), tries: progress.triesLeft });
  const addresses = [`/m/${module.id}`, ...lessons.map(({ id }) => `/l/${id}`)].map(address);
  return {
    title: language.plain(module.title),
    bar: language.plain(module.title),
    module: module.id,
    back: '',
    body: html`<h1>${text(module.title)}</h1><p class="k">${text(module.audience)}</p>${translationNote(read, module, language)}<div class="care"><p>${text(module.care)}</p></div>
<p><b>${stateWords(progress, language)}</b></p>
${progress.elsewhere && elsewherePart(read, learner.elsewhere[module.id]!, language)}
${inPart && html`<p>${t('learn.only')}</p>`}
${progress.state === 'not-begun' && !inPart && firstLookLink(read, language)}<h2>${t('learn.lessons')}</h2>${lessons.map((lesson) => {
      const done = learner.done.some((one) => one.lesson === lesson.id && one.version === lesson.version);
      return html`<a class="mod" href="${address(`/l/${lesson.id}`)}"><span><b>${text(lesson.title)}</b><span class="m">${t('learn.minutes', { minutes: lesson.minutes })}</span></span><span class="m nw" id="read-${lesson.id}">${done && t('learn.read')}</span></a>`;
    })}
${!progress.elsewhere && html`<h2>${t('learn.check')}</h2>${checkNote && html`<p>${checkNote}</p>`}<div class="actions">${buttonsHtml()}</div>`}
<div id="keep" hidden data-read="${t('learn.read')}" data-addresses="${JSON.stringify(addresses)}" data-check="${progress.state === 'check-open' ? address(`/c/${attempt!.id}`) : ''}" data-draw="${['not-begun', 'learning', 'failed'].includes(progress.state) ? address(`/m/${module.id}/check`) : ''}"><h2>${t('learn.keep')}</h2><p>${t('learn.keep-note')}</p><button type="button" id="keep-now">${t('learn.keep-now')}</button><p id="keep-said" role="status" data-busy="${t('learn.keep-busy')}" data-kept="${t('learn.kept')}" data-failed="${t('learn.keep-failed')}"></p></div>`,
    foot: reviewNote(read, language, module.version),
  };
}
