import { findCatalogues } from '#platform/texts/find-catalogues.ts';
import { defineTexts } from '#platform/texts/texts.ts';
import type en from './texts/en.json';

/** Texts about provisions of national law, on pages and in forms. */
export const translateProvisions = defineTexts<typeof en>(findCatalogues(import.meta.url, './texts'));
