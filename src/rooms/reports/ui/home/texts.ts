import { findCatalogues } from '#platform/texts/find-catalogues.ts';
import { defineTexts } from '#platform/texts/texts.ts';
import type en from './texts/en.json';

/** Texts of what waits for a reader, on the home page. */
export const translateReportsHome = defineTexts<typeof en>(findCatalogues(import.meta.url, './texts'));
