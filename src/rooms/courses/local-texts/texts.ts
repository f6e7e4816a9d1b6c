import { findCatalogues } from '#platform/texts/find-catalogues.ts';
import { defineTexts } from '#platform/texts/texts.ts';
import type en from './texts/en.json';

/** The words of operation briefs and law annexes as evidence. */
export const translateLocalTexts = defineTexts<typeof en>(findCatalogues(import.meta.url, './texts'));
