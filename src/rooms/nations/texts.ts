import { findCatalogues } from '#platform/texts/find-catalogues.ts';
import { defineTexts } from '#platform/texts/texts.ts';
import type en from './texts/en.json';

/** Texts of this room except its public pages. */
export const translateNations = defineTexts<typeof en>(findCatalogues(import.meta.url, './texts'));
