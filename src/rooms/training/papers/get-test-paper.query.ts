import { z } from 'zod';
import { defineQuery } from '#platform/query.ts';
import { TestPaperView } from './paper-class.schema.ts';
import { passMarkOf } from './pass-mark.ts';
import { drawPaper } from './test-paper.rules.ts';
import '../permissions.ts';

/** How many questions a test on paper has and how many pass: the same for every series. */
export const getTestPaper = defineQuery({
  name: 'training/get-test-paper',
  permission: 'training:print-pack',
  input: z.strictObject({ moduleId: z.string().min(1).max(40) }),
  answer: TestPaperView,
  async run({ platform }, { moduleId }) {
    const read = platform.services.courses.module(moduleId);
    const { questions, needed } = drawPaper(read, 1, passMarkOf(read));
    return { questions: questions.length, needed, signs: read.module.acknowledgement !== undefined };
  },
});
