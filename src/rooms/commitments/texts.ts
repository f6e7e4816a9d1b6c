import { findCatalogues } from '#platform/texts/find-catalogues.ts';
import { defineTexts } from '#platform/texts/texts.ts';
import type en from './texts/en.json';

/** Texts of this room that the server uses too: what is due, who may see, the answers of a contributor. */
export const translateCommitments = defineTexts<typeof en>(findCatalogues(import.meta.url, './texts'));
