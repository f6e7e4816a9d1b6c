import { LOCALES, type Locale } from '#kernel/languages.ts';
import type { Item, Lesson } from './course.schema.ts';
import type { CourseProblem, CourseProblemKind } from './problem.ts';
import { wordsOf } from './readability.rules.ts';
import { likeness } from './wording.rules.ts';

/** How many items the bank of a lesson holds at least. */
export const ITEMS_PER_LESSON = 12;
/** A reaction of fewer words than this names no reason, so it teaches nothing. */
const FEEDBACK_WORDS = 6;
/** Two questions that share more of their words than this ask the same. */
const ALIKE = 0.75;

/** If the right answer is in the same position more often than this, a learner can pass by counting. */
const IN_ONE_PLACE = 0.6;
/** If it is the longest or the shortest answer more often than this, a learner can pass by comparing lengths. */
const BY_LENGTH = 1 / 2;

/** Checks the bank of a lesson: each item tests a different sentence, and no two items ask the same. */
export function checkItems(lesson: Lesson): CourseProblem[] {
  const sentences = new Set(lesson.sections.flatMap((section) => section.sentences.map(({ id }) => id)));
  const problems: CourseProblem[] = [];
  const { items } = lesson;
  if (items.length < ITEMS_PER_LESSON)
    problems.push({
      path: ['lesson', 'items'],
      kind: 'too-few-items',
      values: { n: String(items.length), least: String(ITEMS_PER_LESSON) },
    });
  const places = items.flatMap((item) => (item.kind === 'one' ? [item.options.findIndex(({ right }) => right)] : []));
  const most = Math.max(0, ...places.map((place) => places.filter((other) => other === place).length));
  if (places.length >= 4 && most > places.length * IN_ONE_PLACE)
    problems.push({ path: ['lesson', 'items'], kind: 'right-in-one-place', values: { n: String(most), of: String(places.length) } });
  for (const language of LOCALES) {
    for (const [kind, sign] of [
      ['right-longest', 1],
      ['right-shortest', -1],
    ] as const) {
      const n = items.filter((item) => item.kind === 'one' && standsOut(item.options, language, sign)).length;
      if (places.length >= 4 && n > places.length * BY_LENGTH)
        problems.push({ path: ['lesson', 'items'], kind, values: { n: String(n), of: String(places.length), language } });
    }
  }
  items.forEach((item, at) => {
    const add = (kind: CourseProblemKind, id: string, ...path: (string | number)[]) =>
      problems.push({ path: ['lesson', 'items', at, ...path], kind, values: { id } });
    const before = items.slice(0, at);
    if (before.some(({ id }) => id === item.id)) add('duplicate-id', item.id, 'id');
    if (!sentences.has(item.tests)) add('unknown-sentence', item.tests, 'tests');
    if (before.some(({ tests }) => tests === item.tests)) add('tested-twice', item.tests, 'tests');
    const alike = before.find((other) => other.kind === item.kind && likeness(asked(other), asked(item)) > ALIKE);
    if (alike) add('asked-alike', alike.id, 'stem');
    if (!rightAnswersFit(item)) add('right-answers', item.id, 'kind');
    for (const language of LOCALES)
      if (wordsOf(item.feedback[language]).length < FEEDBACK_WORDS) add('feedback-short', item.id, 'feedback', language);
    const answers = item.kind === 'order' ? item.steps : item.kind === 'true-false' ? [] : item.options;
    answers.forEach(({ id }, index) => {
      if (answers.findIndex((other) => other.id === id) < index)
        add('duplicate-id', id, item.kind === 'order' ? 'steps' : 'options', index, 'id');
    });
  });
  return problems;
}

/** Whether the right answer alone is the longest (`sign` 1) or the shortest (-1). */
function standsOut(options: Extract<Item, { kind: 'one' }>['options'], language: Locale, sign: 1 | -1): boolean {
  const right = options.find((option) => option.right)?.[language].length ?? 0;
  return options.every((option) => option.right || option[language].length * sign < right * sign);
}

function asked(item: Item): string {
  return [item.stem.en, ...('options' in item ? item.options.filter(({ right }) => right).map(({ en }) => en) : [])].join(' ');
}

function rightAnswersFit(item: Item): boolean {
  if (item.kind === 'true-false' || item.kind === 'order') return true;
  const right = item.options.filter((option) => option.right).length;
  return item.kind === 'one' ? right === 1 : right >= 2;
}
