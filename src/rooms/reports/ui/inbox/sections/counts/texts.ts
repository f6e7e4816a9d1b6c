import { findCatalogues } from '#platform/texts/find-catalogues.ts';
import { defineTexts } from '#platform/texts/texts.ts';
import type en from './texts/en.json';

/** What the reports of a list say together. */
export const translateCounts = defineTexts<typeof en>(findCatalogues(import.meta.url, './texts'));
