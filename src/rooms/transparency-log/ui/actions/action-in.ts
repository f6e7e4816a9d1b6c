import type { Locale } from '#kernel/languages.ts';
import { translateActions } from './texts.ts';

/** What a command did, in words; its own name where a later or earlier version of the program made the entry. */
export function actionIn(locale: Locale, command: string): string {
  return translateActions.has(locale, command) ? translateActions(locale, command) : command;
}
