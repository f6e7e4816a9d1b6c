import { findCatalogues } from '#platform/texts/find-catalogues.ts';
import { defineTexts } from '#platform/texts/texts.ts';
import type en from './texts/en.json';

/** The texts of the public shell and of the pages that belong to no room. */
export const translateSite = defineTexts<typeof en>(findCatalogues(import.meta.url, './texts'));
