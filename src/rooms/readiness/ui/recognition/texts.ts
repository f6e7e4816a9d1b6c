import { findCatalogues } from '#platform/texts/find-catalogues.ts';
import { defineTexts } from '#platform/texts/texts.ts';
import type en from './texts/en.json';

/** Texts of the page of equivalent courses. */
export const translateRecognition = defineTexts<typeof en>(findCatalogues(import.meta.url, './texts'));
