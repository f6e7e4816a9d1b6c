import { findCatalogues } from '#platform/texts/find-catalogues.ts';
import { defineTexts } from '#platform/texts/texts.ts';
import type en from './texts/en.json';

/** The texts about faults of policy files. They are apart from the texts of the pages, because no browser needs them. */
export const translateFaults = defineTexts<typeof en>(findCatalogues(import.meta.url, './texts'));
