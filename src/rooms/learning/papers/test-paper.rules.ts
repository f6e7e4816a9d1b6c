import { createHash } from 'node:crypto';
import type { BothLanguages } from '#kernel/both-languages.ts';
import type { Item, ReadModule } from '#rooms/courses/index.ts';
import { firstLook } from '../progress/first-look.rules.ts';

type Words = BothLanguages;
/** One question on paper: the question, the text next to each letter, and the letters that are right (for an order: in that order). */
export type PaperQuestion = {
  readonly number: number;
  readonly lesson: string;
  readonly item: Item;
  readonly how: 'one' | 'several' | 'order' | 'true-false';
  readonly choices: readonly { letter: string; text: Words }[];
  readonly right: readonly string[];
};
/** A test on paper. The same module, version and series always give the same paper, so that its marking key is valid years later. */
export type TestPaper = { readonly series: number; readonly questions: readonly PaperQuestion[]; readonly needed: number };

/** Enough series for a classroom, so that neighbours cannot copy. */
export const MAX_SERIES = 99;

/** Draws the questions of a series: at least one on each critical rule, the share of each lesson, then random ones. */
export function drawPaper({ module, lessons }: ReadModule, series: number, passMark: number): TestPaper {
  const shuffle = shuffleBy(`${module.id} ${module.version} ${series}`);
  const bank = lessons.flatMap((lesson) => shuffle(lesson.items, ({ id }) => id).map((item) => ({ item, lesson: lesson.id })));
  const mixed = shuffle(bank, ({ item }) => item.id);
  const drawn = new Set(module.check.critical.flatMap((topic) => mixed.find(({ item }) => item.critical === topic) ?? []));
  for (const lesson of lessons) {
    const own = mixed.filter((one) => one.lesson === lesson.id);
    const had = own.filter((one) => drawn.has(one)).length;
    for (const one of own.filter((other) => !drawn.has(other)).slice(0, Math.max(0, module.check.perLesson - had))) drawn.add(one);
  }
  for (const one of mixed) if (drawn.size < module.check.items) drawn.add(one);
  const questions = bank
    .filter((one) => drawn.has(one))
    .map(({ item, lesson }, at) => ({ number: at + 1, lesson, ...asked(item, shuffle) }));
  return { series, questions, needed: neededOf(questions.length, passMark) };
}

/** How many of these questions must be right for a pass mark in percent. */
export const neededOf = (questions: number, passMark: number): number => Math.ceil((questions * passMark) / 100);

/** The questions before a module, on paper: those of the player, the same for everybody, in the order of the course. */
export function firstLookOnPaper(read: ReadModule): PaperQuestion[] {
  const lessonOf = (item: Item) => read.lessons.find(({ items }) => items.includes(item))!.id;
  return firstLook(read).map((item, at) => ({ number: at + 1, lesson: lessonOf(item), ...asked(item, (list) => [...list]) }));
}

type Shuffle = <T>(list: readonly T[], id: (one: T) => string) => T[];
// Sorted by a hash that cannot be predicted without the series and can be repeated with it.
function shuffleBy(seed: string): Shuffle {
  const rank = (id: string) => createHash('sha256').update(`${seed} ${id}`).digest('hex');
  return (list, id) =>
    list
      .map((one) => ({ one, rank: rank(id(one)) }))
      .sort((a, b) => (a.rank < b.rank ? -1 : 1))
      .map(({ one }) => one);
}

function asked(item: Item, shuffle: Shuffle): Omit<PaperQuestion, 'number' | 'lesson'> {
  if (item.kind === 'true-false') return { item, how: item.kind, choices: [], right: [item.answer ? 'true' : 'false'] };
  const written = item.kind === 'order' ? item.steps : item.options;
  const shown = shuffle(written, ({ id }) => `${item.id} ${id}`);
  const letterOf = (id: string) => String.fromCharCode(65 + shown.findIndex((one) => one.id === id));
  const right = item.kind === 'order' ? item.steps : item.options.filter((option) => option.right);
  const letters = right.map(({ id }) => letterOf(id));
  return {
    item,
    how: item.kind,
    // The original text object, not a copy: a language pack looks a text up by identity.
    choices: shown.map((text) => ({ letter: letterOf(text.id), text })),
    right: item.kind === 'order' ? letters : letters.sort(),
  };
}

/** Whether a person passed on paper: enough right answers, and no critical question wrong. */
export function passesOnPaper(
  paper: Pick<TestPaper, 'needed'>,
  { right, criticalWrong }: { right: number; criticalWrong: boolean },
): boolean {
  return right >= paper.needed && !criticalWrong;
}
