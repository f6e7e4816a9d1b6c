import { findCatalogues } from '#platform/texts/find-catalogues.ts';
import { defineTexts } from '#platform/texts/texts.ts';
import type en from './texts/en.json';

/** Texts for choosing a password: other pages do not load them. */
export const translatePassword = defineTexts<typeof en>(findCatalogues(import.meta.url, './texts'));
