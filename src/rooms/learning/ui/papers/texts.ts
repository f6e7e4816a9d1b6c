import { findCatalogues } from '#platform/texts/find-catalogues.ts';
import { defineTexts } from '#platform/texts/texts.ts';
import type en from './texts/en.json';

/** Words of the page on which a class is entered from paper. */
export const translatePapersDesk = defineTexts<typeof en>(findCatalogues(import.meta.url, './texts'));
