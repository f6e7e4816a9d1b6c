import { findCatalogues } from '#platform/texts/find-catalogues.ts';
import { defineTexts } from '#platform/texts/texts.ts';
import type en from './texts/en.json';

/** Texts of the pages where evidence is entered and read. */
export const translateEvidenceDesk = defineTexts<typeof en>(findCatalogues(import.meta.url, './texts'));
