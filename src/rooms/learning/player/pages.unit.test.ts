import { createHash } from 'node:crypto';
import { brotliCompressSync, constants } from 'node:zlib';
import { expect, test } from 'vitest';
import { LOCALES } from '#platform/texts/texts.ts';
import { currentCourses } from '#rooms/courses/edition/courses.ts';
import { translatePlayer } from '#rooms/courses/index.ts';
import { escapeHtml, html } from '#site/html.ts';
import { SITE_DEFAULTS } from '#site/public-page.ts';
import { mostAsked, practised } from '../progress/check.rules.ts';
import { browserFile } from './browser-files.ts';
import { lessonPage } from './lesson-page.ts';
import { learnHeaders, renderLearn } from './shell.ts';

const MAX_BYTES = 30 * 1024;
const { modules } = currentCourses();
const lessons = modules.flatMap((read) => read.lessons.map((lesson) => ({ read, lesson })));
// Compressed as the server does it (shell.ts), not harder.
const compressedBytes = (text: string) => brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }).length;
const pageOf = ({ read, lesson }: (typeof lessons)[number], locale: string) => {
  const language = currentCourses().languages.find(({ tag }) => tag === locale)!;
  const page = lessonPage(read, lesson, language, false);
  const context = {
    language,
    languages: currentCourses().languages,
    path: `/l/${lesson.id}`,
    site: SITE_DEFAULTS,
    number: 'AR-20433',
    classTitle: 'Class 14',
  };
  return { page, markup: renderLearn(context, page).markup };
};

test('every lesson with the script of the player is at most 30 KiB compressed', () => {
  const script = compressedBytes(browserFile('player.js')) + compressedBytes(browserFile('worker.js'));
  const sizes = lessons.flatMap((one) =>
    currentCourses().languages.map(({ tag: locale }) => ({
      at: `${one.lesson.id} ${locale}`,
      bytes: compressedBytes(pageOf(one, locale).markup) + script,
    })),
  );
  console.log(`largest lesson: ${JSON.stringify(sizes.toSorted((a, b) => b.bytes - a.bytes)[0])}`);
  expect(sizes.filter(({ bytes }) => bytes > MAX_BYTES)).toEqual([]);
});

test.each(LOCALES)('each sentence on a fact leads to its source, and each source to its address (%s)', (locale) => {
  for (const one of lessons) {
    const { markup } = pageOf(one, locale);
    const { sources, sections } = one.lesson;
    for (const { id, title, address } of sources) {
      const item = markup.match(new RegExp(`<li id="src-${id}">(.*?)</li>`))?.[1];
      expect(item, `${one.lesson.id} ${id}`).toContain(escapeHtml(title[locale]));
      if (address) expect(item).toContain(`href="${escapeHtml(address)}"`);
    }
    // A choice of this project says so next to each sentence, and no law or policy does.
    const own = sections.flatMap(({ sentences }) =>
      sentences.filter(({ source }) => sources.find(({ id }) => id === source)?.origin === 'D'),
    );
    expect(markup.split(` ${translatePlayer(locale, 'learn.own-choice')}</a>`).length - 1, one.lesson.id).toBe(own.length);
    const refs = [...markup.matchAll(/class="ref" href="#src-([^"]+)"/g)].map(([, id]) => id);
    expect(refs).toEqual(sections.flatMap(({ sentences }) => sentences.flatMap(({ source }) => source ?? [])));
  }
});

test('a lesson names the way to report of the installation, and ways that exist while it has none', () => {
  const one = lessons.find(({ lesson }) => lesson.id === 'G6')!;
  const [english] = currentCourses().languages;
  const { reporting } = one.lesson.sections.find((section) => section.reporting)!;
  const without = lessonPage(one.read, one.lesson, english!, false).body.markup;
  const filled = lessonPage(one.read, one.lesson, english!, false, { reporting: html`+00 555 0100` }).body.markup;
  expect(without).toContain(reporting!.en);
  expect(filled).toContain('+00 555 0100');
  expect(filled).not.toContain(reporting!.en);
});

