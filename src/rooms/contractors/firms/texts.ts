import { findCatalogues } from '#platform/texts/find-catalogues.ts';
import { defineTexts } from '#platform/texts/texts.ts';
import type en from './texts/en.json';

/** The texts of a firm's page, its receipts, and what it signs. */
export const translateFirm = defineTexts<typeof en>(findCatalogues(import.meta.url, './texts'));
