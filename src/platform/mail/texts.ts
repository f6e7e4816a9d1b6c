import { findCatalogues } from '../texts/find-catalogues.ts';
import { defineTexts } from '../texts/texts.ts';
import type en from './texts/en.json';

/** What messages say. */
export const translateMail = defineTexts<typeof en>(findCatalogues(import.meta.url, './texts'));
