import { findCatalogues } from '#platform/texts/find-catalogues.ts';
import { defineTexts } from '#platform/texts/texts.ts';
import type en from './texts/en.json';

/** The texts of the plain form of a section. */
export const translateForm = defineTexts<typeof en>(findCatalogues(import.meta.url, './texts'));
