import { findCatalogues } from '#platform/texts/find-catalogues.ts';
import { defineTexts } from '#platform/texts/texts.ts';
import type en from './texts/en.json';

/** Texts of reporting channels at the desk. */
export const translateChannels = defineTexts<typeof en>(findCatalogues(import.meta.url, './texts'));
