import { findCatalogues } from '#platform/texts/find-catalogues.ts';
import { defineTexts } from '#platform/texts/texts.ts';
import type en from './texts/en.json';

/** Words of the files of contracts and of what was found in them. */
export const translateFiles = defineTexts<typeof en>(findCatalogues(import.meta.url, './texts'));
