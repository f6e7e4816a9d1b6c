import { findCatalogues } from '#platform/texts/find-catalogues.ts';
import { defineTexts } from '#platform/texts/texts.ts';
import type en from './texts/en.json';

/** Texts about interpreters: what readers do, and what an interpreter sees. */
export const translateInterpreting = defineTexts<typeof en>(findCatalogues(import.meta.url, './texts'));
