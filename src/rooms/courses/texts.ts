import { findCatalogues } from '#platform/texts/find-catalogues.ts';
import { defineTexts } from '#platform/texts/texts.ts';
import type en from './texts/en.json';

/** What is wrong with a course, and the errors of this room. */
export const translateCourses = defineTexts<typeof en>(findCatalogues(import.meta.url, './texts'));
