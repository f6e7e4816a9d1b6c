import { findCatalogues } from '#platform/texts/find-catalogues.ts';
import { defineTexts } from '#platform/texts/texts.ts';
import type en from './texts/en.json';

/** Texts about the checks of returns. */
export const translateChecks = defineTexts<typeof en>(findCatalogues(import.meta.url, './texts'));
