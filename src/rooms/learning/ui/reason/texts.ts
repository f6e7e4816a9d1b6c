import { findCatalogues } from '#platform/texts/find-catalogues.ts';
import { defineTexts } from '#platform/texts/texts.ts';
import type en from './texts/en.json';

/** Words of the form that asks for a reason. */
export const translateReason = defineTexts<typeof en>(findCatalogues(import.meta.url, './texts'));
