import { findCatalogues } from '#platform/texts/find-catalogues.ts';
import { defineTexts } from '#platform/texts/texts.ts';
import type en from './texts/en.json';

/** Texts of the panel that says what is missing and sends access slips. */
export const translateGaps = defineTexts<typeof en>(findCatalogues(import.meta.url, './texts'));