test.each(LOCALES)('every lesson shows what an answer leads to without script (%s)', (locale) => {
  for (const one of lessons) {
    const { page, markup } = pageOf(one, locale);
    const ids = new Set([...markup.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id));
    const rules = [...page.style!.text.matchAll(/has\(\[id="([^"]+)"\]:checked\) \[id="([^"]+)"\]/g)];
    expect(rules.flatMap(([, when, show]) => [when, show]).filter((id) => !ids.has(id))).toEqual([]);
    const answers = [...ids].filter(
      (id) => markup.includes(`type="radio" name="`) && new RegExp(`<input type="radio" name="[^"]+" id="${id}"`).test(markup),
    );
    expect(answers.filter((id) => !rules.some(([, when]) => when === id))).toEqual([]);
    // No question of the check is on the page with its answer.
    const shown = new Set(practised(one.lesson, mostAsked(one.read)).map(({ id }) => id));
    for (const item of one.lesson.items)
      expect(markup.includes(item.feedback[locale].replaceAll("'", '&#39;')), item.id).toBe(shown.has(item.id));
  }
});

test('consequences of a story are in the order of its choices, because on paper both are numbered', () => {
  const [english] = currentCourses().languages;
  const points = lessons.flatMap(({ read, lesson }) =>
    lessonPage(read, lesson, english!, false, {}, 'another reader').body.markup.match(
      /<div class="point( then)?" id=.*?(?=<div class="point|<\/section>)/gs,
    ),
  );
  expect(points.length).toBeGreaterThan(50);
  for (const point of points) {
    const choices = [...point!.matchAll(/<input type="radio" name="[^"]+" id="([^"]+)"/g)].map(([, id]) => `f-${id}`);
    expect([...point!.matchAll(/<div class="fb(?: n)?" id="([^"]+)"/g)].map(([, id]) => id)).toEqual(choices);
  }
});

test('choices of stories and answers of practice have an order of their own for each reader, and keep it', () => {
  const one = lessons.find(({ lesson }) => lesson.id === 'G1')!;
  const [english] = currentCourses().languages;
  const orders = (reader: string) => {
    const { markup } = lessonPage(one.read, one.lesson, english!, false, {}, reader).body;
    const shown = Map.groupBy(
      [...markup.matchAll(/<input type="radio" name="([^"]+)" id="([^"]+)"/g)].map(([, name, id]) => ({ name: name!, id: id! })),
      ({ name }) => name,
    );
    return new Map([...shown].map(([name, all]) => [name, all.map(({ id }) => id.slice(name.length + 1)).join(' ')]));
  };
  const readers = Array.from({ length: 20 }, (_, at) => orders(`reader ${at}`));
  expect(orders('reader 0')).toEqual(readers[0]);
  const mixed = [...one.lesson.scenarios.flatMap(({ id, points }) => points.map((point) => `s-${id}-${point.id}`))];
  const practice = practised(one.lesson, mostAsked(one.read)).flatMap((item) => (item.kind === 'one' ? [`p-${item.id}`] : []));
  expect(practice.length).toBeGreaterThan(0);
  for (const name of [...mixed, ...practice]) expect([name, new Set(readers.map((each) => each.get(name))).size > 1]).toEqual([name, true]);
});

test('the content security policy of a page allows exactly its inline blocks and its own script', () => {
  const { page, markup } = pageOf(lessons[0]!, 'en');
  const hashes = (name: string) =>
    [...markup.matchAll(new RegExp(`<${name}>(.*?)</${name}>`, 'gs'))]
      .map(([, text]) => `'sha256-${createHash('sha256').update(text!).digest('base64')}'`)
      .join(' ');
  const policy = learnHeaders(page, currentCourses().languages[0]!)['content-security-policy'];
  expect(policy).toContain(`style-src ${hashes('style')};`);
  expect(policy).toContain(`script-src ${hashes('script')} 'self';`);
  expect(policy).toContain("default-src 'none'");
});

test('a lesson that waits for a brief or an annex shows a note', () => {
  const of = (id: string) => pageOf(lessons.find(({ lesson }) => lesson.id === id)!, 'en').markup;
  expect(of('G4')).toContain('class="note"');
  expect(of('G7')).toContain('class="note"');
  expect(of('G1')).toContain('not been reviewed by a practitioner');
});

test('a contract worker’s lesson shows each drawing with an alternative text', () => {
  const s8 = lessons.find(({ lesson }) => lesson.id === 'S8.1')!;
  const drawn = s8.lesson.sections.flatMap(({ sentences }) => sentences.flatMap(({ drawing }) => drawing ?? []));
  expect(drawn.length).toBeGreaterThanOrEqual(12);
  for (const locale of LOCALES) {
    const shown = [...pageOf(s8, locale).markup.matchAll(/role="img" aria-label="([^"]+)"/g)].map(([, label]) => label);
    expect(shown).toEqual(drawn.map((one) => escapeHtml(one[locale])));
  }
});

test('a lesson in the language of a pack is marked as such, and a lesson without a pack says that it is missing', () => {
  const of = (id: string) => pageOf(lessons.find(({ lesson }) => lesson.id === id)!, 'es').markup;
  expect(of('S8.1')).toContain('<html lang="es" dir="ltr">');
  expect(of('S8.1')).toContain('Su pasaporte es suyo.');
  expect(of('S8.1')).toContain('Nadie que hable esta lengua ha revisado todavía esta traducción.');
  expect(of('S8.1')).not.toContain('<span lang=');
  expect(of('G1')).toContain('Este módulo no existe todavía en esta lengua');
  expect(of('G1')).toContain('<span lang="en" dir="ltr">');
  // Only a module that exists in Spanish offers it.
  const english = (id: string) => pageOf(lessons.find(({ lesson }) => lesson.id === id)!, 'en').markup;
  expect(english('S8.1')).toContain('href="/learn/es/l/S8.1"');
  expect(english('G1')).not.toContain('/learn/es');
});
