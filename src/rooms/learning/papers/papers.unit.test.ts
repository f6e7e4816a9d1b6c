import { expect, test, vi } from 'vitest';
import { readPdf } from '#platform/documents/fixtures/read-pdf.ts';
import { canPrint } from '#platform/documents/pdf/can-print.ts';
import { renderPdf } from '#platform/documents/pdf/render-pdf.ts';
import { makeBlocks } from '#platform/documents/print-blocks.ts';
import { currentCourses } from '#rooms/courses/edition/courses.ts';
import { BUILT_IN_LANGUAGES, courseLanguageOf } from '#rooms/courses/languages/course-language.ts';
import papersInFrench from '#rooms/courses/languages/papers/texts/fr.json' with { type: 'json' };
import { firstLook } from '../progress/first-look.rules.ts';
import deskInFrench from '../ui/papers/texts/fr.json' with { type: 'json' };
import { answerBlocks, firstLookBlocks, keyBlocks, testBlocks } from './class-papers.ts';
import { paperLanguages, paperReview, unprintedLanguages } from './paper-language.ts';
import { withPictures } from './slide-pictures.ts';
import { slidesOf } from './slides.rules.ts';
import { drawPaper, firstLookOnPaper, passesOnPaper } from './test-paper.rules.ts';

const { modules, languages } = currentCourses();
const text = (value: unknown) => JSON.stringify(value);

