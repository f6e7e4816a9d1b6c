import { findCatalogues } from '#platform/texts/find-catalogues.ts';
import { defineTexts } from '#platform/texts/texts.ts';
import type en from './texts/en.json';

/** The texts about the official text of a clause. */
export const translateOfficialTexts = defineTexts<typeof en>(findCatalogues(import.meta.url, './texts'));
