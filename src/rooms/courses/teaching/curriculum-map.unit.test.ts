import { expect, test } from 'vitest';
import { currentEdition } from '#rooms/policy/index.ts';
import { currentCourses } from '../edition/courses.ts';
import { curriculumMap, mapHash } from './curriculum-map.rules.ts';

const { modules } = currentCourses();
const { obligations } = currentEdition();
const ids = (kind: 'nation' | 'body') => curriculumMap(modules, obligations, kind).map(({ obligation }) => obligation);

test('curriculumMap covers every obligation that a curriculum map proves, except a nation’s law annex', () => {
  const asked = obligations.filter(({ evidence }) => evidence.kinds.includes('EV-CURR')).map(({ id }) => id);
  expect(ids('body')).toEqual(asked);
  expect(ids('nation')).toEqual(asked.filter((id) => id !== 'A2.2b'));
});

test('curriculumMap omits the operation brief, which the operation shows', () => {
  expect(ids('nation')).not.toContain('A2.3b');
});

test('mapHash changes with the version of one lesson', () => {
  const map = curriculumMap(modules, obligations, 'nation');
  const newer = modules.map((one, at) =>
    at > 0 ? one : { ...one, lessons: one.lessons.map((lesson, n) => (n === 6 ? { ...lesson, version: lesson.version + 1 } : lesson)) },
  );
  expect(mapHash(curriculumMap(newer, obligations, 'nation'))).not.toEqual(mapHash(map));
  expect(mapHash(curriculumMap([...modules], obligations, 'nation'))).toEqual(mapHash(map));
});
