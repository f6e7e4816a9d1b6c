import {
  type CourseLanguage,
  type CourseModule,
  drawingOf,
  type Item,
  type Lesson,
  type ReadModule,
  type Scenario,
  type Sentence,
} from '#rooms/courses/index.ts';
import { type Html, html } from '#site/html.ts';
import { inlineBlock } from '#site/style.ts';
import { mostAsked, practised } from '../progress/check.rules.ts';
import { shownOrder } from '../progress/shown-order.rules.ts';
import { type LearnPage, learnAddress } from './shell.ts';

/** The texts of the operation or nation in the placeholders of a lesson, and the installation's way to report; a missing one says so. */
export type FilledPlaceholders = Partial<Record<'operation-brief' | 'law-annex' | 'reporting', Html>>;

/**
 * A lesson: its text, its stories and its practice, in one page that works without script and offline. The consequence of each answer is in the page and shown
 * by the answer itself (`:has(:checked)`), so the server is not contacted. The order of answers depends on `reader` and stays the same for them.
 */
export function lessonPage(
  read: ReadModule,
  lesson: Lesson,
  language: CourseLanguage,
  done: boolean,
  filled: FilledPlaceholders = {},
  reader = '',
): LearnPage {
  const { module, lessons } = read;
  const at = lessons.indexOf(lesson) + 1;
  const { t } = language;
  const next = lessons[at];
  const practice = practised(lesson, mostAsked(read));
  const items = practice.map((item, index) =>
    practiceItem(item, language, reader, t('learn.question-of', { at: index + 1, of: practice.length })),
  );
  return {
    title: language.plain(lesson.title),
    module: module.id,
    bar: t('learn.lesson-of', { at, of: lessons.length }),
    back: `/m/${module.id}`,
    share: Math.round((at / lessons.length) * 100),
    style: inlineBlock(revealStyle([...lesson.scenarios.flatMap(storyRules), ...practice.flatMap(itemRules)])),
    body: html`<p class="k">${lesson.id} · ${t('learn.minutes', { minutes: lesson.minutes })}${done && html` · ${t('learn.read')}`}</p><h1>${language.text(lesson.title)}</h1><p class="k">${language.text(lesson.goal)}</p>${translationNote(read, lesson, language)}
${lesson.sections.map((section) => sectionHtml(section, lesson, language, filled))}
${lesson.scenarios.map((scenario) => scenarioHtml(scenario, language, reader))}
${items.length > 0 && html`<h2>${t('learn.practice')}</h2><p class="k">${t('learn.practice-note')}</p>${items}`}
<div class="actions"><form method="post" action="${learnAddress(language, `/l/${lesson.id}`)}" data-action="read" data-lesson="${lesson.id}" data-version="${lesson.version}" data-next="${learnAddress(language, next ? `/l/${next.id}` : `/m/${module.id}`)}"><button class="go">${next ? t('learn.next-lesson', { title: language.plain(next.title) }) : t('learn.to-check')}</button></form></div>`,
    foot: html`${sourceList(lesson, language)}${reviewNote(read, language, lesson.version)}`,
  };
}

/** Whether a practitioner has read the module, and which version. */
export function reviewNote({ module }: ReadModule, { t, plain, pack }: CourseLanguage, version: number): Html {
  const { review } = module;
  const words =
    review.status === 'reviewed'
      ? t('learn.reviewed', { by: review.by, work: plain(review.work), on: review.on })
      : t('learn.not-reviewed');
  const translation = pack(module.id)?.review;
  const byWhom =
    translation &&
    (translation.status === 'reviewed'
      ? t('learn.translation-reviewed', { by: translation.by, on: translation.on })
      : t('learn.translation-not-reviewed'));
  return html`<p>${words} ${byWhom} ${t('learn.version', { version })}</p>`;
}

/** Says that a module, or some texts of a part of it, do not exist in the requested language, and which language is shown instead. */
export function translationNote(
  { module }: ReadModule,
  part: CourseModule | Lesson,
  { pack, count, t, name }: CourseLanguage,
): Html | false {
  if (pack(module.id) === undefined) return html`<p class="note">${t('learn.translation-none', { language: name })}</p>`;
  const { there, of } = count(part, module.id);
  return there < of && html`<p class="note">${t('learn.translation-missing', { missing: of - there, of })}</p>`;
}

/** The sources of a lesson, numbered as its sentences refer to them: how far each was read, and where a learner can read it. */
function sourceList({ sources }: Lesson, { t, text }: CourseLanguage): Html | false {
  if (sources.length === 0) return false;
  const lines = sources.map(({ id, title, origin, address }) => {
    const name = address === undefined ? text(title) : html`<a href="${address}" rel="noreferrer">${text(title)}</a>`;
    return html`<li id="src-${id}">${name} <span class="k">${t(`learn.origin.${origin}`)}</span></li>`;
  });
  return html`<section id="sources"><h2>${t('learn.sources')}</h2><ol class="srcs">${lines}</ol></section>`;
}

