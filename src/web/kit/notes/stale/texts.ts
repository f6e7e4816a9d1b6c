import { findCatalogues } from '#platform/texts/find-catalogues.ts';
import { defineTexts } from '#platform/texts/texts.ts';
import type en from './texts/en.json';

/** Texts of the note that another person saved first. */
export const translateStale = defineTexts<typeof en>(findCatalogues(import.meta.url, './texts'));
