import type { Block, TextCell } from '#platform/documents/text-document.ts';
import type { Locale } from '#platform/texts/texts.ts';
import type { ReadModule } from '../course.rules.ts';
import type { PaperQuestion, TestPaper } from './test-paper.rules.ts';
import { sayPapers } from './texts.ts';

type Key = Parameters<typeof sayPapers>[1];
const rightOf = (locale: Locale, { how, right }: PaperQuestion) =>
  how === 'true-false' ? sayPapers(locale, `answer.${right[0] === 'true' ? 'true' : 'false'}`) : right.join(how === 'order' ? ' → ' : ' ');

/** The test on paper: every question with its letters, nothing of the key. */
export function testBlocks({ module }: ReadModule, paper: TestPaper, locale: Locale): Block[] {
  const say = (key: Key, values?: Record<string, string | number>) => sayPapers(locale, key, values);
  return [
    { heading: say('test.heading', { module: module.title[locale], series: paper.series }), level: 1 },
    { text: say('test.how', { questions: paper.questions.length }) },
    { text: module.care[locale], small: true },
    ...paper.questions.flatMap(({ number, item, how, choices }): Block[] => [
      { heading: `${number}. ${item.stem[locale]}`, level: 2 },
      // One block, so that a question keeps its answers beside it.
      { text: [say(`how.${how}`), ...choices.map(({ letter, text }) => `${letter}   ${text[locale]}`)].join('\n') },
    ]),
  ];
}

/** The sheet one person fills in: a number instead of a name, an answer a line, and the text they sign. */
export function answerBlocks({ module }: ReadModule, paper: TestPaper, locale: Locale): Block[] {
  const say = (key: Key, values?: Record<string, string | number>) => sayPapers(locale, key, values);
  const line = ' ';
  const half = Math.ceil(paper.questions.length / 2);
  const cell = (question: PaperQuestion | undefined): TextCell[] =>
    question === undefined
      ? [line, line]
      : [
          { strong: String(question.number) },
          question.how === 'true-false'
            ? `${say('answer.true')}     ${say('answer.false')}`
            : question.choices.map(({ letter }) => letter).join('      '),
        ];
  const sign = module.acknowledgement;
  return [
    { heading: say('sheet.heading', { module: module.title[locale], series: paper.series }), level: 1 },
    {
      table: {
        headers: null,
        widths: [30, 70],
        rows: [
          [{ strong: say('sheet.number') }, line],
          [{ strong: say('sheet.class') }, line],
          [{ strong: say('sheet.day') }, line],
        ],
      },
    },
    { text: say('sheet.how'), small: true },
    {
      table: {
        headers: null,
        widths: [7, 43, 7, 43],
        rows: paper.questions.slice(0, half).map((question, at) => [...cell(question), ...cell(paper.questions[half + at])]),
      },
    },
    ...(sign
      ? [
          { heading: sign.title[locale], level: 2 as const },
          { list: sign.sentences.map((sentence) => sentence[locale]) },
          {
            table: {
              headers: null,
              widths: [30, 70],
              rows: [[{ strong: say('sheet.signature') }, line]],
            },
          },
        ]
      : []),
    {
      table: {
        headers: null,
        widths: [30, 70],
        rows: [[{ strong: say('sheet.marked') }, say('sheet.marked-of', { questions: paper.questions.length })]],
      },
    },
  ];
}

/** The marking key: the right letters, which questions are critical, and what passes. For the instructor alone. */
export function keyBlocks({ module }: ReadModule, paper: TestPaper, locale: Locale): Block[] {
  const say = (key: Key, values?: Record<string, string | number>) => sayPapers(locale, key, values);
  return [
    { heading: say('key.heading', { module: module.title[locale], series: paper.series }), level: 1 },
    { text: say('key.pass', { needed: paper.needed, questions: paper.questions.length }) },
    { text: say('key.how') },
    {
      table: {
        headers: [say('key.number'), say('key.right'), say('key.critical'), say('key.lesson'), say('key.why')],
        widths: [7, 15, 13, 10, 55],
        rows: paper.questions.map((question) => [
          { strong: String(question.number) },
          { strong: rightOf(locale, question) },
          question.item.critical ? { strong: say('key.is-critical') } : '',
          question.lesson,
          question.item.feedback[locale],
        ]),
      },
    },
  ];
}
