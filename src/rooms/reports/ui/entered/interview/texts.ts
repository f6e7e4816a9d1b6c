import { findCatalogues } from '#platform/texts/find-catalogues.ts';
import { defineTexts } from '#platform/texts/texts.ts';
import type en from './texts/en.json';

/** The questions of an interview with a worker, and what readers see of it. */
export const translateInterview = defineTexts<typeof en>(findCatalogues(import.meta.url, './texts'));
