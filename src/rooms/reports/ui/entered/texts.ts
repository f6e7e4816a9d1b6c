import { findCatalogues } from '#platform/texts/find-catalogues.ts';
import { defineTexts } from '#platform/texts/texts.ts';
import type en from './texts/en.json';

/** Who wrote a report down, and whether anybody can read an answer. */
export const translateEntered = defineTexts<typeof en>(findCatalogues(import.meta.url, './texts'));
