import { findCatalogues } from '#platform/texts/find-catalogues.ts';
import { defineTexts } from '#platform/texts/texts.ts';
import en from './texts/en.json' with { type: 'json' };

/** The words of the player. */
export const translatePlayer = defineTexts<typeof en>(findCatalogues(import.meta.url, './texts'));

/** The same in English: what a language pack may translate. */
export const PLAYER_WORDS: Readonly<Record<string, string>> = en;
