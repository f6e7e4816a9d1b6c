import { expect, test } from 'vitest';
import { currentCurriculum } from '#rooms/courses/curriculum/curriculum-file.ts';
import { lessonsCarried } from '../recognition/recognition.rules.ts';
import { obligationsOf, obligationsOfModule, translateShare } from './training-evidence.ts';

test('a measured share decides what it measures, never a ban or an offer (5c, 5d, A2, A3, F6), and staff obligations at bodies only', () => {
  expect(obligationsOf('EV-TRN', 'measured', 'nation')).toEqual(['P1.2', 'P5d.1', 'A1.4', 'A2.2c']);
  expect(obligationsOf('EV-TRN', 'measured', 'body')).toEqual(['P1.2', 'P5d.1', 'P7.2', 'A1.4', 'A2.2c', 'A3.4']);
  expect(obligationsOf('EV-ACK', 'measured', 'nation')).toEqual(['P5c.1', 'P5d.3', 'A2.1']);
  expect(obligationsOf('EV-ACK', 'measured', 'body')).toEqual(['P5c.1', 'P5d.3', 'A2.1', 'A3.7']);
});

test('obligationsOfModule gives a module only the obligations it is about', () => {
  const spoken = (kind: string, id: string) =>
    obligationsOfModule(obligationsOf('EV-TRN', 'measured', kind), currentCurriculum().courses.find(({ module }) => module.id === id)!);
  expect(spoken('nation', 'G')).toEqual(['P1.2', 'P5d.1', 'A1.4']);
  expect(spoken('nation', 'R1')).toEqual(spoken('nation', 'G'));
  expect(spoken('contractor', 'S8')).toEqual(spoken('nation', 'G'));
  expect(spoken('nation', 'S2')).toEqual(['A2.2c']);
  // A lesson about the obligations of commanders trains only commanders.
  expect(spoken('nation', 'S1')).toEqual(['A2.2c']);
  expect(spoken('body', 'S12')).toEqual(['A2.2c', 'A3.4']);
  expect(spoken('nation', 'S12')).toEqual(['A2.2c']);
});

test.each([
  [95, 'met'],
  [85, 'partly-met'],
  [84, 'not-met'],
] as const)('translateShare: %i of a hundred means %s', (done, says) => {
  expect(translateShare(done, 100, { target: 95, floor: 85 })).toBe(says);
});

test('translateShare gives no evidence for no people', () => {
  expect(translateShare(0, 0, { target: 95, floor: 85 })).toBeNull();
});

test('lessonsCarried counts a lesson only if the course covers all its elements', () => {
  const general = currentCurriculum().courses[0]!;
  const all = general.lessons.flatMap(({ carries }) => carries);
  expect(lessonsCarried(general, all)).toEqual({ lessons: general.module.lessons, missing: [] });
  expect(
    lessonsCarried(
      general,
      all.filter((element) => element !== 'A2.3b'),
    ),
  ).toMatchObject({ missing: ['G4'] });
  // A lesson that carries two elements is missing if either element is.
  expect(lessonsCarried(general, ['A2.1']).lessons).toEqual([]);
  expect(lessonsCarried(general, ['A2.1', 'A2.3c']).lessons).toEqual(['G5', 'G6']);
});
