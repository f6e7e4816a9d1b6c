import type { PublicLanguage } from '#platform/texts/public-languages.ts';
import { type Html, html } from '#site/html.ts';
import { isUnread, safetyWordsIn } from '../safety/safety-words.ts';
import { SAFETY_SENTENCES } from '../safety/sentences.ts';
import { translateHelpPages } from './texts.ts';

/** Whether a speaker of the language read the texts of reports and help; nothing in the language in which they are written. */
export function readNote(language: PublicLanguage): Html | null {
  if (language.readBySpeakerOn === undefined) return null;
  const { text, day } = safetyWordsIn(language, translateHelpPages, SAFETY_SENTENCES.help);
  const note = isUnread(language) ? text('read.not-yet') : text('read.on', { day: day(language.readBySpeakerOn!) });
  return html`<aside class="m">${note}</aside>`;
}
