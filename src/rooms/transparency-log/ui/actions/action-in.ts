import type { Locale } from '#kernel/languages.ts';
import en from './texts/en.json' with { type: 'json' };
import { translateActions } from './texts.ts';

/** What a command did, in words; its own name where a later or earlier version of the program made the entry. */
export function actionIn(locale: Locale, command: string): string {
  return command in en ? translateActions(locale, command as keyof typeof en) : command;
}
