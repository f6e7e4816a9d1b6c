import { findCatalogues } from '#platform/texts/find-catalogues.ts';
import { defineTexts } from '#platform/texts/texts.ts';
import type en from './texts/en.json';

/** Texts of tasks with reporting channels. */
export const translateChannelTasks = defineTexts<typeof en>(findCatalogues(import.meta.url, './texts'));
