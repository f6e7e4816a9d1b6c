import { findCatalogues } from '#platform/texts/find-catalogues.ts';
import { defineTexts } from '#platform/texts/texts.ts';
import type en from './texts/en.json';

/** The words of what the policy office adds to the public policy page. The desk does not load them. */
export const translateOfficePages = defineTexts<typeof en>(findCatalogues(import.meta.url, './texts'));
