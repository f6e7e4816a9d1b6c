import { z } from 'zod';
import { defineQuery } from '#platform/query.ts';
import { TestPaperView } from './paper-class.schema.ts';
import { paperLanguages, unprintedLanguages } from './paper-language.ts';
import { findEarlierVersions, paperVersionOf, printedOn } from './printed-paper.ts';
import '../permissions.ts';

/**
 * How many questions a test on paper has and how many must be right, the same for every series; how many are asked before; the languages of all papers; and the
 * same of earlier versions, whose sheets may still be entered.
 */
export const getTestPaper = defineQuery({
  name: 'training/get-test-paper',
  permission: 'training:print-pack',
  input: z.strictObject({ moduleId: z.string().min(1).max(40) }),
  answer: TestPaperView,
  async run({ db, now, platform }, { moduleId }) {
    const { courses } = platform.services;
    const read = courses.module(moduleId);
    const { languages, ...paper } = printedOn(paperVersionOf(read, paperLanguages(read, courses.languages)), now);
    return {
      ...paper,
      signs: read.module.acknowledgement !== undefined,
      languages: languages.map(({ tag, name, signedIn }) => {
        const review = courses.languages.find((one) => one.tag === tag)?.pack(moduleId)?.review;
        return { tag, name, reviewed: review ? review.status === 'reviewed' : null, signedIn };
      }),
      unprinted: unprintedLanguages(read, courses.languages).map(({ name }) => name),
      earlier: (await findEarlierVersions(db, read)).map((one) => printedOn(one, now)),
    };
  },
});
