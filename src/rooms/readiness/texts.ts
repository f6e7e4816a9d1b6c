import { findCatalogues } from '#platform/texts/find-catalogues.ts';
import { defineTexts } from '#platform/texts/texts.ts';
import type en from './texts/en.json';

/** The words of training as evidence, and the errors of this room. */
export const translateReadiness = defineTexts<typeof en>(findCatalogues(import.meta.url, './texts'));
