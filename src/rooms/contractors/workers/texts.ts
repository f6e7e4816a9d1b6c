import { findCatalogues } from '#platform/texts/find-catalogues.ts';
import { defineTexts } from '#platform/texts/texts.ts';
import type en from './texts/en.json';

/** Texts of the cards and posters for the workers of a contract, in every language of public pages. */
export const translateWorkers = defineTexts<typeof en>(findCatalogues(import.meta.url, './texts'));
