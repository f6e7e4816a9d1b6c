import { findCatalogues } from '#platform/texts/find-catalogues.ts';
import { defineTexts } from '#platform/texts/texts.ts';
import type en from './texts/en.json';

/** Texts about who takes over the reports of a reader who is gone. */
export const translateSuccession = defineTexts<typeof en>(findCatalogues(import.meta.url, './texts'));
