import { findCatalogues } from '#platform/texts/find-catalogues.ts';
import { defineTexts } from '#platform/texts/texts.ts';
import type en from './texts/en.json';

/** Words of the evidence of a sample. */
export const translateSample = defineTexts<typeof en>(findCatalogues(import.meta.url, './texts'));
