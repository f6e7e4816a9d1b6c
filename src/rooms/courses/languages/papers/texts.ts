import { findCatalogues } from '#platform/texts/find-catalogues.ts';
import { defineTexts } from '#platform/texts/texts.ts';
import en from './texts/en.json' with { type: 'json' };

/** The words of classroom packs. */
export const translatePapers = defineTexts<typeof en>(findCatalogues(import.meta.url, './texts'));

export type PaperKey = Parameters<typeof translatePapers>[1];

/** The wording inside the papers, in English: what a language pack may translate. The frame of each page belongs to the program. */
export const PAPER_WORDS: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(en).filter(([key]) => !/^(label|readers|title)/.test(key)),
);
