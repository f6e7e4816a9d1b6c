import { z } from 'zod';
import { defineQuery } from '#platform/query.ts';
import { PLAIN_TONGUES } from '#rooms/courses/index.ts';
import { TestPaperView } from './paper-class.schema.ts';
import { paperTongues, unprintedTongues } from './paper-tongue.ts';
import { passMarkOf } from './pass-mark.ts';
import { drawPaper, firstLookOnPaper } from './test-paper.rules.ts';
import '../permissions.ts';

/** How many questions a test on paper has and how many pass, the same for every series; how many are asked before; and the languages of all of it. */
export const getTestPaper = defineQuery({
  name: 'training/get-test-paper',
  permission: 'training:print-pack',
  input: z.strictObject({ moduleId: z.string().min(1).max(40) }),
  answer: TestPaperView,
  async run({ platform }, { moduleId }) {
    const { courses } = platform.services;
    const read = courses.module(moduleId);
    const { questions, needed } = drawPaper(read, 1, passMarkOf(read));
    return {
      questions: questions.length,
      needed,
      signs: read.module.acknowledgement !== undefined,
      firstLook: firstLookOnPaper(read).length,
      languages: paperTongues(read, courses.tongues).map(({ tag, name, locale, pack, signs }) => {
        const review = pack(moduleId)?.review;
        // Nobody signs a mixture: where the pack lacks a sentence, the whole text stands in English or French.
        const lang = signs(read.module)?.lang;
        const signedIn = lang === undefined ? null : lang === tag ? name : PLAIN_TONGUES[locale].name;
        return { tag, name, reviewed: review ? review.status === 'reviewed' : null, signedIn };
      }),
      unprinted: unprintedTongues(read, courses.tongues).map(({ name }) => name),
    };
  },
});
