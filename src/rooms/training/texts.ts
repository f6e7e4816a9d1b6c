import { findCatalogues } from '#platform/texts/find-catalogues.ts';
import { defineTexts } from '#platform/texts/texts.ts';
import en from './texts/en.json' with { type: 'json' };

/** The texts of this room. */
export const sayTraining = defineTexts<typeof en>(findCatalogues(import.meta.url, './texts'));

/** The words of the player, in English: what a language pack may bring in a further language. */
export const PLAYER_WORDS: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(en).filter(([key]) => key.startsWith('learn.')),
);