/** A sentence, with the number of its source as a link to it. A choice of this project says so next to the sentence, so that it does not read as law. */
function cited(sentence: Sentence, { sources }: Lesson, { t, text }: CourseLanguage): Html {
  const at = sources.findIndex(({ id }) => id === sentence.source) + 1;
  const own = sources[at - 1]?.origin === 'D' && t('learn.own-choice');
  const name = [t('learn.source', { at }), own].filter(Boolean).join(', ');
  const link = html` <a class="ref" href="#src-${sentence.source ?? ''}" aria-label="${name}">${at}${own && html` ${own}`}</a>`;
  return html`${text(sentence)}${at > 0 && link}`;
}

function sectionHtml(section: Lesson['sections'][number], lesson: Lesson, language: CourseLanguage, filled: FilledPlaceholders): Html {
  const { text } = language;
  const words = section.sentences.map((sentence) => cited(sentence, lesson, language));
  const body = section.sentences.some(({ drawing }) => drawing)
    ? pictured(section.sentences, lesson, language)
    : section.as === 'paragraph'
      ? html`<p>${words.flatMap((one) => [one, ' '])}</p>`
      : section.as === 'steps'
        ? html`<ol class="st">${words.map((one) => html`<li><span>${one}</span></li>`)}</ol>`
        : html`<ul class="ls">${words.map((one) => html`<li><span>${one}</span></li>`)}</ul>`;
  const { placeholder } = section;
  const place =
    placeholder &&
    (filled[placeholder.id] ??
      html`<div class="note"><p>${text(placeholder.missing)}</p><ul class="ls">${placeholder.asks.map((one) => html`<li><span>${text(one)}</span></li>`)}</ul></div>`);
  const { reporting } = section;
  const note = reporting && html`<div class="note"><p>${filled.reporting ?? text(reporting)}</p></div>`;
  return html`<h2>${text(section.title)}</h2>${body}${place}${note}`;
}

// Each drawing with its sentence and those after it, up to the next one: a weak reader follows the pictures.
function pictured(sentences: readonly Sentence[], lesson: Lesson, language: CourseLanguage): Html[] {
  const groups: Sentence[][] = [];
  for (const sentence of sentences) {
    if (sentence.drawing || groups.length === 0) groups.push([]);
    groups.at(-1)!.push(sentence);
  }
  return groups.map((group) => {
    const [{ drawing }] = group as [Sentence];
    return html`<div class="pics">${drawing && drawingOf(drawing.name, language.plain(drawing))}<div>${group.map((one) => html`<p>${cited(one, lesson, language)}</p>`)}</div></div>`;
  });
}

const nameOf = (scenario: Scenario, point: string) => `s-${scenario.id}-${point}`;

function scenarioHtml(scenario: Scenario, language: CourseLanguage, reader: string): Html {
  const points = scenario.points.map((point, at) => {
    const name = nameOf(scenario, point.id);
    // On paper the consequences are numbered like the choices, so both have one order.
    const choices = shownOrder(point.choices, `${reader} ${name}`);
    return html`<div class="${at === 0 ? 'point' : 'point then'}" id="${name}"><fieldset><legend>${language.text(point.situation)}</legend><div class="op">${choices.map(
      (choice) =>
        html`<label><input type="radio" name="${name}" id="${name}-${choice.id}" autocomplete="off"><span>${language.text(choice)}</span></label>`,
    )}</div></fieldset><div aria-live="polite">${choices.map((choice) => feedback(`f-${name}-${choice.id}`, choice.best, language.text(choice.feedback), language))}</div></div>`;
  });
  return html`<section class="sc"><p class="k">${language.t('learn.story')}</p><h2>${language.text(scenario.title)}</h2>${points}</section>`;
}

function feedback(id: string, good: boolean, text: Html, { t }: CourseLanguage): Html {
  return html`<div class="${good ? 'fb' : 'fb n'}" id="${id}"><b>${t(good ? 'learn.good' : 'learn.not-quite')}</b>${text}</div>`;
}

function practiceItem(item: Item, language: CourseLanguage, reader: string, over: string): Html {
  const name = `p-${item.id}`;
  const answers =
    item.kind === 'true-false'
      ? [true, false].map((one) => ({ id: String(one), text: html`${language.t(one ? 'learn.true' : 'learn.false')}` }))
      : 'options' in item
        ? shownOrder(item.options, `${reader} ${name}`).map((option) => ({ id: option.id, text: language.text(option) }))
        : [];
  return html`<div class="point try"><fieldset><legend><span class="k">${over}</span><br>${language.text(item.stem)}</legend><div class="op">${answers.map(
    ({ id, text }) => html`<label><input type="radio" name="${name}" id="${name}-${id}" autocomplete="off"><span>${text}</span></label>`,
  )}</div></fieldset><div aria-live="polite">${feedback(`f-${name}-y`, true, language.text(item.feedback), language)}${feedback(`f-${name}-n`, false, language.text(item.feedback), language)}</div></div>`;
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
