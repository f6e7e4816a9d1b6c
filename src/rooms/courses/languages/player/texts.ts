import { defineTexts } from '#platform/texts/texts.ts';
import en from './texts/en.json' with { type: 'json' };
import fr from './texts/fr.json' with { type: 'json' };

/** The words of the player. */
export const sayPlayer = defineTexts({ en, fr });

/** The same in English: what a language pack may bring in a further language. */
export const PLAYER_WORDS: Readonly<Record<string, string>> = en;
