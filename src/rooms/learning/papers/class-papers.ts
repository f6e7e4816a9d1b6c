import type { Block, TextCell } from '#platform/documents/text-document/text-document.ts';
import type { CourseLanguage, ReadModule } from '#rooms/courses/index.ts';
import { paperReview } from './paper-language.ts';
import { firstLookOnPaper, type PaperQuestion, type TestPaper } from './test-paper.rules.ts';

const rightOf = ({ sayPaper }: CourseLanguage, { how, right }: PaperQuestion) =>
  how === 'true-false' ? sayPaper(`answer.${right[0] === 'true' ? 'true' : 'false'}`) : right.join(how === 'order' ? ', ' : ' ');

/** The test on paper: every question with its letters, without the key. */
export function testBlocks(read: ReadModule, paper: TestPaper, language: CourseLanguage): Block[] {
  const { sayPaper: say, plain } = language;
  return [
    { heading: say('test.heading', { module: plain(read.module.title), series: paper.series }), level: 1 },
    { text: say('test.how', { questions: paper.questions.length }) },
    { text: `${plain(read.module.care)}\n${paperReview(read, language)}`, small: true },
    ...paper.questions.flatMap((question) => questionBlocks(question, language)),
  ];
}

const headOf = ({ number, item }: PaperQuestion, { plain }: CourseLanguage): Block => ({
  heading: `${number}. ${plain(item.stem)}`,
  level: 2,
});
// To circle.
const trueOrFalse = ({ sayPaper: say }: CourseLanguage) => `${say('answer.true')}          ${say('answer.false')}`;
const questionBlocks = (question: PaperQuestion, language: CourseLanguage): Block[] => [
  headOf(question, language),
  // One block, so that a question stays on one page with its answers.
  {
    text: [
      language.sayPaper(`how.${question.how}`),
      ...question.choices.map(({ letter, text }) => `${letter}   ${language.plain(text)}`),
    ].join('\n'),
  },
];

/** The questions before a module, with their answers to circle: one sheet per person, handed in before the first lesson. It does not count. */
export function firstLookBlocks(read: ReadModule, _paper: TestPaper, language: CourseLanguage): Block[] {
  const { sayPaper: say, plain } = language;
  const questions = firstLookOnPaper(read);
  const line = ' ';
  return [
    { heading: say('first.heading', { module: plain(read.module.title) }), level: 1 },
    { text: say('first.how') },
    { text: `${plain(read.module.care)}\n${paperReview(read, language)}`, small: true },
    labels([
      [say('sheet.number'), line],
      [say('sheet.class'), line],
    ]),
    ...questions.flatMap((question) =>
      question.how === 'true-false' ? [headOf(question, language), { text: trueOrFalse(language) }] : questionBlocks(question, language),
    ),
    labels([[say('sheet.marked'), say('first.marked-of', { questions: questions.length })]]),
  ];
}

const labels = (rows: readonly [label: string, what: string][]): Block => ({
  table: { headers: null, widths: [30, 70], roomy: true, rows: rows.map(([label, what]) => [{ strong: label }, what]) },
});

/** The sheet one person fills in: a number instead of a name, one answer per row, and the text they sign. */
export function answerBlocks(read: ReadModule, paper: TestPaper, language: CourseLanguage): Block[] {
  const { sayPaper: say, plain } = language;
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
    { heading: say('sheet.heading', { module: plain(read.module.title), series: paper.series }), level: 1 },
    labels([
      [say('sheet.number'), line],
      [say('sheet.class'), line],
      [say('sheet.day'), line],
    ]),
    { text: `${say('sheet.how')}\n${paperReview(read, language)}`, small: true },
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
          labels([[say('sheet.signature'), line]]),
        ]
      : []),
    labels([[say('sheet.marked'), say('sheet.marked-of', { questions: paper.questions.length })]]),
  ];
}

/** The marking key: the right letters, the critical questions, and the number needed to pass. For the instructor only. */
export function keyBlocks(read: ReadModule, paper: TestPaper, language: CourseLanguage): Block[] {
  const { sayPaper: say, plain } = language;
  const first = firstLookOnPaper(read);
  return [
    { heading: say('key.heading', { module: plain(read.module.title), series: paper.series }), level: 1 },
    { text: say('key.pass', { needed: paper.needed, questions: paper.questions.length }) },
    { text: `${say('key.how')}\n${paperReview(read, language)}` },
    {
      table: {
        headers: [say('key.number'), say('key.right'), say('key.critical'), say('key.lesson'), say('key.why')],
        widths: [7, 15, 13, 10, 55],
        rows: paper.questions.map((question) => [
          { strong: String(question.number) },
          { strong: rightOf(language, question) },
          question.item.critical ? { strong: say('key.is-critical') } : '',
          question.lesson,
          plain(question.item.feedback),
        ]),
      },
    },
    ...(first.length > 0
      ? [
          { heading: say('first.key'), level: 2 as const },
          { text: say('first.key-how', { questions: first.length }) },
          {
            table: {
              headers: [say('key.number'), say('key.right'), say('key.lesson'), say('key.why')],
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
