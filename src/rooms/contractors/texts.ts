import { findCatalogues } from '#platform/texts/find-catalogues.ts';
import { defineTexts } from '#platform/texts/texts.ts';
import type en from './texts/en.json';

/** The texts of this room. */
export const translateContractors = defineTexts<typeof en>(findCatalogues(import.meta.url, './texts'));
