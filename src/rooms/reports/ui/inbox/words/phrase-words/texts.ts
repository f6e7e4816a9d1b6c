import { findCatalogues } from '#platform/texts/find-catalogues.ts';
import { defineTexts } from '#platform/texts/texts.ts';
import type en from '../../../../reporter/phrases/texts/en.json';

/** The sentences of the phrasebook and their answers, in the language of the reader. */
export const translatePhrases = defineTexts<typeof en>(findCatalogues(import.meta.url, '../../../../reporter/phrases/texts'));
