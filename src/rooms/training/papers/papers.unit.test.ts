import { expect, test } from 'vitest';
import { readPdf } from '#platform/documents/fixtures/read-pdf.ts';
import { renderPdf } from '#platform/documents/render-pdf.ts';
import { currentCourses } from '../courses.ts';
import { answerBlocks, keyBlocks, testBlocks } from './class-papers.ts';
import { withPictures } from './slide-pictures.ts';
import { type SlideWords, slidesOf } from './slides.rules.ts';
import { drawPaper, passesOnPaper } from './test-paper.rules.ts';

const { modules } = currentCourses();
const words = Object.fromEntries(
  ['notReviewed', 'reviewed', 'decide', 'best', 'asOf', 'sign', 'sources', 'unanswered'].map((key) => [key, `<${key}>`]),
) as SlideWords;
const text = (value: unknown) => JSON.stringify(value);

test.each(modules.map((read) => [read.module.id, read] as const))(
  'every series of %s asks each critical rule, each lesson its share, no question twice, and repeats itself',
  (_id, read) => {
    const { module, lessons } = read;
    for (const series of [1, 2, 99]) {
      const paper = drawPaper(read, series, 80);
      expect(paper.questions).toHaveLength(module.check.items);
      expect(new Set(paper.questions.map(({ item }) => item.id)).size).toBe(module.check.items);
      expect(paper.questions.map(({ number }) => number)).toEqual(paper.questions.map((_, at) => at + 1));
      const topics = new Set(paper.questions.map(({ item }) => item.critical));
      for (const topic of module.check.critical) expect(topics).toContain(topic);
      for (const lesson of lessons)
        expect(paper.questions.filter((one) => one.lesson === lesson.id).length).toBeGreaterThanOrEqual(module.check.perLesson);
      expect(drawPaper(read, series, 80)).toEqual(paper);
    }
    expect(drawPaper(read, 1, 80).questions).not.toEqual(drawPaper(read, 2, 80).questions);
  },
);

test('the letters of the key are those beside what is right, and an order is that of its steps', () => {
  const drawn = modules.flatMap((read) => [1, 2, 3].flatMap((series) => drawPaper(read, series, 80).questions));
  for (const { item, how, choices, right } of drawn) {
    if (item.kind === 'true-false') {
      expect(right).toEqual([String(item.answer)]);
      continue;
    }
    const said = right.map((letter) => choices.find((choice) => choice.letter === letter)!.text.en);
    const written = item.kind === 'order' ? item.steps : item.options.filter((option) => option.right);
    if (how === 'order') expect(said).toEqual(written.map(({ en }) => en));
    else expect(said.sort()).toEqual(written.map(({ en }) => en).sort());
  }
  // Were nothing mixed, what is right would stand where the file has it.
  const ordered = drawn.filter(({ how }) => how === 'order');
  expect(ordered.length).toBeGreaterThan(2);
  expect(ordered.every(({ right }) => right.join('') === [...right].sort().join(''))).toBe(false);
});

test('enough right answers pass, unless a critical one is wrong', () => {
  const paper = drawPaper(modules[0]!, 1, 80);
  expect(paper.needed).toBe(16);
  expect(passesOnPaper(paper, { right: 16, criticalWrong: false })).toBe(true);
  expect(passesOnPaper(paper, { right: 15, criticalWrong: false })).toBe(false);
  expect(passesOnPaper(paper, { right: 20, criticalWrong: true })).toBe(false);
});

test.each(['en', 'fr'] as const)('in %s the test gives nothing of the key away, the key all of it, the sheet what is signed', (locale) => {
  for (const read of modules) {
    const paper = drawPaper(read, 7, 80);
    const [test, sheet, key] = [testBlocks, answerBlocks, keyBlocks].map((blocks) => text(blocks(read, paper, locale)));
    for (const { item } of paper.questions) {
      expect(test).toContain(text(item.stem[locale]).slice(1, -1));
      expect(test).not.toContain(text(item.feedback[locale]).slice(1, -1));
      expect(sheet).not.toContain(text(item.feedback[locale]).slice(1, -1));
      expect(key).toContain(text(item.feedback[locale]).slice(1, -1));
    }
    for (const sentence of read.module.acknowledgement?.sentences ?? []) expect(sheet).toContain(text(sentence[locale]).slice(1, -1));
  }
});

test.each(['en', 'fr'] as const)(
  'in %s the slides hold every sentence and every story of the module, and say what is missing',
  (locale) => {
    for (const read of modules) {
      const slides = slidesOf(read, locale, words, {});
      const all = text(slides);
      expect(slides[0]).toMatchObject({ title: read.module.title[locale], note: '<notReviewed>' });
      expect(slides[0]!.lines).toContain(read.module.care[locale]);
      expect(Math.max(...slides.map(({ lines }) => lines.length))).toBeLessThanOrEqual(6);
      for (const { sections, scenarios } of read.lessons) {
        for (const { sentences, slot } of sections) {
          for (const sentence of sentences) expect(all).toContain(text(sentence[locale]).slice(1, -1));
          if (slot) expect(all).toContain(text(slot.missing[locale]).slice(1, -1));
        }
        for (const { choices } of scenarios.flatMap(({ points }) => points))
          for (const choice of choices) expect(all).toContain(text(choice.feedback[locale]).slice(1, -1));
      }
    }
  },
);

test('what the operation and the nation wrote stands in their slots, in the language it was written in', () => {
  const read = modules[0]!;
  const answers = { forms: { en: 'Debt in bars.', fr: null }, offence: { en: null, fr: 'Article 1.' } };
  const slides = slidesOf(read, 'en', words, {
    'theatre-brief': { asOf: '2026-11-01', answers },
    'law-annex': { asOf: '2026-10-01', answers },
  });
  const all = text(slides);
  expect(all).toContain('Debt in bars.');
  expect(all).toContain('Article 1.');
  expect(all).toContain('<asOf> 2026-11-01');
  expect(all).not.toContain('is missing. This counts');
});

test.each(['en', 'fr'] as const)(
  'in %s each drawing of a contract worker’s lesson stands on the slide of its sentence, and says what it shows',
  async (locale) => {
    const read = modules.find(({ module }) => module.id === 'S8')!;
    const slides = slidesOf(read, locale, words, {});
    const drawn = read.lessons.flatMap(({ sections }) => sections.flatMap(({ sentences }) => sentences.filter(({ drawing }) => drawing)));
    const expected = drawn.map(({ drawing }) => ({ name: drawing!.name, alt: drawing![locale] }));
    expect(slides.flatMap(({ drawings = [] }) => drawings)).toEqual(expected);
    for (const [at, sentence] of drawn.entries())
      expect(slides.find(({ lines }) => lines.includes(sentence[locale]))!.drawings).toContainEqual(expected[at]);
    // A tagged PDF refuses a picture without words: that it can be made shows that each has some.
    const pdf = await renderPdf({
      template: new URL('./slides.typ', import.meta.url),
      data: { slides: slides.map(withPictures) },
      ...{ locale, title: 'S8', label: 'x', exercise: false, readers: 'x', printedBy: 'A', printedAt: new Date('2026-11-25T10:00:00Z') },
    });
    // Nor does a drawing push its slide over onto a second page.
    expect((await readPdf(pdf)).pages).toHaveLength(slides.length);
  },
);
