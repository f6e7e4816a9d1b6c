import { findCatalogues } from '#platform/texts/find-catalogues.ts';
import { defineTexts } from '#platform/texts/texts.ts';
import type en from './texts/en.json';

/** Texts about reports of the same matter. */
export const translateDuplicates = defineTexts<typeof en>(findCatalogues(import.meta.url, './texts'));
