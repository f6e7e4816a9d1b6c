import { findCatalogues } from '#platform/texts/find-catalogues.ts';
import { defineTexts } from '#platform/texts/texts.ts';
import type en from '../../../../reporter/form/texts/en.json';

/** The questions of the reporter's form and their answers, in the language of the reader. */
export const translateQuestions = defineTexts<typeof en>(findCatalogues(import.meta.url, '../../../../reporter/form/texts'));
