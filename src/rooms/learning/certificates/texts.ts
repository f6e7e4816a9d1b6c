import { findCatalogues } from '#platform/texts/find-catalogues.ts';
import { defineTexts } from '#platform/texts/texts.ts';
import type en from './texts/en.json';

/** Texts of certificates and of the page that checks them. */
export const translateCertificates = defineTexts<typeof en>(findCatalogues(import.meta.url, './texts'));
