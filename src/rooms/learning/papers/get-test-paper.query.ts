import { z } from 'zod';
import { defineQuery } from '#platform/query.ts';
import { BUILT_IN_LANGUAGES } from '#rooms/courses/index.ts';
import { TestPaperView } from './paper-class.schema.ts';
import { paperLanguages, unprintedLanguages } from './paper-language.ts';
import { passMarkOf } from './pass-mark.ts';
import { drawPaper, firstLookOnPaper } from './test-paper.rules.ts';
import '../permissions.ts';

/** How many questions a test on paper has and how many must be right, the same for every series; how many are asked before; and the languages of all papers. */
export const getTestPaper = defineQuery({
  name: 'training/get-test-paper',
  permission: 'training:print-pack',
  input: z.strictObject({ moduleId: z.string().min(1).max(40) }),
  answer: TestPaperView,
  async run({ now, platform }, { moduleId }) {
    const { courses } = platform.services;
    const read = courses.module(moduleId);
    const { questions, needed } = drawPaper(read, 1, passMarkOf(read, now));
    return {
      questions: questions.length,
      needed,
      signs: read.module.acknowledgement !== undefined,
      firstLook: firstLookOnPaper(read).length,
      languages: paperLanguages(read, courses.languages).map(({ tag, name, locale, pack, signs }) => {
        const review = pack(moduleId)?.review;
        // A mixture is never signed: if the pack lacks a sentence, the whole text is in English or French.
        const lang = signs(read.module)?.lang;
        const signedIn = lang === undefined ? null : lang === tag ? name : BUILT_IN_LANGUAGES[locale].name;
        return { tag, name, reviewed: review ? review.status === 'reviewed' : null, signedIn };
      }),
      unprinted: unprintedLanguages(read, courses.languages).map(({ name }) => name),
    };
  },
});
