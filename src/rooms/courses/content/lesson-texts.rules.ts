import { LOCALES } from '#kernel/languages.ts';
import type { BothLanguages } from '#rooms/policy/index.ts';
import type { CourseModule, Lesson } from './course.schema.ts';
import type { CourseProblem, CourseProblemKind } from './problem.ts';
import { LIMITS, measure, sentencesOf, wordsOf } from './readability.rules.ts';
import { avoidedIn, likeness } from './wording.rules.ts';

/** How long a lesson may be, in each language. */
export const WORDS_PER_LESSON = 900;
/** Two sentences of a lesson that share more of their words than this say the same. */
const SAME = 0.75;

type Text = { path: (string | number)[]; text: BothLanguages };

/** Checks the wording of a lesson: length, readability, agreement of the two languages, and words to avoid. */
export function checkTexts(lesson: Lesson, level: CourseModule['level']): CourseProblem[] {
  const texts = listTexts(lesson, ['lesson']);
  const sentences = lesson.sections.flatMap((section) => section.sentences);
  const lengths = LOCALES.flatMap((language): CourseProblem[] => {
    const { words } = measure(
      language,
      sentences.map((sentence) => sentence[language]),
    );
    const values = { n: String(words), most: String(WORDS_PER_LESSON), language };
    return words > WORDS_PER_LESSON ? [{ path: ['lesson', 'sections'], kind: 'too-many-words', values }] : [];
  });
  return [...lengths, ...checkReading(lesson, level), ...checkBothLanguages(texts), ...checkWording(texts), ...checkSentences(lesson)];
}

function checkReading(lesson: Lesson, level: CourseModule['level']): CourseProblem[] {
  const bound = LIMITS[level];
  return LOCALES.flatMap((language) => {
    const own = lesson.sections.flatMap(({ sentences }) => sentences.map((sentence) => sentence[language]));
    const spoken = proseOf(lesson).map(({ path, text }) => ({ path, parts: sentencesOf(text[language]) }));
    const read = [
      { ease: measure(language, own).ease, least: bound.lesson },
      {
        ease: measure(
          language,
          spoken.flatMap(({ parts }) => parts),
        ).ease,
        least: bound.whole,
      },
    ];
    const problems = read.flatMap(({ ease, least }): CourseProblem[] =>
      ease < least
        ? [{ path: ['lesson', 'sections'], kind: 'hard-to-read', values: { ease: String(ease), least: String(least), language } }]
        : [],
    );
    for (const { path, parts } of spoken)
      for (const part of parts) {
        const n = wordsOf(part).length;
        if (n > bound.longest)
          problems.push({ path: [...path, language], kind: 'long-sentence', values: { n: String(n), most: String(bound.longest) } });
      }
    return problems;
  });
}

/** Everything read as running text: sentences, stories, questions and feedback. */
function proseOf(lesson: Lesson): Text[] {
  return [
    ...lesson.sections.flatMap(({ sentences }, s) =>
      sentences.map((text, at) => ({ path: ['lesson', 'sections', s, 'sentences', at], text })),
    ),
    ...lesson.scenarios.flatMap(({ points }, s) =>
      points.flatMap(({ situation, choices }, p) => {
        const path = ['lesson', 'scenarios', s, 'points', p];
        return [
          { path: [...path, 'situation'], text: situation },
          ...choices.map(({ feedback }, c) => ({ path: [...path, 'choices', c, 'feedback'], text: feedback })),
        ];
      }),
    ),
    ...lesson.items.flatMap(({ stem, feedback }, at) => [
      { path: ['lesson', 'items', at, 'stem'], text: stem },
      { path: ['lesson', 'items', at, 'feedback'], text: feedback },
    ]),
  ];
}

/** Checks texts that exist in both languages: neither is a copy, both give the same figures, neither is cut short. */
export function checkBothLanguages(texts: readonly Text[]): CourseProblem[] {
  return texts.flatMap(({ path, text: { en, fr } }) => {
    const problem = (kind: CourseProblemKind): CourseProblem => ({ path, kind, values: { en: en.slice(0, 60), fr: fr.slice(0, 60) } });
    if (en === fr && wordsOf(en).length > 2) return [problem('languages-alike')];
    if (figures(en) !== figures(fr)) return [problem('figures-differ')];
    const ratio = fr.length / en.length;
    return en.length >= 30 && (ratio < 0.6 || ratio > 1.9) ? [problem('length-differs')] : [];
  });
}

/** Checks texts for words that these courses avoid. */
export function checkWording(texts: readonly Text[]): CourseProblem[] {
  return texts.flatMap(({ path, text }) =>
    LOCALES.flatMap((language) =>
      avoidedIn(language, text[language]).map(
        ({ found, instead }): CourseProblem => ({ path: [...path, language], kind: 'word-avoided', values: { found, instead } }),
      ),
    ),
  );
}

function checkSentences({ sections, sources }: Lesson): CourseProblem[] {
  const problems: CourseProblem[] = [];
  const before: { id: string; en: string }[] = [];
  sections.forEach((section, s) => {
    section.sentences.forEach((sentence, at) => {
      const add = (kind: CourseProblemKind, id: string, ...path: string[]) =>
        problems.push({ path: ['lesson', 'sections', s, 'sentences', at, ...path], kind, values: { id } });
      if (before.some(({ id }) => id === sentence.id)) add('duplicate-id', sentence.id, 'id');
      const twin = before.find(({ en }) => likeness(en, sentence.en) > SAME);
      if (twin) add('said-twice', twin.id, 'en');
      for (const language of LOCALES) if (sentencesOf(sentence[language]).length > 1) add('two-sentences', sentence.id, language);
      if (sentence.source !== undefined && !sources.some(({ id }) => id === sentence.source))
        add('unknown-source', sentence.source, 'source');
      if (sentence.source === undefined && /\d/.test(sentence.en)) add('figure-without-source', sentence.id, 'en');
      before.push(sentence);
    });
  });
  const named = new Set(sections.flatMap(({ sentences }) => sentences.map(({ source }) => source)));
  sources.forEach(({ id, origin, address }, at) => {
    if (!named.has(id)) problems.push({ path: ['lesson', 'sources', at, 'id'], kind: 'source-unused', values: { id } });
    if (origin !== 'D' && address === undefined)
      problems.push({ path: ['lesson', 'sources', at, 'id'], kind: 'source-without-address', values: { id } });
  });
  return problems;
}

/** Every text of a node that exists in both languages, with its place. */
export function listTexts(node: unknown, path: (string | number)[]): Text[] {
  if (Array.isArray(node)) return node.flatMap((child, at) => listTexts(child, [...path, at]));
  if (typeof node !== 'object' || node === null) return [];
  const here = 'en' in node && 'fr' in node ? [{ path, text: node as BothLanguages }] : [];
  return [...here, ...Object.entries(node).flatMap(([key, child]) => listTexts(child, [...path, key]))];
}

function figures(text: string): string {
  return [...text.replace(/(?<=\d)[,.\u202f\s](?=\d)/gu, '').matchAll(/\d+/g)]
    .map(([digits]) => digits)
    .sort()
    .join(' ');
}
