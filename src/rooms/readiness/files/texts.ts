import { findCatalogues } from '#platform/texts/find-catalogues.ts';
import { defineTexts } from '#platform/texts/texts.ts';
import type en from './texts/en.json';

/** The texts that board files have and their page does not. */
export const translateBoardFile = defineTexts<typeof en>(findCatalogues(import.meta.url, './texts'));
