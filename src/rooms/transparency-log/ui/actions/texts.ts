import { findCatalogues } from '#platform/texts/find-catalogues.ts';
import { defineTexts } from '#platform/texts/texts.ts';
import type en from './texts/en.json';

/** What each command did, in words, by its name. */
export const translateActions = defineTexts<typeof en>(findCatalogues(import.meta.url, './texts'));
