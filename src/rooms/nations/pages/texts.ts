import { findCatalogues } from '#platform/texts/find-catalogues.ts';
import { defineTexts } from '#platform/texts/texts.ts';
import type en from './texts/en.json';

/** The texts of the public treaty pages. */
export const translateTreatyPages = defineTexts<typeof en>(findCatalogues(import.meta.url, './texts'));
export type TreatyTextKey = Parameters<typeof translateTreatyPages>[1];
