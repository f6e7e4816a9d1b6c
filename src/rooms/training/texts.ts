import { defineTexts } from '#platform/texts/texts.ts';
import en from './texts/en.json' with { type: 'json' };
import fr from './texts/fr.json' with { type: 'json' };

/** The texts of this room. */
export const sayTraining = defineTexts({ en, fr });

/** The words of the player, in English: what a language pack may bring in a further language. */
export const PLAYER_WORDS: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(en).filter(([key]) => key.startsWith('learn.')),
);
