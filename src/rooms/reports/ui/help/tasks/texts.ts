import { findCatalogues } from '#platform/texts/find-catalogues.ts';
import { defineTexts } from '#platform/texts/texts.ts';
import type en from './texts/en.json';

/** Texts of tasks with lists of help. */
export const translateHelpTasks = defineTexts<typeof en>(findCatalogues(import.meta.url, './texts'));
