import { findCatalogues } from '#platform/texts/find-catalogues.ts';
import { defineTexts } from '#platform/texts/texts.ts';
import type en from './texts/en.json';

/** Words of differing sources: the task, and the views that each side records. */
export const translateDifferences = defineTexts<typeof en>(findCatalogues(import.meta.url, './texts'));
