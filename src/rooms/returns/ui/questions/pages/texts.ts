import { findCatalogues } from '#platform/texts/find-catalogues.ts';
import { defineTexts } from '#platform/texts/texts.ts';
import type en from './texts/en.json';

/** Texts about turning the pages of a return. */
export const translatePages = defineTexts<typeof en>(findCatalogues(import.meta.url, './texts'));
