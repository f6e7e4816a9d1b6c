import type { Locale } from '#platform/texts/texts.ts';
import { type Html, html } from '#site/html.ts';
import { inlineBlock } from '#site/style.ts';
import type { ReadModule } from '../course.rules.ts';
import type { Item, Lesson, Scenario } from '../course.schema.ts';
import { sayTraining } from '../texts.ts';
import { mostAsked, practised } from './check.rules.ts';
import { type LearnPage, learnAddress } from './shell.ts';

/** What an operation or a nation put into the places of a lesson that wait for it; a missing one says so. */
export type FilledSlots = Partial<Record<'theatre-brief' | 'law-annex', Html>>;

/**
 * A lesson: its text, its stories and what is practised, all in one page that works without script and without a network. What an answer leads to is in the page
 * and shown by the answer itself (`:has(:checked)`), so nothing has to be asked of the server.
 */
export function lessonPage(read: ReadModule, lesson: Lesson, locale: Locale, done: boolean, filled: FilledSlots = {}): LearnPage {
  const { module, lessons } = read;
  const at = lessons.indexOf(lesson) + 1;
  const say = (key: Parameters<typeof sayTraining>[1], values?: Parameters<typeof sayTraining>[2]) => sayTraining(locale, key, values);
  const next = lessons[at];
  const practice = practised(lesson, mostAsked(read));
  const items = practice.map((item, index) => practiceItem(item, locale, index + 1, practice.length));
  return {
    title: lesson.title[locale],
    bar: say('learn.lesson-of', { at, of: lessons.length }),
    back: `/m/${module.id}`,
    share: Math.round((at / lessons.length) * 100),
    style: inlineBlock(revealStyle([...lesson.scenarios.flatMap(storyRules), ...practice.flatMap(itemRules)])),
    body: html`<p class="k">${lesson.id} · ${say('learn.minutes', { minutes: lesson.minutes })}${done && html` · ${say('learn.read')}`}</p><h1>${lesson.title[locale]}</h1><p class="k">${lesson.goal[locale]}</p>
${lesson.sections.map((section) => sectionHtml(section, locale, filled))}
${lesson.scenarios.map((scenario) => scenarioHtml(scenario, locale))}
${items.length > 0 && html`<h2>${say('learn.practice')}</h2><p class="k">${say('learn.practice-note')}</p>${items}`}
<div class="acts"><form method="post" action="${learnAddress(locale, `/l/${lesson.id}`)}" data-act="read" data-lesson="${lesson.id}" data-version="${lesson.version}" data-next="${learnAddress(locale, next ? `/l/${next.id}` : `/m/${module.id}`)}"><button class="go">${next ? say('learn.next-lesson', { title: next.title[locale] }) : say('learn.to-check')}</button></form></div>`,
    foot: reviewNote(
      read,
      locale,
      lesson.version,
      lesson.sources.map(({ title }) => title),
    ),
  };
}

/** Whether somebody who does this work has read the module, and which version it is. */
export function reviewNote({ module }: ReadModule, locale: Locale, version: number, sources: readonly string[] = []): Html {
  const { review } = module;
  const words =
    review.status === 'reviewed'
      ? sayTraining(locale, 'learn.reviewed', { by: review.by, work: review.work[locale], on: review.on })
      : sayTraining(locale, 'learn.not-reviewed');
  return html`<p>${words} ${sayTraining(locale, 'learn.version', { version })}</p>${sources.length > 0 && html`<details><summary>${sayTraining(locale, 'learn.sources')}</summary><ul>${sources.map((source) => html`<li>${source}</li>`)}</ul></details>`}`;
}

