import { findCatalogues } from '#platform/texts/find-catalogues.ts';
import { defineTexts } from '#platform/texts/texts.ts';
import type en from './texts/en.json';

/** Texts about what nations state of their own treaties. */
export const translateStatements = defineTexts<typeof en>(findCatalogues(import.meta.url, './texts'));
