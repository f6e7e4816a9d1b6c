import { findCatalogues } from '#platform/texts/find-catalogues.ts';
import { defineTexts } from '#platform/texts/texts.ts';
import type en from './texts/en.json';

/** Texts of tasks: those of My tasks, and the names of commands that other pages share. A catalogue of its own keeps the first page of the desk light. */
export const translateReviewTasks = defineTexts<typeof en>(findCatalogues(import.meta.url, './texts'));
