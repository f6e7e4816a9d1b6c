import { IntlMessageFormat } from 'intl-messageformat';
import { inEach } from '#kernel/languages.ts';
import { deskLanguage, type PublicLanguage } from '#platform/texts/public-languages.ts';
import type { Locale, TextValues } from '#platform/texts/texts.ts';
import type { BothLanguages } from '#rooms/policy/index.ts';
import { type Html, html } from '#site/html.ts';
import { hashOfSigned } from '../content/acknowledgement.ts';
import type { ReadModule } from '../content/course.rules.ts';
import type { CourseModule } from '../content/course.schema.ts';
import { partsOf, placesIn, translated } from './language.rules.ts';
import type { Pack, PackedLanguage } from './language.schema.ts';
import { PAPER_WORDS, type PaperKey, translatePapers } from './papers/texts.ts';
import { PLAYER_WORDS, translatePlayer } from './player/texts.ts';

type Key = Parameters<typeof translatePlayer>[1];
type Written = { readonly lang: string; readonly texts: readonly string[] };

/** A language a learner reads in: English, French, or that of a pack. Texts missing from a pack fall back to English or French. */
export type CourseLanguage = {
  readonly tag: string;
  readonly name: string;
  /** The fallback language, also used for texts that no course holds. */
  readonly locale: Locale;
  /** The language of the player's own wording, and its direction. */
  readonly words: { readonly lang: string; readonly dir: 'ltr' | 'rtl' };
  /** The pack of a module; null for English and French, undefined where there is no pack. */
  pack(module: string): Pack | null | undefined;
  /** A text of a course for a page. If its language differs from the page's, it is marked with that language for screen readers. */
  text(of: BothLanguages): Html;
  /** The same as plain text, for titles. */
  plain(of: BothLanguages): string;
  /** Wording of the player. */
  t(key: Key, values?: TextValues): string;
  /** Wording of the papers of a classroom pack. */
  tPaper(key: PaperKey, values?: TextValues): string;
  /** How many texts of a part are translated, out of how many. */
  count(part: Parameters<typeof translated>[0], module: string): { there: number; of: number };
  /** The text that is signed: entirely in the language read, or entirely in the fallback language. A mixture is never signed. */
  signs(module: CourseModule): (Written & { readonly hash: string }) | null;
};

/** The languages of the desk: the courses are complete in each of them. */
export const BUILT_IN_LANGUAGES = inEach((locale): CourseLanguage => {
  const { name, direction } = deskLanguage(locale);
  return {
    tag: locale,
    name,
    locale,
    words: { lang: locale, dir: direction },
    pack: () => null,
    text: (of) => html`${of[locale]}`,
    plain: (of) => of[locale],
    t: (key, values) => translatePlayer(locale, key, values),
    tPaper: (key, values) => translatePapers(locale, key, values),
    count: () => ({ there: 1, of: 1 }),
    signs: (module) => signed(module, { lang: locale, texts: module.acknowledgement?.sentences.map((one) => one[locale]) ?? [] }),
  };
});

/**
 * The languages the player offers: those of the courses, then the other languages of public pages. In the latter, the player's own wording appears if it is
 * complete, and the courses appear in the fallback language.
 */
export function playerLanguages(
  { languages, modules }: { languages: readonly CourseLanguage[]; modules: readonly ReadModule[] },
  offered: readonly PublicLanguage[],
): readonly CourseLanguage[] {
  const others = offered.filter(({ code }) => !languages.some(({ tag }) => tag === code));
  return [
    ...languages,
    ...others.map(({ code, name, direction, locale, catalogues }) =>
      courseLanguageOf(
        {
          tag: code,
          name,
          direction,
          standsIn: locale,
          review: { status: 'not-reviewed' },
          words: catalogues.get(translatePlayer.place!) ?? {},
          paper: {},
          packs: new Map(),
        },
        modules,
      ),
    ),
  ];
}

/** A language pack as a language of the courses, over the modules of the edition. */
export function courseLanguageOf(language: PackedLanguage, modules: readonly ReadModule[]): CourseLanguage {
  const { tag, name, direction, standsIn } = language;
  const texts = new Map(
    modules.flatMap((read) => partsOf(read).flatMap((part) => [...translated(part, language.packs.get(read.module.id))])),
  );
  // A page and a paper each use one language: their own wording appears in this language only if the pack has all of it.
  const player = ownWords(tag, language.words, PLAYER_WORDS);
  const paper = ownWords(tag, language.paper, PAPER_WORDS);
  const words = player ? { lang: tag, dir: direction } : ({ lang: standsIn, dir: 'ltr' } as const);
  const withLanguage = (lang: string, dir: string, text: string) =>
    lang === words.lang ? html`${text}` : html`<span lang="${lang}" dir="${dir}">${text}</span>`;
  return {
    tag,
    name,
    locale: standsIn,
    words,
    pack: (module) => language.packs.get(module),
    text: (of) => {
      const own = texts.get(of);
      return own === undefined ? withLanguage(standsIn, 'ltr', of[standsIn]) : withLanguage(tag, direction, own);
    },
    plain: (of) => texts.get(of) ?? of[standsIn],
    t: (key, values) => player?.(key, values) ?? translatePlayer(standsIn, key, values),
    tPaper: (key, values) => paper?.(key, values) ?? translatePapers(standsIn, key, values),
    count(part, module) {
      return { there: translated(part, language.packs.get(module)).size, of: placesIn(part).length };
    },
    signs(module) {
      const sentences = module.acknowledgement?.sentences ?? [];
      const all = sentences.map((one) => texts.get(one));
      return all.every((one) => one !== undefined)
        ? signed(module, { lang: tag, texts: all })
        : signed(module, { lang: standsIn, texts: sentences.map((one) => one[standsIn]) });
    },
  };
}

// The wording of a pack if it is complete; undefined for a key it does not cover.
function ownWords(tag: string, own: Readonly<Record<string, string>>, all: Readonly<Record<string, string>>) {
  if (!Object.keys(all).every((key) => own[key] !== undefined)) return;
  const messages = new Map<string, IntlMessageFormat>();
  return (key: string, values?: TextValues): string | undefined => {
    if (own[key] === undefined) return;
    if (!messages.has(key)) messages.set(key, new IntlMessageFormat(own[key], tag, undefined, { ignoreTag: true }));
    return messages.get(key)!.format(values as Record<string, string | number>) as string;
  };
}

function signed({ id, version, acknowledgement }: CourseModule, { lang, texts }: Written) {
  return acknowledgement ? { lang, texts, hash: hashOfSigned(id, version, lang, texts) } : null;
}
