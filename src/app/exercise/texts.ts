import { findCatalogues } from '#platform/texts/find-catalogues.ts';
import { defineTexts } from '#platform/texts/texts.ts';
import type en from './texts/en.json';

/** The texts of the exercise: its page, and the titles of its invented evidence. */
export const translateExercise = defineTexts<typeof en>(findCatalogues(import.meta.url, './texts'));
export type Key = Parameters<typeof translateExercise>[1];
