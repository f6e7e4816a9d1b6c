import { LOCALES } from '#kernel/languages.ts';
import type { Lesson } from './course.schema.ts';
import { wordsOf } from './readability.rules.ts';

// People who read with care, many of them in a language that is not their own.
const WORDS_PER_MINUTE = 100;
const MINUTES_PER_DECISION = 0.5;
const MINUTES_PER_QUESTION = 0.75;
/** Stated times are full fives: the estimate is no better than that. */
const STEP = 5;

/**
 * How many minutes a lesson takes: reading it and its stories in the longer language, deciding at each point, and answering half of its bank (its practice and
 * its share of the final check). In full fives.
 */
export function minutesOf({ sections, scenarios, items }: Lesson): number {
  const points = scenarios.flatMap((scenario) => scenario.points);
  const texts = [
    ...sections.flatMap(({ sentences }) => sentences),
    ...points.flatMap(({ situation, choices }) => [situation, ...choices.flatMap((choice) => [choice, choice.feedback])]),
  ];
  const words = Math.max(...LOCALES.map((language) => texts.reduce((sum, text) => sum + wordsOf(text[language]).length, 0)));
  const minutes = words / WORDS_PER_MINUTE + points.length * MINUTES_PER_DECISION + (items.length / 2) * MINUTES_PER_QUESTION;
  return Math.max(STEP, Math.round(minutes / STEP) * STEP);
}
