import { findCatalogues } from '#platform/texts/find-catalogues.ts';
import { defineTexts } from '#platform/texts/texts.ts';
import type en from './texts/en.json';

/** Texts about the pages of firms, for the people who give links to them. */
export const translateFirms = defineTexts<typeof en>(findCatalogues(import.meta.url, './texts'));