function sectionHtml(section: Lesson['sections'][number], locale: Locale, filled: FilledSlots): Html {
  const words = section.sentences.map((sentence) => sentence[locale]);
  const body =
    section.as === 'paragraph'
      ? html`<p>${words.join(' ')}</p>`
      : section.as === 'steps'
        ? html`<ol class="st">${words.map((one) => html`<li><span>${one}</span></li>`)}</ol>`
        : html`<ul class="ls">${words.map((one) => html`<li><span>${one}</span></li>`)}</ul>`;
  const { slot } = section;
  const place =
    slot &&
    (filled[slot.id] ??
      html`<div class="note"><p>${slot.missing[locale]}</p><ul class="ls">${slot.asks.map((one) => html`<li><span>${one[locale]}</span></li>`)}</ul></div>`);
  return html`<h2>${section.title[locale]}</h2>${body}${place}`;
}

const nameOf = (scenario: Scenario, point: string) => `s-${scenario.id}-${point}`;

function scenarioHtml(scenario: Scenario, locale: Locale): Html {
  const points = scenario.points.map((point, at) => {
    const name = nameOf(scenario, point.id);
    return html`<div class="${at === 0 ? 'point' : 'point then'}" id="${name}"><fieldset><legend>${point.situation[locale]}</legend><div class="op">${point.choices.map(
      (choice) =>
        html`<label><input type="radio" name="${name}" id="${name}-${choice.id}" autocomplete="off"><span>${choice[locale]}</span></label>`,
    )}</div></fieldset><div aria-live="polite">${point.choices.map((choice) => feedback(`f-${name}-${choice.id}`, choice.best, choice.feedback[locale], locale))}</div></div>`;
  });
  return html`<section class="sc"><p class="k">${sayTraining(locale, 'learn.story')}</p><h2>${scenario.title[locale]}</h2>${points}</section>`;
}

function feedback(id: string, good: boolean, text: string, locale: Locale): Html {
  return html`<div class="${good ? 'fb' : 'fb n'}" id="${id}"><b>${sayTraining(locale, good ? 'learn.good' : 'learn.not-quite')}</b>${text}</div>`;
}

function practiceItem(item: Item, locale: Locale, at: number, of: number): Html {
  const name = `p-${item.id}`;
  const answers =
    item.kind === 'true-false'
      ? [true, false].map((one) => ({ id: String(one), text: sayTraining(locale, one ? 'learn.true' : 'learn.false') }))
      : 'options' in item
        ? item.options.map((option) => ({ id: option.id, text: option[locale] }))
        : [];
  return html`<div class="point"><fieldset><legend><span class="k">${sayTraining(locale, 'learn.question-of', { at, of })}</span><br>${item.stem[locale]}</legend><div class="op">${answers.map(
    ({ id, text }) => html`<label><input type="radio" name="${name}" id="${name}-${id}" autocomplete="off"><span>${text}</span></label>`,
  )}</div></fieldset><div aria-live="polite">${feedback(`f-${name}-y`, true, item.feedback[locale], locale)}${feedback(`f-${name}-n`, false, item.feedback[locale], locale)}</div></div>`;
}

type Rule = { when: string; show: string };

function storyRules(scenario: Scenario): Rule[] {
  return scenario.points.flatMap((point) =>
    point.choices.flatMap((choice) => {
      const when = `${nameOf(scenario, point.id)}-${choice.id}`;
      return [{ when, show: `f-${when}` }, ...(choice.next === null ? [] : [{ when, show: nameOf(scenario, choice.next) }])];
    }),
  );
}

function itemRules(item: Item): Rule[] {
  const name = `p-${item.id}`;
  if (item.kind === 'true-false')
    return [true, false].map((one) => ({ when: `${name}-${one}`, show: `f-${name}-${one === item.answer ? 'y' : 'n'}` }));
  return 'options' in item ? item.options.map(({ id, right }) => ({ when: `${name}-${id}`, show: `f-${name}-${right ? 'y' : 'n'}` })) : [];
}

// Ids of courses are letters, figures, dots and hyphens: attribute selectors take them as they are.
const revealStyle = (rules: readonly Rule[]) =>
  rules.map(({ when, show }) => `main:has([id="${when}"]:checked) [id="${show}"]{display:block}`).join('');
