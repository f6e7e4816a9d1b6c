import { findCatalogues } from '#platform/texts/find-catalogues.ts';
import { defineTexts } from '#platform/texts/texts.ts';
import type en from './texts/en.json';

/** The texts of this room that are not part of a page. */
export const translateLearning = defineTexts<typeof en>(findCatalogues(import.meta.url, './texts'));
