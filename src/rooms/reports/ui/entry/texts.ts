import { findCatalogues } from '#platform/texts/find-catalogues.ts';
import { defineTexts } from '#platform/texts/texts.ts';
import type en from './texts/en.json';

/** Texts of the page on which an operator enters a report. */
export const translateEntry = defineTexts<typeof en>(findCatalogues(import.meta.url, './texts'));
