import { findCatalogues } from '#platform/texts/find-catalogues.ts';
import { defineTexts } from '#platform/texts/texts.ts';
import type en from './texts/en.json';

/** Words of what a contract lacks for its award, of overrides and of gaps. */
export const translateReleases = defineTexts<typeof en>(findCatalogues(import.meta.url, './texts'));
