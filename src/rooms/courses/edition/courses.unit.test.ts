import { expect, test } from 'vitest';
import { currentEdition, loadPolicies, POLICIES_FOLDER } from '#rooms/policy/index.ts';
import { loadCourses } from '../content/course-files.ts';
import { ITEMS_PER_LESSON } from '../content/item.rules.ts';

// The courses that ship. The rules have their own tests. Here they run on the real texts.
const edition = loadPolicies(POLICIES_FOLDER).find(({ current }) => current)!;
const { courses, faults } = loadCourses(edition.folder, edition);
const lessons = courses.flatMap((course) => course.lessons);

test('the courses of the current edition have no fault', () => {
  expect(faults.map(({ file, line, reason }) => `${file}:${line}: ${reason}`)).toEqual([]);
});

test('the outline’s modules and lessons all exist, and each lesson has enough items', () => {
  expect(courses.map(({ module }) => module.id)).toEqual(['G', 'S1', 'S2', 'S3', 'S6', 'S8', 'S9', 'S12', 'R1']);
  expect(courses[0]!.lessons.map(({ id }) => id)).toEqual(['G1', 'G2', 'G3', 'G4', 'G5', 'G6', 'G7', 'G8']);
  expect(lessons.filter(({ items }) => items.length < ITEMS_PER_LESSON)).toEqual([]);
});

test.each([
  ['A2.1', ['G5', 'G6', 'G7']],
  ['A2.2a', ['G1', 'S8.1']],
  ['A2.2b', ['G1', 'G7']],
  ['A2.2c', ['S1.1', 'S2.1', 'S3.1', 'S6.1', 'S9.1']],
  ['A2.2d', ['S1.1']],
  ['A2.3a', ['G1', 'G2', 'G3']],
  ['A2.3b', ['G4']],
  ['A2.3c', ['G5', 'G6']],
  ['A2.3d', ['G7']],
  ['A2.4', ['S12.1']],
])('the element %s is covered by the lessons of the outline', (element, expected) => {
  const carrying = lessons.filter(({ carries }) => carries.includes(element)).map(({ id }) => id);
  expect(carrying).toEqual(expect.arrayContaining(expected));
});

test('the table above lists every element of the appendix', () => {
  const elements = currentEdition()
    .obligationsOf('A2')
    .map(({ id }) => id);
  expect(elements).toEqual(['A2.1', 'A2.2a', 'A2.2b', 'A2.2c', 'A2.2d', 'A2.3a', 'A2.3b', 'A2.3c', 'A2.3d', 'A2.4']);
});

test('the operation brief is a placeholder in G4, and the law annex in G7', () => {
  const placeholders = lessons.flatMap(({ id, sections }) =>
    sections.flatMap(({ placeholder }) => (placeholder ? [[id, placeholder.id, placeholder.per]] : [])),
  );
  expect(placeholders).toEqual([
    ['G4', 'operation-brief', 'operation'],
    ['G7', 'law-annex', 'nation'],
  ]);
});

test('one answer to all true-or-false items of a lesson does not pass', () => {
  const most = lessons.map(({ id, items }) => {
    const answers = items.flatMap((item) => (item.kind === 'true-false' ? [item.answer] : []));
    const yes = answers.filter(Boolean).length;
    return [id, Math.max(yes, answers.length - yes) / answers.length] as const;
  });
  expect(most.filter(([, share]) => share > 0.75)).toEqual([]);
});

test('true and false are each the right answer often enough overall', () => {
  const answers = lessons.flatMap(({ items }) => items.flatMap((item) => (item.kind === 'true-false' ? [item.answer] : [])));
  const share = answers.filter(Boolean).length / answers.length;
  expect(share).toBeGreaterThan(0.35);
  expect(share).toBeLessThan(0.65);
});
