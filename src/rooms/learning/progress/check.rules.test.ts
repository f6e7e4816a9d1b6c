import fc from 'fast-check';
import { expect, test } from 'vitest';
import { acknowledgementHash, hashOfSigned } from '#rooms/courses/content/acknowledgement.ts';
import type { Item } from '#rooms/courses/content/course.schema.ts';
import { validLesson, validModule } from '#rooms/courses/content/fixtures.ts';
import { currentCourses } from '#rooms/courses/edition/courses.ts';
import { rightAnswers } from '../learner/fixtures.ts';
import { answersOfForm } from '../player/form-answers.rules.ts';
import { drawCheck, gradeCheck, isRight, mostAsked, partOf, practised, questionsIn, trustedMoment } from './check.rules.ts';

const { modules } = currentCourses();
/** A seeded random number generator. */
const seeded = (seed: number) => () => {
  seed = (seed * 1664525 + 1013904223) % 2 ** 32;
  return seed / 2 ** 32;
};

test.each(modules.map((read) => [read.module.id, read] as const))(
  '%s: a check asks what the module promises, and no item that its lessons practise',
  (_, read) => {
    const shown = new Set(read.lessons.flatMap((lesson) => practised(lesson, mostAsked(read)).map(({ id }) => id)));
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 31 }), (seed) => {
        const drawn = drawCheck(read, seeded(seed));
        const ids = drawn.map(({ item }) => item);
        expect(new Set(ids).size).toBe(read.module.check.items);
        expect(ids.filter((id) => shown.has(id))).toEqual([]);
        for (const { id } of read.lessons)
          expect(drawn.filter(({ lesson }) => lesson === id).length).toBeGreaterThanOrEqual(read.module.check.perLesson);
        const topics = read.lessons.flatMap(({ items }) =>
          items.filter(({ id }) => ids.includes(id)).flatMap(({ critical }) => critical ?? []),
        );
        expect(new Set(topics)).toEqual(new Set(read.module.check.critical));
        expect(gradeCheck(read, drawn, rightAnswers(read, drawn), 80)).toEqual({
          score: 100,
          missed: [],
          criticalMissed: [],
          passed: true,
        });
        expect(gradeCheck(read, drawn, {}, 80)).toMatchObject({ score: 0, passed: false });
      }),
      { numRuns: 25 },
    );
  },
);

test.each(
  modules.flatMap((read) => read.lessons.map((lesson) => [`${read.module.id} without all but ${lesson.id}`, read, lesson] as const)),
)('%s: the check asks only the missing lessons, all their critical items, and no item that they practise', (_, read, lesson) => {
  const others = read.lessons.filter(({ id }) => id !== lesson.id);
  for (const only of [[lesson], others].filter((some) => some.length > 0 && some.length < read.lessons.length)) {
    const ids = only.map(({ id }) => id);
    const part = partOf(read, ids);
    const shown = new Set(only.flatMap((one) => practised(one, mostAsked(read)).map(({ id }) => id)));
    const drawn = drawCheck(part, seeded(ids.length));
    expect(new Set(drawn.map(({ item }) => item)).size).toBe(questionsIn(part));
    expect(drawn.length).toBeGreaterThanOrEqual(5);
    expect(drawn.length).toBeLessThanOrEqual(read.module.check.items);
    expect(drawn.filter((one) => !ids.includes(one.lesson) || shown.has(one.item))).toEqual([]);
    for (const id of ids) expect(drawn.filter((one) => one.lesson === id).length).toBeGreaterThanOrEqual(read.module.check.perLesson);
    const topics = (items: readonly Item[]) => new Set(items.flatMap(({ critical }) => critical ?? []));
    const asked = only.flatMap(({ items }) => items.filter(({ id }) => drawn.some(({ item }) => item === id)));
    expect(topics(asked)).toEqual(topics(only.flatMap(({ items }) => items)));
    expect(gradeCheck(read, drawn, rightAnswers(read, drawn), 80)).toMatchObject({ score: 100, passed: true });
  }
});

test.each(modules.map((read) => [read.module.id, read] as const))(
  '%s: a second try asks other questions, also on each critical rule, and a third those of the first',
  (_, read) => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 31 }), (seed) => {
        const random = seeded(seed);
        const first = drawCheck(read, random);
        const second = drawCheck(read, random, [first]);
        const third = drawCheck(read, random, [first, second]);
        const ids = (drawn: typeof first) => new Set(drawn.map(({ item }) => item));
        expect([...ids(second)].filter((id) => ids(first).has(id))).toEqual([]);
        expect([...ids(third)].filter((id) => ids(second).has(id))).toEqual([]);
        expect(second).toHaveLength(read.module.check.items);
      }),
      { numRuns: 25 },
    );
  },
);

