import { describe, expect, test } from 'vitest';
import { checkCourses, checkLesson, checkModule } from './course.rules.ts';
import { type CourseModule, type Item, type Lesson, Lesson as LessonSchema } from './course.schema.ts';
import { EDITION, validLesson, validModule } from './fixtures.ts';

const kinds = (problems: readonly { kind: string }[]) => [...new Set(problems.map(({ kind }) => kind))];
const both = (en: string, fr = en) => ({ en, fr });

test('a sound lesson, module and set of courses have no problem', () => {
  expect(checkLesson(validLesson(), 'plain', EDITION, 'T')).toEqual([]);
  expect(checkModule({ module: validModule(), lessons: [validLesson()] }, EDITION)).toEqual([]);
  expect(checkCourses([{ module: validModule(), lessons: [validLesson()] }], EDITION, 'T')).toEqual([]);
});

const sentence = (lesson: Lesson, at = 0) => lesson.sections[0]!.sentences[at]!;
const points = (lesson: Lesson) => lesson.scenarios[0]!.points;
const turn = (lesson: Lesson, at: number, change: object) => points(lesson)[at]!.choices.map((choice) => Object.assign(choice, change));
const options = (...right: boolean[]) => right.map((yes, at) => ({ id: 'abcd'[at]!, ...both(`Answer ${at}`), right: yes }));
const asks = (item: Item, change: object) => Object.assign(item, change);

