import { findCatalogues } from '#platform/texts/find-catalogues.ts';
import { defineTexts } from '#platform/texts/texts.ts';
import type en from './texts/en.json';

/** The words of the printed report. */
export const translateReport = defineTexts<typeof en>(findCatalogues(import.meta.url, './texts'));
