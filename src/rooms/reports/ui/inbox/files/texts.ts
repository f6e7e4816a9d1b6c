import { findCatalogues } from '#platform/texts/find-catalogues.ts';
import { defineTexts } from '#platform/texts/texts.ts';
import type en from './texts/en.json';

/** Texts of the files of a report, which are loaded where a report has some. */
export const translateReportFiles = defineTexts<typeof en>(findCatalogues(import.meta.url, './texts'));
