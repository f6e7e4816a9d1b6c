import { findCatalogues } from '#platform/texts/find-catalogues.ts';
import { defineTexts } from '#platform/texts/texts.ts';
import type en from './texts/en.json';

/** Texts of imports on the page of rosters, which load after its first screen. */
export const translateRosterImports = defineTexts<typeof en>(findCatalogues(import.meta.url, './texts'));
