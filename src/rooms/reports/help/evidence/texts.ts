import { findCatalogues } from '#platform/texts/find-catalogues.ts';
import { defineTexts } from '#platform/texts/texts.ts';
import type en from './texts/en.json';

/** What the evidence of a party's lists of help says. */
export const translateDirectory = defineTexts<typeof en>(findCatalogues(import.meta.url, './texts'));
