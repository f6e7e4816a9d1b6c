import { findCatalogues } from '#platform/texts/find-catalogues.ts';
import { defineTexts } from '#platform/texts/texts.ts';
import type en from './texts/en.json';

/** Words of the page for the workers of a contract. */
export const translateWorkersPage = defineTexts<typeof en>(findCatalogues(import.meta.url, './texts'));
