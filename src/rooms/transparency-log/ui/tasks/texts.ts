import { findCatalogues } from '#platform/texts/find-catalogues.ts';
import { defineTexts } from '#platform/texts/texts.ts';
import type en from './texts/en.json';

/** Texts of the tasks of the log. */
export const translateErasureTasks = defineTexts<typeof en>(findCatalogues(import.meta.url, './texts'));
