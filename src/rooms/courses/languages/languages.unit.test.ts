import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { validLesson, validModule } from '../content/fixtures.ts';
import { currentCourses } from '../edition/courses.ts';
import { courseLanguageOf } from './course-language.ts';
import { partsOf, placesIn } from './language.rules.ts';
import { loadLanguages } from './language-files.ts';
import { PLAYER_WORDS } from './player/texts.ts';

// A small invented right-to-left language, for the valid course of the tests.
let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'manumit-languages-'));
});
afterAll(() => rmSync(root, { recursive: true }));

const sign = { id: 's', en: 'I have read this.', fr: 'J’ai lu ceci.' };
const also = { id: 't', en: 'I will report.', fr: 'Je signalerai.' };
const read = {
  module: { ...validModule(), acknowledgement: { title: { en: 'Sign', fr: 'Signer' }, sentences: [sign, also] } },
  lessons: [validLesson()],
};
const language = { tag: 'qaa', name: 'Invented', direction: 'rtl', standsIn: 'fr', review: { status: 'not-reviewed' }, words: {} };
const part = (texts: Record<string, string>, version = 1) => ({ version, texts });

function load(parts: object, file: object = language, folder = 'qaa', name = 'M.yaml') {
  const edition = mkdtempSync(join(root, 'edition-'));
  const at = join(edition, 'courses/languages', folder);
  mkdirSync(at, { recursive: true });
  writeFileSync(join(at, 'language.yaml'), JSON.stringify({ language: file }, null, 1));
  writeFileSync(join(at, name), JSON.stringify({ pack: { review: { status: 'not-reviewed' }, parts } }, null, 1));
  return loadLanguages(edition, [read]);
}
const faults = (...args: Parameters<typeof load>) =>
  load(...args).faults.map(({ file, line, reason }) => `${basename(file)}:${line}: ${reason}`);

test('loadLanguages loads a sound pack, and accepts an edition without packs', () => {
  const { languages, faults: none } = load({ L1: part({ 'sections/things/sentences/river': 'Ab river.' }) });
  expect(none).toEqual([]);
  expect(languages.map(({ tag, packs }) => [tag, [...packs.keys()]])).toEqual([['qaa', ['M']]]);
  expect(loadLanguages(mkdtempSync(join(root, 'bare-')), [read])).toEqual({ languages: [], faults: [] });
});

test.each<[string, string, object, object?, string?, string?]>([
  ['a text without a place', 'M.yaml:10: There is no text at “sections/moon”', { L1: part({ 'sections/moon': 'Ab.' }) }],
  ['a part of another module', 'M.yaml:7: The module “M” has no part “L9”', { L9: part({}) }],
  ['other figures', 'M.yaml:10: The two languages give different figures', { L1: part({ title: 'Ab 7' }) }],
  ['a copy', 'M.yaml:10: This is a copy, not a translation', { L1: part({ title: validLesson().title.en }) }],
  ['a version still to come', 'M.yaml:8: This translates version 2', { L1: part({}, 2) }],
  ['no text', 'M.yaml:10: pack.parts.L1.texts.title is missing', { L1: part({ title: ' ' }) }],
  ['the id of another folder', 'language.yaml:3: The language’s id is “qaa”', {}, language, 'qab'],
  ['an unknown module', 'X.yaml:2: There is no module “X”', {}, language, 'qaa', 'X.yaml'],
  [
    'words the player does not have',
    'language.yaml:11: There is no text at “learn.moon”',
    {},
    { ...language, words: { 'learn.moon': 'Ab' } },
  ],
  [
    'words with other placeholders',
    'language.yaml:11: The text must contain {at} {of}',
    {},
    { ...language, words: { 'learn.lesson-of': 'Ab {at}' } },
  ],
  [
    'a review without a reviewer',
    'language.yaml:7: language.review.by is missing',
    {},
    { ...language, review: { status: 'reviewed', on: '2026-11-01' } },
  ],
])('a pack with %s is refused with file, line and reason', (_what, expected, ...args) => {
  expect(faults(...(args as unknown as Parameters<typeof load>)).join('\n')).toContain(expected);
});