describe('checkLesson', () => {
  const faulty: [kind: string, path: string, change: (lesson: Lesson) => unknown][] = [
    ['unknown-element', 'lesson.carries.0', (lesson) => (lesson.carries = ['O.1'])],
    ['unknown-obligation', 'lesson.about.0', (lesson) => (lesson.about = ['X.9'])],
    ['reconstruction-unsaid', 'lesson.sections', (lesson) => (lesson.carries = ['T.2'])],
    ['too-many-words', 'lesson.sections', (lesson) => lesson.sections[0]!.sentences.push(...many(140))],
    ['minutes-untrue', 'lesson.minutes', (lesson) => (lesson.minutes = 30)],
    ['hard-to-read', 'lesson.sections', (lesson) => lesson.sections[0]!.sentences.forEach(obscure)],
    ['long-sentence', 'lesson.sections.0.sentences.0.en', (lesson) => (sentence(lesson).en = `See${' and so on'.repeat(7)}.`)],
    ['two-sentences', 'lesson.sections.0.sentences.0.fr', (lesson) => (sentence(lesson).fr += ' On le voit bien.')],
    ['languages-alike', 'lesson.sections.0.sentences.0', (lesson) => (sentence(lesson).fr = sentence(lesson).en)],
    ['figures-differ', 'lesson.sections.0.sentences.0', (lesson) => (sentence(lesson).fr = 'Il y a 18 ponts près de la porte.')],
    ['length-differs', 'lesson.goal', (lesson) => (lesson.goal = both('You know very well what is near the gate.', 'Vous savez.'))],
    ['word-avoided', 'lesson.title.en', (lesson) => (lesson.title = both('Slaves near the gate', 'Ce qui est à la porte'))],
    ['word-avoided', 'lesson.items.0.feedback.en', (lesson) => (lesson.items[0]!.feedback.en = 'You failed, so look at the river again.')],
    ['word-avoided', 'lesson.items.0.feedback.fr', (lesson) => (lesson.items[0]!.feedback.fr = 'Évidemment, on voit le fleuve de là-bas.')],
    ['figure-without-source', 'lesson.sections.0.sentences.1.en', (lesson) => Object.assign(sentence(lesson, 1), FIGURE)],
    ['unknown-source', 'lesson.sections.0.sentences.1.source', (lesson) => (sentence(lesson, 1).source = 'rumour')],
    ['source-unused', 'lesson.sources.0.id', (lesson) => (sentence(lesson).source = undefined)],
    ['said-twice', 'lesson.sections.0.sentences.1.en', (lesson) => (sentence(lesson, 1).en = 'Near the gate is the river.')],
    ['duplicate-id', 'lesson.sections.0.sentences.1.id', (lesson) => (sentence(lesson, 1).id = 'river')],
    ['too-few-items', 'lesson.items', (lesson) => lesson.items.splice(11)],
    ['unknown-sentence', 'lesson.items.0.tests', (lesson) => (lesson.items[0]!.tests = 'moon')],
    ['tested-twice', 'lesson.items.1.tests', (lesson) => (lesson.items[1]!.tests = 'river')],
    ['asked-alike', 'lesson.items.1.stem', (lesson) => (lesson.items[1]!.stem.en = 'Near the gate, is the river?')],
    ['duplicate-id', 'lesson.items.1.id', (lesson) => (lesson.items[1]!.id = lesson.items[0]!.id)],
    ['right-answers', 'lesson.items.0.kind', (lesson) => asks(lesson.items[0]!, { kind: 'one', options: options(true, true, false) })],
    ['right-answers', 'lesson.items.0.kind', (lesson) => asks(lesson.items[0]!, { kind: 'several', options: options(true, false, false) })],
    [
      'right-in-one-place',
      'lesson.items',
      (lesson) => lesson.items.slice(0, 4).map((item) => asks(item, { kind: 'one', options: options(true, false, false) })),
    ],
    [
      'right-longest',
      'lesson.items',
      (lesson) =>
        lesson.items.slice(0, 4).map((item, at) =>
          asks(item, {
            kind: 'one',
            options: options(...[0, 1, 2].map((place) => place === at % 3)).map((one) => (one.right ? { ...one, fr: 'Une réponse' } : one)),
          }),
        ),
    ],
    [
      'right-shortest',
      'lesson.items',
      (lesson) =>
        lesson.items.slice(0, 4).map((item, at) =>
          asks(item, {
            kind: 'one',
            options: options(...[0, 1, 2].map((place) => place === at % 3)).map((one) => (one.right ? { ...one, en: 'A' } : one)),
          }),
        ),
    ],
    ['feedback-short', 'lesson.items.0.feedback.en', (lesson) => (lesson.items[0]!.feedback.en = 'Right.')],
    ['next-not-later', 'lesson.scenarios.0.points.1.choices.0.next', (lesson) => (points(lesson)[1]!.choices[0]!.next = 'start')],
    ['point-unreached', 'lesson.scenarios.0.points.1.id', (lesson) => turn(lesson, 0, { next: null })],
    ['no-best-choice', 'lesson.scenarios.0.points.0', (lesson) => turn(lesson, 0, { best: false })],
    ['best-longest', 'lesson.scenarios', (lesson) => points(lesson).map(({ choices }) => (choices[1]!.fr += ' tout de suite et vite'))],
    [
      'best-shortest',
      'lesson.scenarios',
      (lesson) => points(lesson).map(({ choices }) => (choices[0]!.fr += ' pour le moment, sans bouger')),
    ],
    ['choices-unlike', 'lesson.scenarios.0.points.1', (lesson) => (points(lesson)[1]!.choices[0]!.en += ' I would rather not go nearer.')],
    ['source-without-address', 'lesson.sources.0.id', (lesson) => (lesson.sources[0]!.origin = 'R')],
    ['never-ends', 'lesson.scenarios.0.id', (lesson) => turn(lesson, 1, { next: 'start' })],
  ];
  const FIGURE = { en: 'There are 30 bridges near here.', fr: 'Il y a 30 ponts près d’ici.' };

  test.each(faulty)('reports %s at %s', (kind, path, change) => {
    const lesson = validLesson();
    change(lesson);
    const found = checkLesson(lesson, 'plain', EDITION, 'T').filter((problem) => problem.kind === kind);
    expect(found.map((problem) => problem.path.join('.'))).toContain(path);
  });

  const reading = (level: CourseModule['level'], change: (lesson: Lesson) => unknown) => {
    const lesson = validLesson();
    change(lesson);
    return checkLesson(lesson, level, EDITION, 'T')
      .filter(({ kind }) => ['hard-to-read', 'long-sentence'].includes(kind))
      .map(({ kind, values }) => [kind, values.language ?? values.n, values.least ?? values.most]);
  };
  test('limits a sentence to twenty words, and to twelve for contract workers', () => {
    const long = (words: number) => (lesson: Lesson) => (sentence(lesson).en = `See${' it'.repeat(words - 1)}.`);
    expect(reading('plain', long(20))).toEqual([]);
    expect(reading('plain', long(21))).toEqual([['long-sentence', '21', '20']]);
    expect(reading('very-simple', long(12))).toEqual([]);
    expect(reading('very-simple', long(13))).toEqual([['long-sentence', '13', '12']]);
  });

  test('requires an ease of reading for the lesson’s sentences and for all its texts, higher for contract workers', () => {
    const own = (lesson: Lesson) => lesson.sections[0]!.sentences.forEach(obscure);
    expect(reading('plain', own)).toContainEqual(['hard-to-read', 'en', '55']);
    expect(reading('plain', own)).toContainEqual(['hard-to-read', 'fr', '55']);
    // Easy sentences do not make up for hard stories and reactions.
    const around = (lesson: Lesson) => lesson.items.map(({ feedback }) => obscure(feedback));
    expect(reading('plain', around)).toContainEqual(['hard-to-read', 'en', '70']);
    expect(reading('plain', around)).not.toContainEqual(['hard-to-read', 'en', '55']);
    // Between the two levels: easy enough for most people, but not for weak readers.
    const middling = (lesson: Lesson) =>
      lesson.sections[0]!.sentences.map((text) =>
        Object.assign(text, both('The passport is inside a garden.', 'La porte du jardin est ouverte ici.')),
      );
    expect(reading('plain', middling)).toEqual([]);
    expect(reading('very-simple', middling)).toContainEqual(['hard-to-read', 'en', '85']);
  });

  test('requires a scenario, and at least two choices at each point', () => {
    const story = validLesson().scenarios[0]!;
    const alone = { ...story, points: story.points.map((point) => ({ ...point, choices: point.choices.slice(0, 1) })) };
    for (const scenarios of [[], [alone]])
      expect(LessonSchema.safeParse({ ...validLesson(), scenarios }).error?.issues[0]?.path[0], `${scenarios.length} stories`).toBe(
        'scenarios',
      );
  });

  test('accepts a lesson on a reconstructed obligation that says so', () => {
    const lesson = validLesson();
    lesson.carries = ['T.2'];
    Object.assign(sentence(lesson), both('The text on the river is reconstructed.', 'Le texte sur le fleuve est reconstitué.'));
    expect(kinds(checkLesson(lesson, 'plain', EDITION, 'T'))).toEqual([]);
  });
});

