import { findCatalogues } from '#platform/texts/find-catalogues.ts';
import { defineTexts } from '#platform/texts/texts.ts';
import type en from './texts/en.json';

/** Texts about finding the next open question. */
export const translateNextOpen = defineTexts<typeof en>(findCatalogues(import.meta.url, './texts'));
