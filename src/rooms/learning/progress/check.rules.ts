import type { Item, Lesson, ReadModule } from '#rooms/courses/index.ts';

/** A question of a final check as drawn: its item, and the order of its answers. It does not contain the key. */
export type Drawn = { lesson: string; item: string; order: string[] };
/** The answers, by item: ids of answers; for an order, all steps in the chosen order; `true` or `false`. */
export type Answers = Record<string, string[]>;
export type Graded = { score: number; missed: string[]; criticalMissed: string[]; passed: boolean };

const PRACTISED = 4;

/**
 * The questions a lesson practises on its own page, with their key. They are never critical, and leave enough questions for the final check that the page does
 * not reveal, enough for two checks without a question in common. `share`: how many questions a check asks of the lesson.
 */
export function practised({ items }: Lesson, share: number): Item[] {
  const fit = items.filter((item) => item.critical === undefined && (item.kind === 'one' || item.kind === 'true-false'));
  return fit.slice(0, Math.max(0, Math.min(PRACTISED, items.length - 2 * share)));
}

/** The fewest questions of a check of some lessons: with fewer, a single one would decide. */
export const MIN_ASKED = 5;

/** The part of a module that a person lacks; null: all of it. The module itself does not change. Pure. */
export function partOf({ module, lessons }: ReadModule, only: readonly string[] | null): ReadModule {
  return { module, lessons: only === null ? lessons : lessons.filter(({ id }) => only.includes(id)) };
}

/** How many questions of one lesson the final check may need. */
export function mostAsked({ module }: ReadModule): number {
  return Math.max(module.check.perLesson, Math.ceil(module.check.items / module.lessons.length));
}

/** How many questions a check asks: the number set for the module, or the share of a part of it. Pure; the database computes the same number. */
export function questionsIn({ module: { check, lessons: all }, lessons }: ReadModule): number {
  if (lessons.length === all.length) return check.items;
  return Math.min(check.items, Math.max(MIN_ASKED, Math.ceil((check.items * lessons.length) / all.length)));
}

/**
 * Draws a final check of a module or a part of it: a number from each lesson, each of their critical rules at least once, then others, all in a new order.
 * Questions of earlier tries come last, those of the latest try at the very end: a second try asks other questions. `random` returns a number from 0 to below 1.
 */
export function drawCheck(read: ReadModule, random: () => number, earlier: readonly (readonly Drawn[])[] = []): Drawn[] {
  const { module, lessons } = read;
  const askedIn = ({ id }: Item) => earlier.findLastIndex((drawn) => drawn.some(({ item }) => item === id));
  const newFirst = <T extends { item: Item }>(list: readonly T[]) =>
    shuffled(list, random).sort((a, b) => askedIn(a.item) - askedIn(b.item));
  const pool = lessons.flatMap((lesson) => {
    const shown = new Set(practised(lesson, mostAsked(read)));
    return lesson.items.filter((item) => !shown.has(item)).map((item) => ({ lesson, item }));
  });
  const items = questionsIn(read);
  const chosen = new Set<(typeof pool)[number]>();
  // At most half of the items on a critical rule, so that as many are left for the next try.
  const isUsedUp = ({ critical }: Item) => {
    const on = (list: Iterable<{ item: Item }>) => [...list].filter(({ item }) => item.critical === critical).length;
    return critical !== undefined && on(chosen) >= Math.max(1, Math.floor(on(pool) / 2));
  };
  const fitFirst = (list: typeof pool) => [...list.filter(({ item }) => !isUsedUp(item)), ...list.filter(({ item }) => isUsedUp(item))];
  for (const topic of module.check.critical) {
    const one = newFirst(pool).find(({ item }) => item.critical === topic);
    if (one) chosen.add(one);
  }
  for (const lesson of lessons) {
    const own = newFirst(pool.filter((one) => one.lesson === lesson));
    for (const one of fitFirst(own)) {
      if ([...chosen].filter((other) => other.lesson === lesson).length >= module.check.perLesson) break;
      chosen.add(one);
    }
  }
  for (const one of newFirst(pool)) {
    if (chosen.size >= items) break;
    if (!isUsedUp(one.item)) chosen.add(one);
  }
  for (const one of newFirst(pool)) {
    if (chosen.size >= items) break;
    chosen.add(one);
  }
  return shuffled([...chosen], random).map(({ lesson, item }) => ({ lesson: lesson.id, item: item.id, order: orderOf(item, random) }));
}

/** Grades a check. An unanswered question counts as wrong; the pass mark is in percent; every critical question must be answered correctly. Pure. */
export function gradeCheck(read: ReadModule, drawn: readonly Drawn[], answers: Answers, passMark: number): Graded {
  const asked = drawn.map(({ lesson, item }) => itemOf(read, lesson, item));
  const missed = asked.filter((item) => !isRight(item, answers[item.id] ?? []));
  const criticalMissed = missed.filter(({ critical }) => critical !== undefined).map(({ id }) => id);
  // Rounded down: 79.9 is not 80.
  const score = Math.floor(((asked.length - missed.length) * 100) / asked.length);
  return { score, missed: missed.map(({ id }) => id), criticalMissed, passed: score >= passMark && criticalMissed.length === 0 };
}

/** Whether an answer to one question is right. Pure. */
export function isRight(item: Item, answer: readonly string[]): boolean {
  if (item.kind === 'true-false') return answer.length === 1 && answer[0] === String(item.answer);
  if (item.kind === 'order') return answer.length === item.steps.length && item.steps.every(({ id }, at) => answer[at] === id);
  const right = item.options.filter((option) => option.right).map(({ id }) => id);
  return new Set(answer).size === right.length && answer.length === right.length && right.every((id) => answer.includes(id));
}

/** The right answers to one question, as the database grades them; `order`: in this order. Pure. */
export function keyOf(item: Item): { right: string[]; order?: true; critical?: string } {
  const critical = item.critical === undefined ? {} : { critical: item.critical };
  if (item.kind === 'true-false') return { right: [String(item.answer)], ...critical };
  if (item.kind === 'order') return { right: item.steps.map(({ id }) => id), order: true, ...critical };
  return { right: item.options.filter(({ right }) => right).map(({ id }) => id), ...critical };
}

/** The item of a bank. Throws if a drawn item no longer exists, which only happens if a course changed without a new version. */
export function itemOf({ lessons }: ReadModule, lessonId: string, itemId: string): Item {
  const item = lessons.find(({ id }) => id === lessonId)?.items.find(({ id }) => id === itemId);
  if (item === undefined) throw new Error(`Lesson ${lessonId} has no item ${itemId}.`);
  return item;
}

/** When something was done on a phone: the time it reports, but never before it was possible and never in the future. Pure. */
export function trustedMoment(reported: Date, earliest: Date, now: Date): Date {
  return new Date(Math.min(Math.max(reported.getTime(), earliest.getTime()), now.getTime()));
}

function orderOf(item: Item, random: () => number): string[] {
  if (item.kind === 'true-false') return ['true', 'false'];
  const ids = (item.kind === 'order' ? item.steps : item.options).map(({ id }) => id);
  const mixed = shuffled(ids, random);
  // Steps that happen to be in the right order would reveal the answer.
  return item.kind === 'order' && mixed.every((id, at) => id === ids[at]) ? mixed.reverse() : mixed;
}

function shuffled<T>(list: readonly T[], random: () => number): T[] {
  const out = [...list];
  for (let last = out.length - 1; last > 0; last -= 1) {
    const at = Math.floor(random() * (last + 1));
    [out[last], out[at]] = [out[at]!, out[last]!];
  }
  return out;
}