describe('checkModule', () => {
  const faulty: [kind: string, change: (module: CourseModule, lesson: Lesson) => unknown][] = [
    ['unknown-pass-mark', (module) => (module.check.passMark = 'valid')],
    ['unknown-element', (module) => (module.carries = ['X.9'])],
    ['critical-missing', (_, lesson) => [0, 3].map((at) => (lesson.items[at]!.critical = undefined))],
    ['critical-too-few', (_, lesson) => (lesson.items[0]!.critical = undefined)],
    ['bank-too-small', (module) => (module.check.items = 10)],
    ['bank-too-small', (module) => (module.check.perLesson = 10)],
    ['reporting-missing', (module) => (module.kind = 'general')],
    ['critical-unlisted', (module) => module.check.critical.pop()],
    ['check-too-large', (module) => (module.check.items = 19)],
    ['check-too-large', (module) => (module.check.perLesson = 9)],
    [
      'review-of-another-version',
      (module) => (module.review = { status: 'reviewed', version: 2, by: 'A. Reader', work: both('Adviser', 'Conseil'), on: '2026-11-01' }),
    ],
    ['acknowledgement-missing', (module) => (module.kind = 'refresher')],
    ['placeholder-missing', (module) => (module.kind = 'general')],
    ['word-avoided', (module) => (module.title = both('The gate for minors', 'La porte des enfants'))],
  ];
  test.each(faulty)('reports %s', (kind, change) => {
    const [module, lesson] = [validModule(), validLesson()];
    change(module, lesson);
    expect(kinds(checkModule({ module, lessons: [lesson] }, EDITION))).toContain(kind);
  });
});

test('the general module must test the critical topics: children, not confronting, reporting', () => {
  for (const topic of ['child-rule', 'do-not-confront', 'duty-to-report'] as const) {
    const module = { ...validModule(), kind: 'general' as const };
    module.check = { ...module.check, critical: module.check.critical.filter((one) => one !== topic) };
    // Listing the topic is not enough: an item must test it.
    const lesson = validLesson();
    for (const item of lesson.items) if (item.critical === topic) item.critical = undefined;
    expect(checkModule({ module, lessons: [lesson] }, EDITION)).toContainEqual({
      ...{ path: ['module', 'check', 'critical'], kind: 'critical-missing', values: { id: topic } },
    });
  }
});

test('several right answers must not always leave the same number of wrong ones', () => {
  const lesson = validLesson();
  const make = (wrong: number[]) =>
    wrong.map((n, at) => asks(lesson.items[at + 6]!, { kind: 'several', options: options(true, true, ...Array<boolean>(n).fill(false)) }));
  const found = () => kinds(checkCourses([{ module: validModule(), lessons: [lesson] }], EDITION, 'T'));
  make([1, 1, 1, 2]);
  expect(found()).toEqual(['wrong-answers-alike']);
  make([1, 2, 1, 2]);
  expect(found()).toEqual([]);
});

test('checkCourses requires a lesson for every training element, and each lesson in one module', () => {
  const module = { ...validModule(), carries: [] };
  expect(checkCourses([{ module, lessons: [validLesson()] }], EDITION, 'T')).toMatchObject([
    { kind: 'element-without-lesson', values: { id: 'T.2' } },
  ]);
  const twice = [validLesson(), validLesson()];
  expect(kinds(checkCourses([{ module: validModule(), lessons: twice }], EDITION, 'T'))).toEqual(['duplicate-id']);
});

function many(n: number) {
  return Array.from({ length: n }, (_, at) => ({
    id: `more-${at}`,
    ...both('We see it all from up here.', 'On voit tout de là-haut ici.'),
  }));
}

function obscure(text: { en: string; fr: string }) {
  Object.assign(
    text,
    both('Organisational considerations necessitate deliberation.', 'Des considérations organisationnelles nécessitent délibération.'),
  );
}
