import { findCatalogues } from '#platform/texts/find-catalogues.ts';
import { defineTexts } from '#platform/texts/texts.ts';
import type en from './texts/en.json';

/** The texts of the evidence that plans and certifications of contractors give. */
export const translatePlanEvidence = defineTexts<typeof en>(findCatalogues(import.meta.url, './texts'));