test('a translated text is marked as such, a missing one is shown in the fallback language, and translated texts are counted', () => {
  const texts = { title: 'Qo', 'sections/things/sentences/river': 'Ab river.' };
  const shown = courseLanguageOf(load({ L1: part(texts) }).languages[0]!, [read]);
  const [river, market] = read.lessons[0]!.sections[0]!.sentences;
  expect(shown.text(river!).markup).toBe('<span lang="qaa" dir="rtl">Ab river.</span>');
  expect(shown.text(market!).markup).toBe(market!.fr);
  expect(shown.count(read.lessons[0]!, 'M')).toEqual({ there: 2, of: placesIn(read.lessons[0]!).length });
  // Buttons use the fallback language until the pack has every button.
  expect([shown.words.lang, shown.t('learn.good')]).toEqual(['fr', 'Oui']);
  const words = Object.fromEntries(Object.entries(PLAYER_WORDS).map(([key, text]) => [key, `Q ${text}`]));
  const whole = courseLanguageOf(load({ L1: part(texts) }, { ...language, words }).languages[0]!, [read]);
  expect([whole.words, whole.t('learn.tries-left', { tries: 2 })]).toEqual([{ lang: 'qaa', dir: 'rtl' }, 'Q You have 2 tries left.']);
  expect(whole.text(river!).markup).toBe('Ab river.');
  expect(whole.text(market!).markup).toContain('<span lang="fr" dir="ltr">');
});

test('a translation of another version is not shown', () => {
  const newer = { ...read, lessons: [{ ...read.lessons[0]!, version: 2 }] };
  const shown = courseLanguageOf(load({ L1: part({ title: 'Qo' }) }).languages[0]!, [newer]);
  expect(shown.plain(newer.lessons[0]!.title)).toBe(newer.lessons[0]!.title.fr);
});

test('the text to sign is whole in one language, and its hash is of the text that was read', () => {
  const none = courseLanguageOf(load({ M: part({ title: 'Qo' }) }).languages[0]!, [read]);
  expect(none.signs(read.module)).toMatchObject({ lang: 'fr', texts: [sign.fr, also.fr] });
  const half = courseLanguageOf(load({ M: part({ 'acknowledgement/sentences/s': 'Ab ab.' }) }).languages[0]!, [read]);
  expect(half.signs(read.module)).toEqual(none.signs(read.module));
  const both = { 'acknowledgement/sentences/s': 'Ab ab.', 'acknowledgement/sentences/t': 'Ub ub.' };
  const all = courseLanguageOf(load({ M: part(both) }).languages[0]!, [read]);
  expect(all.signs(read.module)).toMatchObject({ lang: 'qaa', texts: ['Ab ab.', 'Ub ub.'] });
  expect(all.signs(read.module)!.hash).not.toBe(none.signs(read.module)!.hash);
  expect(all.signs(validModule())).toBeNull();
});

test('the Spanish pack is complete, not reviewed, and has every word of the player', () => {
  const { languages, module } = currentCourses();
  const spanish = languages.find(({ tag }) => tag === 'es')!;
  const s8 = module('S8');
  for (const one of partsOf(s8)) expect(spanish.count(one, 'S8')).toEqual({ there: placesIn(one).length, of: placesIn(one).length });
  expect(spanish.pack('S8')!.review.status).toBe('not-reviewed');
  expect(spanish.pack('G')).toBeUndefined();
  expect(spanish.words.lang).toBe('es');
  for (const key of Object.keys(PLAYER_WORDS)) expect(() => spanish.t(key as 'learn.good', FILLED), key).not.toThrow();
});
const FILLED = {
  way: 'x',
  number: 1,
  class: 'x',
  at: 1,
  of: 1,
  minutes: 1,
  title: 'x',
  by: 'x',
  work: 'x',
  on: 'x',
  missing: 1,
  language: 'x',
  version: 1,
  done: 1,
  score: 1,
  tries: 1,
  items: 1,
  day: 'x',
  time: 'x',
  seconds: 5,
};
