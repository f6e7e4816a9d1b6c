import { findCatalogues } from '#platform/texts/find-catalogues.ts';
import { defineTexts } from '#platform/texts/texts.ts';
import type en from './texts/en.json';

/** Texts of the question before signing out, where something waits to be sent. */
export const translateSignOut = defineTexts<typeof en>(findCatalogues(import.meta.url, './texts'));
