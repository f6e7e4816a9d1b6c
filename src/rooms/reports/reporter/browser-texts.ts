import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { DEFAULT_LOCALE } from '#kernel/languages.ts';
import { deskLanguage, type PublicLanguage, translateIn } from '#platform/texts/public-languages.ts';
import type { Texts } from '#platform/texts/texts.ts';
import { isUnread } from '../safety/safety-words.ts';
import { SAFETY_SENTENCES } from '../safety/sentences.ts';
import { translateFollow, translateForm, translatePhrases, translateReporter } from './texts.ts';

/** The texts of a page for code in the browser. `english`: the English of sentences on safety, in a language that no speaker has read. */
export type BrowserTexts = { readonly texts: Readonly<Record<string, string>>; readonly english: Readonly<Record<string, string>> };
/** The texts as a file. Its name has a part that changes with them. */
type TextFile = { readonly name: string; readonly content: Buffer };

const keysIn = (folder: string) =>
  Object.keys(JSON.parse(readFileSync(new URL(`${folder}/texts/en.json`, import.meta.url), 'utf8')) as Record<string, string>);
const CATALOGUES = {
  reporter: { texts: translateReporter as Texts<string>, keys: keysIn('.') },
  form: { texts: translateForm as Texts<string>, keys: keysIn('./form') },
  follow: { texts: translateFollow as Texts<string>, keys: keysIn('./follow') },
  phrases: { texts: translatePhrases as Texts<string>, keys: keysIn('./phrases') },
} as const;

// The code in the browser fills these in itself, so that it needs no parser of messages: it has no plural.
const PLACES = Object.fromEntries(
  ['part', 'parts', 'number', 'function', 'nation', 'count', 'group', 'day', 'days', 'minutes', 'months'].map((name) => [
    name,
    `{${name}}`,
  ]),
);
const HASH_LENGTH = 22;

/** The texts of a catalogue for code in the browser: plain texts, with their places kept. */
function textsOf(
  language: PublicLanguage,
  name: keyof typeof CATALOGUES,
  { isWanted = () => true, prefix = '' }: { isWanted?: (key: string) => boolean; prefix?: string } = {},
): BrowserTexts {
  const { texts, keys } = CATALOGUES[name];
  const english = deskLanguage(DEFAULT_LOCALE);
  const sentences: readonly string[] = isUnread(language) ? SAFETY_SENTENCES[name] : [];
  const written = (one: PublicLanguage, wanted: readonly string[]) =>
    Object.fromEntries(wanted.map((key) => [prefix + key, translateIn(one, texts, key, PLACES).text]));
  const wanted = keys.filter(isWanted);
  return {
    texts: written(language, wanted),
    english: written(
      english,
      wanted.filter((key) => sentences.includes(key)),
    ),
  };
}

const joined = (...parts: readonly BrowserTexts[]): BrowserTexts => ({
  texts: Object.assign({}, ...parts.map(({ texts }) => texts)) as BrowserTexts['texts'],
  english: Object.assign({}, ...parts.map(({ english }) => english)) as BrowserTexts['english'],
});

/** The few texts that a page holds itself: the button, and what is said until its other texts are there. */
export function firstTexts(language: PublicLanguage): BrowserTexts {
  return joined(
    textsOf(language, 'form', { isWanted: (key) => ['loading', 'broken', 'try-again'].includes(key) }),
    textsOf(language, 'reporter', { isWanted: (key) => ['ways.saw', 'ways.saw-text', 'offline'].includes(key) }),
  );
}

const PARTS = {
  form: (language: PublicLanguage) => textsOf(language, 'form'),
  follow: (language: PublicLanguage) =>
    joined(
      textsOf(language, 'follow'),
      textsOf(language, 'form', { isWanted: (key) => key.startsWith('check.') || key === 'sent.kept' }),
      textsOf(language, 'phrases', { prefix: 'phrase.' }),
    ),
} as const;
const made = new WeakMap<PublicLanguage, ReadonlyMap<string, TextFile>>();

/** The texts of the form, or of the page "I have a code", as a file next to the code: the page itself stays small. */
export function textFile(language: PublicLanguage, part: keyof typeof PARTS): TextFile {
  const known = made.get(language) ?? new Map(Object.entries(PARTS).map(([name, make]) => [name, fileOf(language, name, make(language))]));
  made.set(language, known);
  return known.get(part)!;
}

/** The content of a file of texts; undefined where there is none of this name. */
export function findTextFile(languages: readonly PublicLanguage[], name: string): Buffer | undefined {
  for (const language of languages)
    for (const part of ['form', 'follow'] as const) {
      const file = textFile(language, part);
      if (file.name === name) return file.content;
    }
  return undefined;
}

function fileOf({ code }: PublicLanguage, part: string, texts: BrowserTexts): TextFile {
  const content = Buffer.from(JSON.stringify(texts));
  const hash = createHash('sha256').update(content).digest('base64url').slice(0, HASH_LENGTH);
  return { name: `${part}-${code}-${hash}.json`, content };
}
