import { findCatalogues } from '#platform/texts/find-catalogues.ts';
import { defineTexts } from '#platform/texts/texts.ts';
import type en from './texts/en.json';

/** Words of the coverage of contracts. */
export const translateCoverage = defineTexts<typeof en>(findCatalogues(import.meta.url, './texts'));