test.each(modules.map((read) => [read.module.id, read] as const))(
  'every series of %s asks each critical topic, each lesson’s share and no question twice, and is repeatable',
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

test('the letters of the key match the right answers, and an order matches its steps', () => {
  const drawn = modules.flatMap((read) => [1, 2, 3].flatMap((series) => drawPaper(read, series, 80).questions));
  for (const { item, how, choices, right } of drawn) {
    if (item.kind === 'true-false') {
      expect(right).toEqual([String(item.answer)]);
      continue;
    }
    const keyTexts = right.map((letter) => choices.find((choice) => choice.letter === letter)!.text.en);
    const written = item.kind === 'order' ? item.steps : item.options.filter((option) => option.right);
    if (how === 'order') expect(keyTexts).toEqual(written.map(({ en }) => en));
    else expect(keyTexts.sort()).toEqual(written.map(({ en }) => en).sort());
  }
  // Without shuffling, the right answers would be where the file has them.
  const ordered = drawn.filter(({ how }) => how === 'order');
  expect(ordered.length).toBeGreaterThan(2);
  expect(ordered.every(({ right }) => right.join('') === [...right].sort().join(''))).toBe(false);
});

test('passesOnPaper needs enough right answers and no wrong critical item', () => {
  const paper = drawPaper(modules[0]!, 1, 80);
  expect(paper.needed).toBe(16);
  expect(passesOnPaper(paper, { right: 16, criticalWrong: false })).toBe(true);
  expect(passesOnPaper(paper, { right: 15, criticalWrong: false })).toBe(false);
  expect(passesOnPaper(paper, { right: 20, criticalWrong: true })).toBe(false);
});

test.each(['en', 'fr'] as const)(
  'in %s the test and the answer sheet hold no feedback, the key holds all of it, and the sheet holds the text to sign',
  (locale) => {
    for (const read of modules) {
      const paper = drawPaper(read, 7, 80);
      const [test, sheet, key] = [testBlocks, answerBlocks, keyBlocks].map((blocks) =>
        text(blocks(read, paper, BUILT_IN_LANGUAGES[locale])),
      );
      for (const { item } of paper.questions) {
        expect(test).toContain(text(item.stem[locale]).slice(1, -1));
        expect(test).not.toContain(text(item.feedback[locale]).slice(1, -1));
        expect(sheet).not.toContain(text(item.feedback[locale]).slice(1, -1));
        expect(key).toContain(text(item.feedback[locale]).slice(1, -1));
      }
      for (const sentence of read.module.acknowledgement?.sentences ?? []) expect(sheet).toContain(text(sentence[locale]).slice(1, -1));
    }
  },
);

test.each(['en', 'fr'] as const)('in %s the slides hold every sentence and every scenario, and say what is missing', (locale) => {
  for (const read of modules) {
    const slides = slidesOf(read, BUILT_IN_LANGUAGES[locale], '<notReviewed>', {});
    const all = text(slides);
    expect(slides[0]).toMatchObject({ title: read.module.title[locale], note: '<notReviewed>' });
    expect(slides[0]!.lines).toContain(read.module.care[locale]);
    expect(Math.max(...slides.map(({ lines }) => lines.length))).toBeLessThanOrEqual(6);
    for (const { sections, scenarios } of read.lessons) {
      for (const { sentences, placeholder } of sections) {
        for (const sentence of sentences) expect(all).toContain(text(sentence[locale]).slice(1, -1));
        if (placeholder) expect(all).toContain(text(placeholder.missing[locale]).slice(1, -1));
      }
      for (const { choices } of scenarios.flatMap(({ points }) => points))
        for (const choice of choices) expect(all).toContain(text(choice.feedback[locale]).slice(1, -1));
    }
  }
});

test('the slides show local texts in their placeholders, in the language they were written in', () => {
  const read = modules[0]!;
  const answers = { forms: { en: 'Debt in bars.', fr: null }, offence: { en: null, fr: 'Article 1.' } };
  const slides = slidesOf(read, BUILT_IN_LANGUAGES.en, '', {
    'operation-brief': { asOf: '2026-11-01', answers },
    'law-annex': { asOf: '2026-10-01', answers },
  });
  const all = text(slides);
  expect(all).toContain('Debt in bars.');
  expect(all).toContain('Article 1.');
  expect(all).toContain('As of 2026-11-01');
  expect(all).not.toContain('is missing. This counts');
});

test.each(['en', 'fr'] as const)(
  'in %s the slides name the way to report of the installation, and ways that exist while it has none',
  (locale) => {
    for (const read of modules) {
      const ways = read.lessons.flatMap(({ sections }) => sections.flatMap(({ reporting }) => reporting?.[locale] ?? []));
      const lines = (reporting?: string) => slidesOf(read, BUILT_IN_LANGUAGES[locale], '', { reporting }).flatMap((slide) => slide.lines);
      expect(lines()).toEqual(expect.arrayContaining(ways));
      expect(lines('+00 555 0100').filter((line) => ways.includes(line))).toEqual([]);
      expect(lines('+00 555 0100').filter((line) => line.includes('+00 555 0100')).length).toBe(ways.length);
    }
  },
);

test.each(['en', 'fr'] as const)('in %s each drawing is on the slide of its sentence, with an alternative text', async (locale) => {
  const read = modules.find(({ module }) => module.id === 'S8')!;
  const slides = slidesOf(read, BUILT_IN_LANGUAGES[locale], '', {});
  const drawn = read.lessons.flatMap(({ sections }) => sections.flatMap(({ sentences }) => sentences.filter(({ drawing }) => drawing)));
  const expected = drawn.map(({ drawing }) => ({ name: drawing!.name, alt: drawing![locale] }));
  expect(slides.flatMap(({ drawings = [] }) => drawings)).toEqual(expected);
  for (const [at, sentence] of drawn.entries())
    expect(slides.find(({ lines }) => lines.includes(sentence[locale]))!.drawings).toContainEqual(expected[at]);
  // A tagged PDF refuses a picture without alternative text, so that it can be made shows that each has one.
  const pdf = await renderPdf({
    template: new URL('./slides.typ', import.meta.url),
    data: { slides: slides.map(withPictures) },
    ...{ locale, title: 'S8', label: 'x', exercise: false, readers: 'x', printedBy: 'A', printedAt: new Date('2026-11-25T10:00:00Z') },
  });
  // Nor does a drawing make its slide overflow onto a second page.
  expect((await readPdf(pdf)).pages).toHaveLength(slides.length);
});

test('the first look on paper asks the player’s questions, and only the marking key has its answers', () => {
  for (const read of modules) {
    const asked = firstLookOnPaper(read);
    expect(asked.map(({ item }) => item)).toEqual(firstLook(read));
    expect(asked.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(asked.every(({ item }) => item.critical === undefined)).toBe(true);
    const paper = drawPaper(read, 1, 80);
    const [sheet, key] = [firstLookBlocks, keyBlocks].map((blocks) => text(blocks(read, paper, BUILT_IN_LANGUAGES.en)));
    for (const { item } of asked) {
      expect(sheet).toContain(text(item.stem.en).slice(1, -1));
      expect(sheet).not.toContain(text(item.feedback.en).slice(1, -1));
    }
    for (const { item, choices, right } of asked)
      if (item.kind === 'one' || item.kind === 'several')
        expect(right).toEqual(item.options.flatMap((option, at) => (option.right ? choices[at]!.letter : [])));
    expect(key).toContain('First look');
  }
});

test('the font has every character of every paper, and an answer sheet allowedKinds one page', async () => {
  const frame = { title: 'T', label: 'L', exercise: false, readers: 'R', printedBy: 'A', printedAt: new Date('2026-11-25T10:00:00Z') };
  for (const read of modules) {
    // Every module is printed in English and French: a text with a character missing from the font would drop the language unnoticed.
    expect(unprintedLanguages(read, Object.values(BUILT_IN_LANGUAGES)), read.module.id).toEqual([]);
    for (const language of paperLanguages(read, languages)) {
      const paper = drawPaper(read, 1, 80);
      const papers = [testBlocks, answerBlocks, keyBlocks, firstLookBlocks].map((blocks) => text(blocks(read, paper, language)));
      for (const all of [...papers, text(slidesOf(read, language, '', {}))])
        expect([...all].filter((sign) => !canPrint(sign)).join(''), `${read.module.id} ${language.tag}`).toBe('');
    }
  }
  const blocks = answerBlocks(modules[0]!, drawPaper(modules[0]!, 1, 80), BUILT_IN_LANGUAGES.fr);
  expect((await readPdf(await makeBlocks('pdf', { ...frame, locale: 'fr', blocks }))).pages).toHaveLength(1);
  const first = firstLookBlocks(modules[0]!, drawPaper(modules[0]!, 1, 80), BUILT_IN_LANGUAGES.fr);
  expect((await readPdf(await makeBlocks('pdf', { ...frame, locale: 'fr', blocks: first }))).pages).toHaveLength(1);
});

test('papers in the language of a pack are whole in it, and say that no speaker has reviewed them', async () => {
  const read = modules.find(({ module }) => module.id === 'S8')!;
  const spanish = paperLanguages(read, languages).find(({ tag }) => tag === 'es')!;
  const paper = drawPaper(read, 3, 80);
  const papers = [testBlocks, answerBlocks, keyBlocks, firstLookBlocks].map((blocks) => text(blocks(read, paper, spanish)));
  const slides = slidesOf(read, spanish, paperReview(read, spanish), {});
  for (const all of [...papers, text(slides)]) {
    expect(all).toContain('Nadie que hable esta lengua ha revisado todavía esta traducción.');
    for (const { item } of paper.questions)
      for (const words of [item.stem.en, item.stem.fr, item.feedback.en]) expect(all).not.toContain(words);
  }
  for (const { item } of paper.questions) expect(papers[0]).toContain(text(spanish.plain(item.stem)).slice(1, -1));
  for (const sentence of spanish.signs(read.module)!.texts) {
    expect(papers[1]).toContain(text(sentence).slice(1, -1));
    expect(text(slides)).toContain(text(sentence).slice(1, -1));
  }
  expect(spanish.signs(read.module)!.lang).toBe('es');
  expect(paperReview(read, BUILT_IN_LANGUAGES.en)).toBe('This text has not been reviewed by a practitioner yet.');
  // The letters are valid whichever language the key is in.
  expect(drawPaper(read, 3, 80)).toEqual(paper);
});

test('a paper names its reviewer, date and untranslated texts, and is not offered in a language without pack or glyphs', () => {
  const read = modules.find(({ module }) => module.id === 'S8')!;
  const made = (tag: string, texts: Record<string, string>) =>
    courseLanguageOf(
      {
        ...{ tag, name: tag, direction: 'ltr' as const, standsIn: 'en' as const, review: { status: 'not-reviewed' }, words: {}, paper: {} },
        packs: new Map([
          ['S8', { review: { status: 'reviewed', by: 'A. Speaker', on: '2026-11-01' }, parts: { S8: { version: 1, texts } } }],
        ]),
      },
      [read],
    );
  const part = made('qaa', { title: 'Qo' });
  expect(paperReview(read, part)).toMatch(/Translation reviewed by A\. Speaker on 1 Nov 2026\. \d+ of \d+ texts are not translated yet\./);
  const signless = made('qab', { title: '権利' });
  const unwritten = { ...part, pack: () => undefined };
  expect(paperLanguages(read, [part, signless, unwritten])).toEqual([part]);
  expect(unprintedLanguages(read, [part, signless, unwritten])).toEqual([signless]);
});

test('the French papers and the desk use the glossary’s term for the first look', () => {
  const all = [...Object.values(papersInFrench), ...Object.values(deskInFrench)];
  expect(all.filter((one) => /avant de commencer|feuilles? d’avant/i.test(one))).toEqual([]);
  for (const one of [papersInFrench['title.first-look'], papersInFrench['first.key'], deskInFrench.before, deskInFrench.looked])
    expect(one).toMatch(/questions d’avant/i);
});

test('whether a module can be printed in a language is computed once', () => {
  const plain = vi.fn(BUILT_IN_LANGUAGES.fr.plain);
  const language = { ...BUILT_IN_LANGUAGES.fr, plain };
  expect(paperLanguages(modules[0]!, [language])).toEqual([language]);
  const calls = plain.mock.calls.length;
  expect(calls).toBeGreaterThan(0);
  expect([paperLanguages(modules[0]!, [language]), unprintedLanguages(modules[0]!, [language])]).toEqual([[language], []]);
  expect(plain).toHaveBeenCalledTimes(calls);
  // Nothing is known yet of another module.
  paperLanguages(modules[1]!, [language]);
  expect(plain.mock.calls.length).toBeGreaterThan(calls);
});
