import { findCatalogues } from '#platform/texts/find-catalogues.ts';
import { defineTexts } from '#platform/texts/texts.ts';
import type en from './texts/en.json';

/** Texts of unlocking a reader's keys. */
export const translateUnlock = defineTexts<typeof en>(findCatalogues(import.meta.url, './texts'));
