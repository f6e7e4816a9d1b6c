import { findCatalogues } from '#platform/texts/find-catalogues.ts';
import { defineTexts } from '#platform/texts/texts.ts';
import type en from './texts/en.json';

/** Texts of the pages about who may see what, who did, and how roles are handed over and reviewed. */
export const sayAccess = defineTexts<typeof en>(findCatalogues(import.meta.url, './texts'));
