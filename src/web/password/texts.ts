import { findCatalogues } from '#platform/texts/find-catalogues.ts';
import { defineTexts } from '#platform/texts/texts.ts';
import type en from './texts/en.json';

/** Texts of choosing a password: the pages where none is chosen do not carry them. */
export const sayPassword = defineTexts<typeof en>(findCatalogues(import.meta.url, './texts'));
