import { findCatalogues } from '#platform/texts/find-catalogues.ts';
import { defineTexts } from '#platform/texts/texts.ts';
import type en from './texts/en.json';

/** Texts about the links to sections, for the people who issue them. */
export const translateLinks = defineTexts<typeof en>(findCatalogues(import.meta.url, './texts'));
