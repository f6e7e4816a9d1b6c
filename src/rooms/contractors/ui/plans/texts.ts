import { findCatalogues } from '#platform/texts/find-catalogues.ts';
import { defineTexts } from '#platform/texts/texts.ts';
import type en from './texts/en.json';

/** Words of plans, certifications and the flow-down. */
export const translatePlans = defineTexts<typeof en>(findCatalogues(import.meta.url, './texts'));
