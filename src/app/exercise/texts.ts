import { findCatalogues } from '#platform/texts/find-catalogues.ts';
import { defineTexts } from '#platform/texts/texts.ts';
import type en from './texts/en.json';

/** The texts of the exercise: its page, and the titles of its invented evidence. */
export const say = defineTexts<typeof en>(findCatalogues(import.meta.url, './texts'));
export type Key = Parameters<typeof say>[1];
