import { findCatalogues } from '#platform/texts/find-catalogues.ts';
import { defineTexts } from '#platform/texts/texts.ts';
import type en from './texts/en.json';

/** Words of what this room shows on the home page. */
export const translateLogHome = defineTexts<typeof en>(findCatalogues(import.meta.url, './texts'));
