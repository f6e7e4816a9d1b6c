import { findCatalogues } from '#platform/texts/find-catalogues.ts';
import { defineTexts } from '#platform/texts/texts.ts';
import type en from './texts/en.json';

/** The words printed on every page. */
export const translateDocuments = defineTexts<typeof en>(findCatalogues(import.meta.url, './texts'));
