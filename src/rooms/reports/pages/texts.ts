import { findCatalogues } from '#platform/texts/find-catalogues.ts';
import { defineTexts } from '#platform/texts/texts.ts';
import type en from './texts/en.json';

/** The texts of the public pages of help. */
export const translateHelpPages = defineTexts<typeof en>(findCatalogues(import.meta.url, './texts'));
