import { findCatalogues } from '#platform/texts/find-catalogues.ts';
import { defineTexts } from '#platform/texts/texts.ts';
import type follow from './follow/texts/en.json';
import type form from './form/texts/en.json';
import type phrases from './phrases/texts/en.json';
import type safe from './safe/texts/en.json';
import type en from './texts/en.json';

/** Texts of the shell and of the first page. */
export const translateReporter = defineTexts<typeof en>(findCatalogues(import.meta.url, './texts'));
/** Texts of the form: the server writes them into the page, and code in the browser shows them. */
export const translateForm = defineTexts<typeof form>(findCatalogues(import.meta.url, './form/texts'));
/** Texts of the page "I have a code", also shown by code in the browser. */
export const translateFollow = defineTexts<typeof follow>(findCatalogues(import.meta.url, './follow/texts'));
/** The sentences of the phrasebook and their answers. */
export const translatePhrases = defineTexts<typeof phrases>(findCatalogues(import.meta.url, './phrases/texts'));
export const translateSafe = defineTexts<typeof safe>(findCatalogues(import.meta.url, './safe/texts'));
