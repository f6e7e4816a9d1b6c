import type { Block, TextCell } from '#platform/documents/text-document/text-document.ts';
import type { CourseLanguage, ReadModule } from '#rooms/courses/index.ts';
import { paperReview } from './paper-language.ts';
import { firstLookOnPaper, type PaperQuestion, type TestPaper } from './test-paper.rules.ts';

const rightOf = ({ tPaper }: CourseLanguage, { how, right }: PaperQuestion) =>
  how === 'true-false' ? tPaper(`answer.${right[0] === 'true' ? 'true' : 'false'}`) : right.join(how === 'order' ? ', ' : ' ');

// The version is on every paper: sheets are marked and recorded for it, also after the module has a newer one.
const titleOf = ({ module }: ReadModule, { plain }: CourseLanguage, { series }: TestPaper) => ({
  module: plain(module.title),
  version: module.version,
  series,
});

/** The test on paper: every question with its letters, without the key. */
export function testBlocks(read: ReadModule, paper: TestPaper, language: CourseLanguage): Block[] {
  const { tPaper: t, plain } = language;
  return [
    { heading: t('test.heading', titleOf(read, language, paper)), level: 1 },
    { text: t('test.how', { questions: paper.questions.length }) },
    { text: `${plain(read.module.care)}\n${paperReview(read, language)}`, small: true },
    ...paper.questions.flatMap((question) => questionBlocks(question, language)),
  ];
}

const headOf = ({ number, item }: PaperQuestion, { plain }: CourseLanguage): Block => ({
  heading: `${number}. ${plain(item.stem)}`,
  level: 2,
});
// To circle.
const trueOrFalse = ({ tPaper: t }: CourseLanguage) => `${t('answer.true')}          ${t('answer.false')}`;
const questionBlocks = (question: PaperQuestion, language: CourseLanguage): Block[] => [
  headOf(question, language),
  // One block, so that a question stays on one page with its answers.
  {
    text: [
      language.tPaper(`how.${question.how}`),
      ...question.choices.map(({ letter, text }) => `${letter}   ${language.plain(text)}`),
    ].join('\n'),
  },
];

/** The questions before a module, with their answers to circle: one sheet per person, submitted before the first lesson. It does not count. */
export function firstLookBlocks(read: ReadModule, _paper: TestPaper, language: CourseLanguage): Block[] {
  const { tPaper: t, plain } = language;
  const questions = firstLookOnPaper(read);
  const line = ' ';
  return [
    { heading: t('first.heading', { module: plain(read.module.title), version: read.module.version }), level: 1 },
    { text: t('first.how') },
    { text: `${plain(read.module.care)}\n${paperReview(read, language)}`, small: true },
    labels([
      [t('sheet.number'), line],
      [t('sheet.class'), line],
    ]),
    ...questions.flatMap((question) =>
      question.how === 'true-false' ? [headOf(question, language), { text: trueOrFalse(language) }] : questionBlocks(question, language),
    ),
    labels([[t('sheet.marked'), t('first.marked-of', { questions: questions.length })]]),
  ];
}

const labels = (rows: readonly [label: string, what: string][]): Block => ({
  table: { headers: null, widths: [30, 70], roomy: true, rows: rows.map(([label, what]) => [{ strong: label }, what]) },
});

/** The sheet one person fills in: a number instead of a name, one answer per row, and the text they sign. */
export function answerBlocks(read: ReadModule, paper: TestPaper, language: CourseLanguage): Block[] {
  const { tPaper: t, plain } = language;
  const line = ' ';
  const half = Math.ceil(paper.questions.length / 2);
  const cell = (question: PaperQuestion | undefined): TextCell[] =>
    question === undefined
      ? [line, line]
      : [
          { strong: String(question.number) },
          question.how === 'true-false' ? trueOrFalse(language) : question.choices.map(({ letter }) => letter).join('      '),
        ];
  const sign = read.module.acknowledgement;
  return [
    { heading: t('sheet.heading', titleOf(read, language, paper)), level: 1 },
    labels([
      [t('sheet.number'), line],
      [t('sheet.class'), line],
      [t('sheet.day'), line],
    ]),
    { text: `${t('sheet.how')}\n${paperReview(read, language)}`, small: true },
    {
      table: {
        headers: null,
        roomy: true,
        widths: [7, 43, 7, 43],
        rows: paper.questions.slice(0, half).map((question, at) => [...cell(question), ...cell(paper.questions[half + at])]),
      },
    },
    ...(sign
      ? [
          { heading: plain(sign.title), level: 2 as const },
          { list: [...language.signs(read.module)!.texts] },
          labels([[t('sheet.signature'), line]]),
        ]
      : []),
    labels([[t('sheet.marked'), t('sheet.marked-of', { questions: paper.questions.length })]]),
  ];
}

/** The marking key: the right letters, the critical questions, and the number needed to pass. For the instructor only. */
export function keyBlocks(read: ReadModule, paper: TestPaper, language: CourseLanguage): Block[] {
  const { tPaper: t, plain } = language;
  const first = firstLookOnPaper(read);
  return [
    { heading: t('key.heading', titleOf(read, language, paper)), level: 1 },
    { text: t('key.pass', { needed: paper.needed, questions: paper.questions.length }) },
    { text: `${t('key.how')}\n${paperReview(read, language)}` },
    {
      table: {
        headers: [t('key.number'), t('key.right'), t('key.critical'), t('key.lesson'), t('key.why')],
        widths: [7, 15, 13, 10, 55],
        rows: paper.questions.map((question) => [
          { strong: String(question.number) },
          { strong: rightOf(language, question) },
          question.item.critical ? { strong: t('key.is-critical') } : '',
          question.lesson,
          plain(question.item.feedback),
        ]),
      },
    },
    ...(first.length > 0
      ? [
          { heading: t('first.key'), level: 2 as const },
          { text: t('first.key-how', { questions: first.length }) },
          {
            table: {
              headers: [t('key.number'), t('key.right'), t('key.lesson'), t('key.why')],
              widths: [7, 28, 10, 55],
              rows: first.map((question) => [
                { strong: String(question.number) },
                { strong: rightOf(language, question) },
                question.lesson,
                plain(question.item.feedback),
              ]),
            },
          },
        ]
      : []),
  ];
}
