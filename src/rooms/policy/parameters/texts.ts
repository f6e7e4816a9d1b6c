import { findCatalogues } from '#platform/texts/find-catalogues.ts';
import { defineTexts } from '#platform/texts/texts.ts';
import type en from './texts/en.json';

/** The texts about decisions on parameters. */
export const translateParameters = defineTexts<typeof en>(findCatalogues(import.meta.url, './texts'));
