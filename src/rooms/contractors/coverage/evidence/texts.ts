import { findCatalogues } from '#platform/texts/find-catalogues.ts';
import { defineTexts } from '#platform/texts/texts.ts';
import type en from './texts/en.json';

/** What the evidence of the coverage of contracts says. */
export const translateCoverageEvidence = defineTexts<typeof en>(findCatalogues(import.meta.url, './texts'));
