import { expect, test } from 'vitest';
import { currentCourses } from '#rooms/courses/edition/courses.ts';
import { answerBlocks, firstLookBlocks, keyBlocks, testBlocks } from './class-papers.ts';
import { drawPaper } from './test-paper.rules.ts';

test.each(currentCourses().languages.map((language) => [language.tag, language] as const))(
  'every paper to fill in or to mark says in %s which version of the module it belongs to',
  (_tag, language) => {
    const shipped = currentCourses().module('S8');
    const read = { ...shipped, module: { ...shipped.module, version: 7 } };
    for (const blocks of [testBlocks, firstLookBlocks, answerBlocks, keyBlocks])
      expect(JSON.stringify(blocks(read, drawPaper(read, 1, 80), language)[0])).toMatch(/versi[oó]n 7/);
  },
);