test('two draws differ, and the id of a question is unique in a module', () => {
  const [general] = modules;
  expect(drawCheck(general!, seeded(1))).not.toEqual(drawCheck(general!, seeded(2)));
  for (const { lessons } of modules) {
    const ids = lessons.flatMap(({ items }) => items.map(({ id }) => id));
    expect(ids.filter((id, at) => ids.indexOf(id) < at)).toEqual([]);
  }
});

test('gradeCheck fails a check with one critical item missed or below 80 %', () => {
  const read = { module: validModule(), lessons: [validLesson()] };
  const all = validLesson().items.map(({ id }) => ({ lesson: 'L1', item: id, order: ['true', 'false'] }));
  const ten = [...all.slice(0, 3), ...all.slice(3, 10)];
  const answer = (wrong: readonly string[]) => Object.fromEntries(ten.map(({ item }) => [item, [String(!wrong.includes(item))]]));
  const of = (at: number) => ten[at]!.item;
  expect(gradeCheck(read, ten, answer([of(0)]), 80)).toMatchObject({ score: 90, criticalMissed: [of(0)], passed: false });
  expect(gradeCheck(read, ten, answer([of(8), of(9)]), 80)).toMatchObject({ score: 80, passed: true });
  expect(gradeCheck(read, ten, answer([of(7), of(8), of(9)]), 80)).toMatchObject({ score: 70, passed: false });
  // 19 of 24 are 79.2 %: less than 80, and not rounded up.
  const lessons = [validLesson(), validLesson('L2')];
  const many = lessons.flatMap(({ id, items }) => items.slice(6).map((item) => ({ lesson: id, item: item.id, order: [] })));
  const wrong = many.slice(-5).map(({ item }) => item);
  const given = Object.fromEntries(many.map(({ item }) => [item, [String(!wrong.includes(item))]]));
  expect(gradeCheck({ ...read, lessons }, many, given, 80)).toMatchObject({ score: 79, criticalMissed: [], passed: false });
  expect(gradeCheck({ ...read, lessons }, many, given, 79)).toMatchObject({ passed: true });
});

test('isRight accepts an answer only if it is complete and contains nothing else', () => {
  const words = { en: 'x', fr: 'x' };
  const asked = { id: 'i', tests: 's', stem: words, feedback: words };
  const option = (id: string, right: boolean) => ({ id, right, ...words });
  const several: Item = { ...asked, kind: 'several', options: [option('a', true), option('b', true), option('c', false)] };
  const order: Item = { ...asked, kind: 'order', steps: ['a', 'b', 'c'].map((id) => ({ id, ...words })) };
  expect([['a', 'b'], ['b', 'a'], ['a'], ['a', 'b', 'c'], ['a', 'a'], []].map((answer) => isRight(several, answer))).toEqual([
    true,
    true,
    false,
    false,
    false,
    false,
  ]);
  expect([['a', 'b', 'c'], ['a', 'c', 'b'], ['a', 'b'], []].map((answer) => isRight(order, answer))).toEqual([true, false, false, false]);
});

test('answersOfForm reads several answers and ordered steps from a form without script', () => {
  const form = new URLSearchParams([
    ['a/q', 'x'],
    ['a/q', 'y'],
    ['o/r/one', '2'],
    ['o/r/two', '1'],
    ['o/r/three', ''],
    ['hash', 'z'],
  ]);
  expect(answersOfForm(form)).toEqual({ q: ['x', 'y'], r: ['two', 'one', 'three'] });
});

test('trustedMoment limits a phone’s time to between the draw and now', () => {
  const [early, now] = [new Date('2026-01-01T10:00:00Z'), new Date('2026-01-01T12:00:00Z')];
  const at = (claimedTime: string) => trustedMoment(new Date(claimedTime), early, now).toISOString();
  expect(at('2026-01-01T11:00:00Z')).toBe('2026-01-01T11:00:00.000Z');
  expect(at('1970-01-01T00:00:00Z')).toBe(early.toISOString());
  expect(at('2038-01-01T00:00:00Z')).toBe(now.toISOString());
});

test('the hash of a signed text differs by language, version and wording', () => {
  const { module } = modules[0]!;
  const hash = acknowledgementHash(module, 'en');
  expect(hash).toMatch(/^[0-9a-f]{64}$/);
  expect(acknowledgementHash(module, 'fr')).not.toBe(hash);
  // Even if both languages have the same words.
  expect(hashOfSigned('M', 1, 'en', ['OK'])).not.toBe(hashOfSigned('M', 1, 'fr', ['OK']));
  expect(acknowledgementHash({ ...module, version: module.version + 1 }, 'en')).not.toBe(hash);
  expect(acknowledgementHash({ ...module, acknowledgement: undefined }, 'en')).toBeNull();
});
