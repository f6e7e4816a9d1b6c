import { findCatalogues } from '#platform/texts/find-catalogues.ts';
import { defineTexts } from '#platform/texts/texts.ts';
import type en from './texts/en.json';

/** The words of a brief, on the screen and in print. */
export const translateBrief = defineTexts<typeof en>(findCatalogues(import.meta.url, './texts'));
