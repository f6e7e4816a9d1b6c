import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { IntlMessageFormat } from 'intl-messageformat';
import { z } from 'zod';
import { Day } from '#kernel/day.ts';
import { DEFAULT_LOCALE, type Direction, LANGUAGES, LOCALES, type Locale } from '#kernel/languages.ts';
import { toLatin } from './serbian.ts';
import { collator, formatDay, type Texts, type TextValues } from './texts.ts';

/** The folder of further languages, as shipped. */
export const LANGUAGES_FOLDER = fileURLToPath(new URL('../../../languages/', import.meta.url));

/** A language of public pages. `locale`: the desk language whose text is shown where this one has none; of a desk language it is the language itself. */
export type PublicLanguage = {
  readonly code: string;
  readonly name: string;
  readonly direction: Direction;
  readonly locale: Locale;
  /** The addresses below which pages are offered in it, such as `/help`; null: every public page. */
  readonly pages: readonly string[] | null;
  /** The day on which a speaker had read its texts; null: not yet. Undefined in the language in which the texts are written. */
  readonly readBySpeakerOn?: string | null | undefined;
  /** Catalogues by the place they translate, such as `rooms/policy/pages`. They may lack keys. A desk language has none here. */
  readonly catalogues: ReadonlyMap<string, Readonly<Record<string, string>>>;
};

/**
 * The content of `language.json`: what the language calls itself, the direction of its script, the addresses below which it is offered, and whether a speaker
 * read it. `latinOf` names a folder in Serbian Cyrillic: its texts are written in Latin letters, and the folder has no catalogues of its own.
 */
const LanguageFile = z.strictObject({
  name: z.string().trim().min(1),
  direction: z.enum(['ltr', 'rtl']),
  pages: z
    .array(z.string().regex(/^(\/[a-z-]+)+$/))
    .nullable()
    .default(null),
  readBySpeakerOn: Day.nullable().default(null),
  latinOf: z.string().optional(),
});
const Code = z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})?$/);

/** The desk languages as languages of public pages. */
export const DESK_LANGUAGES: readonly PublicLanguage[] = LANGUAGES.map(({ code, name, direction, readBySpeakerOn }) => ({
  code,
  name,
  direction,
  locale: code,
  pages: null,
  readBySpeakerOn,
  catalogues: new Map(),
}));

/** A desk language as the language of a public page. */
export function deskLanguage(locale: Locale): PublicLanguage {
  return DESK_LANGUAGES.find(({ code }) => code === locale)!;
}

/**
 * The languages of public pages: those of the desk, then one for each folder `<code>/` with a `language.json` and catalogues `<place>.json`, by code. Throws on
 * a file that is neither; the catalogue test checks the content of catalogues.
 */
export function loadPublicLanguages(folder = LANGUAGES_FOLDER): readonly PublicLanguage[] {
  if (!existsSync(folder)) return DESK_LANGUAGES;
  const further = globSync('*/language.json', { cwd: folder })
    .sort()
    .map((file): PublicLanguage => {
      const code = Code.refine((one) => !(LOCALES as readonly string[]).includes(one)).parse(file.split(/[/\\]/)[0]);
      const { latinOf, readBySpeakerOn, ...about } = LanguageFile.parse(readJson(join(folder, file)));
      if (latinOf === undefined)
        return { code, ...about, readBySpeakerOn, locale: DEFAULT_LOCALE, catalogues: readCatalogues(join(folder, code)) };
      const source = LanguageFile.parse(readJson(join(folder, latinOf, 'language.json')));
      const catalogues = [...readCatalogues(join(folder, latinOf))].map(
        ([place, texts]) => [place, Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, toLatin(text)]))] as const,
      );
      // The same words: who read the one has read the other.
      return { code, ...about, readBySpeakerOn: source.readBySpeakerOn, locale: DEFAULT_LOCALE, catalogues: new Map(catalogues) };
    });
  return [...DESK_LANGUAGES, ...further];
}

/** The catalogues of the folder of a language, by their place. */
function readCatalogues(folder: string): ReadonlyMap<string, Readonly<Record<string, string>>> {
  const places = globSync('**/*.json', { cwd: folder }).filter((one) => one !== 'language.json');
  return new Map(
    places.map((path) => [
      path.replaceAll('\\', '/').slice(0, -'.json'.length),
      z.record(z.string(), z.string()).parse(readJson(join(folder, path))),
    ]),
  );
}

/** Whether the pages at an address are offered in a language. */
export function isOfferedAt({ pages }: Pick<PublicLanguage, 'pages'>, path: string): boolean {
  return pages === null || pages.some((one) => path === one || path.startsWith(`${one}/`));
}

/** The languages in which the pages at an address are offered. */
export function languagesAt(languages: readonly PublicLanguage[], path: string): readonly PublicLanguage[] {
  return languages.filter((one) => isOfferedAt(one, path));
}

const readJson = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));

/** A text and the language it is in. */
export type Spoken = { readonly text: string; readonly lang: string };

const messages = new WeakMap<Readonly<Record<string, string>>, Map<string, IntlMessageFormat>>();

/** Writes the text of a key in a public language, or in its desk language where the public language lacks the key. */
export function translateIn<Key extends string>(language: PublicLanguage, texts: Texts<Key>, key: Key, values?: TextValues): Spoken {
  const own = texts.place === undefined ? undefined : language.catalogues.get(texts.place);
  if (own?.[key] === undefined) return { text: texts(language.locale, key, values), lang: language.locale };
  const parsed = messages.get(own) ?? new Map<string, IntlMessageFormat>();
  messages.set(own, parsed);
  const message = parsed.get(key) ?? new IntlMessageFormat(own[key], tagOf(language), undefined, { ignoreTag: true });
  parsed.set(key, message);
  return { text: message.format(values as Record<string, string | number>) as string, lang: language.code };
}

/** Writes a partial date in a public language, or in its desk language where the runtime does not know the public language. */
export function formatDayIn(language: PublicLanguage, date: string, width: 'short' | 'long' = 'short'): Spoken {
  const [year, month, day] = date.split('-').map(Number);
  if (isDesk(language) || tagOf(language) !== language.code)
    return { text: formatDay(language.locale, date, width), lang: language.locale };
  const parts: Intl.DateTimeFormatOptions = { year: 'numeric', timeZone: 'UTC' };
  if (month) parts.month = width;
  if (day) parts.day = 'numeric';
  const text = new Intl.DateTimeFormat(language.code, parts).format(new Date(Date.UTC(year!, (month ?? 1) - 1, day ?? 1)));
  return { text, lang: language.code };
}

/** Compares texts by the order of the language. */
export function collatorIn(language: PublicLanguage): (a: string, b: string) => number {
  return isDesk(language) ? collator(language.locale) : new Intl.Collator(tagOf(language)).compare;
}

const isDesk = ({ code, locale }: PublicLanguage) => code === locale;

// With a tag that the runtime does not know, the order would follow the language of the machine.
function tagOf({ code, locale }: PublicLanguage): string {
  return Intl.DateTimeFormat.supportedLocalesOf(code)[0] ?? locale;
}
