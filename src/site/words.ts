import type { BothLanguages } from '#kernel/both-languages.ts';
import { languageOf } from '#kernel/languages.ts';
import { collatorIn, formatDayIn, type PublicLanguage, type Spoken, translateIn } from '#platform/texts/public-languages.ts';
import type { Texts, TextValues } from '#platform/texts/texts.ts';
import { type HtmlValue, html } from './html.ts';

/** The words of one catalogue in the language of a page. */
export type Words<Key extends string> = {
  readonly language: PublicLanguage;
  /** A text for the content of a page. A text in another language than the page's is marked for browsers and screen readers. */
  text(key: Key, values?: TextValues): HtmlValue;
  /** The same as plain text, for titles, attributes and values of other texts. */
  plain(key: Key, values?: TextValues): string;
  /** A text of the policy, the register or a round: these texts exist in the languages of the desk only. */
  data(of: BothLanguages): HtmlValue;
  plainData(of: BothLanguages): string;
  /** A partial date, as exactly as it is known. */
  day(date: string, width?: 'short' | 'long'): string;
  /** Compares texts by the order of the language. */
  compare(a: string, b: string): number;
};

/** Reads one catalogue for a page in a language. */
export function wordsIn<Key extends string>(language: PublicLanguage, texts: Texts<Key>): Words<Key> {
  return {
    language,
    text: (key, values) => withLanguage(language, translateIn(language, texts, key, values)),
    plain: (key, values) => translateIn(language, texts, key, values).text,
    data: (of) => withLanguage(language, { text: of[language.locale], lang: language.locale }),
    plainData: (of) => of[language.locale],
    day: (date, width) => formatDayIn(language, date, width).text,
    compare: collatorIn(language),
  };
}

// The text shown instead is in a language of the desk.
function withLanguage({ code, locale }: PublicLanguage, { text, lang }: Spoken): HtmlValue {
  return lang === code ? text : html`<span lang="${lang}" dir="${languageOf(locale).direction}">${text}</span>`;
}
