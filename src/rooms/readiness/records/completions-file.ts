import { z } from 'zod';
import { isPartialDate } from '#kernel/dates.ts';
import type { ReadModule } from '#rooms/courses/index.ts';
import { type FileFault, fault, findDuplicates, type Line, OptionalText, RequiredText, readRows } from '#rooms/parties/index.ts';

/** The columns of a table of completions, as a party's own learning system exports it. */
export const COMPLETION_COLUMNS = 'number module version passed score signed lessons'.split(' ');

const isDay = (text: string | null) => text === null || (text.length === 10 && isPartialDate(text));
const Row = z.strictObject({
  number: RequiredText.transform((text) => text.toUpperCase()),
  module: RequiredText,
  version: RequiredText.refine((text) => /^[1-9]\d{0,3}$/.test(text), fault('not-a-number')).transform(Number),
  passed: RequiredText.refine(isDay, fault('not-a-date')),
  score: OptionalText.refine((text) => text === null || /^(100|\d{1,2})$/.test(text), fault('not-a-number')).transform((text) =>
    text === null ? undefined : Number(text),
  ),
  // The day on which the person signed the text of that version. Empty: not signed, so a module with a text to sign does not count yet.
  signed: OptionalText.refine(isDay, fault('not-a-date')),
  lessons: z
    .string()
    .max(2000, fault('too-long'))
    .transform((text) => [...new Set(text.split(/[\s,;]+/).filter(Boolean))]),
});
export type CompletionRow = z.infer<typeof Row>;
export type CompletionAgainst = { courses: readonly ReadModule[]; passMark: (parameter: string, on: string) => number; today: string };

/** Reads completions. Pure: unknown persons are reported later, where the numbers are looked up. */
export function readCompletions(
  text: string,
  { courses, passMark, today }: CompletionAgainst,
): { rows: Line<CompletionRow>[]; faults: FileFault[] } {
  const read = readRows('completions.csv', text, COMPLETION_COLUMNS, Row);
  const faults = [
    ...read.faults,
    ...findDuplicates('completions.csv', read.rows, (row) => `${row.number} ${row.module} ${row.passed} ${row.lessons.join(' ')}`.trim()),
  ];
  const rows = read.rows.filter(({ line, value }) => {
    const found: FileFault[] = [];
    const at = (column: string, value: string, allowed = '') =>
      void found.push({ file: 'completions.csv', line, code: 'not-one-of', values: { column, value: value.slice(0, 80), allowed } });
    const course = courses.find(({ module }) => module.id === value.module);
    if (course === undefined) at('module', value.module, courses.map(({ module }) => module.id).join(', '));
    else {
      if (value.version > course.module.version) at('version', `${value.version}`, `<= ${course.module.version}`);
      for (const lesson of value.lessons)
        if (!course.module.lessons.includes(lesson)) at('lessons', lesson, course.module.lessons.join(', '));
      const least = passMark(course.module.check.passMark, value.passed);
      if (value.score !== undefined && value.score < least) at('score', `${value.score}`, `>= ${least}`);
    }
    if (value.passed > today) at('passed', value.passed, `<= ${today}`);
    if (value.signed !== null && (value.signed < value.passed || value.signed > today))
      at('signed', value.signed, `${value.passed} – ${today}`);
    faults.push(...found);
    return found.length === 0;
  });
  return { rows, faults: faults.toSorted((a, b) => a.line - b.line) };
}
