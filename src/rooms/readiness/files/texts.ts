import { findCatalogues } from '#platform/texts/find-catalogues.ts';
import { defineTexts } from '#platform/texts/texts.ts';
import type en from './texts/en.json';

/** The words of boards as files that their page has not. */
export const sayBoardFile = defineTexts<typeof en>(findCatalogues(import.meta.url, './texts'));
