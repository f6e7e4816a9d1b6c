import { findCatalogues } from '#platform/texts/find-catalogues.ts';
import { defineTexts } from '#platform/texts/texts.ts';
import type en from './texts/en.json';

/** Texts of the pages about access records, hand-overs and access reviews. */
export const translateAccess = defineTexts<typeof en>(findCatalogues(import.meta.url, './texts'));
