import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkedCourses, makeCourses } from '../edition/courses.ts';
import type { Lesson } from './course.schema.ts';
import { loadCourses } from './course-files.ts';
import { EDITION, validLesson, validModule } from './fixtures.ts';

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'manumit-courses-'));
});
afterAll(() => rmSync(root, { recursive: true }));

type Files = { list?: unknown; module?: unknown; lesson?: unknown; extra?: string };

/** An edition's folder with one module of one lesson. It is written as JSON, which is valid YAML, with one line per value. */
function folderOf({ list, module, lesson, extra }: Files): string {
  const folder = mkdtempSync(join(root, 'edition-'));
  mkdirSync(join(folder, 'courses/M'), { recursive: true });
  const put = (path: string, content: unknown) => writeFileSync(join(folder, 'courses', path), JSON.stringify(content, null, 1));
  put('courses.yaml', list ?? { courses: { clause: 'T', modules: ['M'] } });
  put('M/module.yaml', { module: module ?? validModule() });
  put('M/L1.yaml', { lesson: lesson ?? validLesson() });
  if (extra) put(extra, {});
  return folder;
}

const faults = (files: Files) =>
  loadCourses(folderOf(files), EDITION).faults.map(({ file, line, reason }) => `${basename(file)}:${line}: ${reason}`);

test('loadCourses loads sound courses, and accepts an edition without courses', () => {
  const { courses, faults: none } = loadCourses(folderOf({}), EDITION);
  expect(none).toEqual([]);
  expect(courses.map(({ module, lessons }) => [module.id, lessons.map(({ id }) => id)])).toEqual([['M', ['L1']]]);
  expect(loadCourses(mkdtempSync(join(root, 'bare-')), EDITION)).toEqual({ courses: [], faults: [] });
});

test('a missing translation is reported with file and line', () => {
  const lesson = validLesson() as Lesson & { goal: { fr?: string } };
  Reflect.deleteProperty(lesson.goal, 'fr');
  expect(faults({ lesson })).toEqual(['L1.yaml:9: The French text is missing: lesson.goal.fr. Add it.']);
});

test('a problem found by the rules is reported with its line', () => {
  const lesson = validLesson();
  lesson.items[0]!.tests = 'moon';
  const line =
    JSON.stringify({ lesson }, null, 1)
      .split('\n')
      .findIndex((text) => text.includes('"tests": "moon"')) + 1;
  expect(faults({ lesson })).toEqual([`L1.yaml:${line}: The item tests “moon”, which is not a sentence of this lesson.`]);
});

test('a module or lesson with a wrong id, or on no list, is a fault', () => {
  expect(faults({ lesson: validLesson('L9') }).join()).toContain('L1.yaml:3: The lesson’s id is “L9”');
  expect(faults({ module: { ...validModule(), id: 'N' } }).join()).toContain('module.yaml:3: The module’s id is “N”');
  expect(faults({ extra: 'M/L2.yaml' }).join()).toContain('“L2” is in the folder but in no list');
  expect(faults({ list: { courses: { clause: 'T', modules: ['M', 'S'] } } }).join()).toContain('module.yaml:1: The file is missing');
});

test('elements are not reported as lacking a lesson while a file cannot be read', () => {
  const unread = faults({ lesson: {} });
  expect(unread).toContain('L1.yaml:2: lesson.items is missing. Add it.');
  expect(unread.filter((fault) => !fault.startsWith('L1.yaml'))).toEqual([]);
  expect(faults({ module: { ...validModule(), carries: [] } })).toEqual(['courses.yaml:3: No lesson covers the element “T.2”.']);
});

test('checkedCourses refuses a damaged course with file, line and reason', () => {
  const lesson = validLesson();
  lesson.items[0]!.tests = 'moon';
  expect(() => checkedCourses(folderOf({ lesson }), EDITION)).toThrow(/L1\.yaml:\d+: .*moon/);
});

test('makeCourses finds a module and a lesson by id, and refuses an unknown id', () => {
  const courses = makeCourses('e', checkedCourses(folderOf({}), EDITION));
  expect(courses.module('M').lessons).toHaveLength(1);
  expect(courses.lesson('L1').of.module.id).toBe('M');
  expect(() => courses.module('X')).toThrow('training/unknown-module');
  expect(() => courses.lesson('X')).toThrow('training/unknown-lesson');
});
