import { DEFAULT_LOCALE } from '#kernel/languages.ts';
import { deskLanguage, type PublicLanguage, translateIn } from '#platform/texts/public-languages.ts';
import type { Texts } from '#platform/texts/texts.ts';
import { html } from '#site/html.ts';
import { type Words, wordsIn } from '#site/words.ts';

/** Whether sentences on safety are shown with their English ones: no speaker has read the texts of this language. */
export function isUnread({ readBySpeakerOn }: Pick<PublicLanguage, 'readBySpeakerOn'>): boolean {
  return readBySpeakerOn === null;
}

/** Reads a catalogue for a page. In a language that no speaker has read, a sentence on safety is followed by its English one. */
export function safetyWordsIn<Key extends string>(
  language: PublicLanguage,
  texts: Texts<Key>,
  sentences: readonly NoInfer<Key>[],
): Words<Key> {
  const words = wordsIn(language, texts);
  if (!isUnread(language)) return words;
  const english = deskLanguage(DEFAULT_LOCALE);
  return {
    ...words,
    text: (key, values) => {
      // A text that is missing is shown in English already.
      if (!sentences.includes(key) || translateIn(language, texts, key, values).lang !== language.code) return words.text(key, values);
      const { text, lang } = translateIn(english, texts, key, values);
      return html`${words.text(key, values)} <span class="en" lang="${lang}" dir="ltr">${text}</span>`;
    },
  };
}
