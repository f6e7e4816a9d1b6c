import { findCatalogues } from '#platform/texts/find-catalogues.ts';
import { defineTexts } from '#platform/texts/texts.ts';
import type en from './texts/en.json';

/** Words of letters and of the evidence they are. */
export const sayOutreach = defineTexts<typeof en>(findCatalogues(import.meta.url, './texts'));
