import { findCatalogues } from '#platform/texts/find-catalogues.ts';
import { defineTexts } from '#platform/texts/texts.ts';
import type en from './texts/en.json';

/** Words of the fields that choose people and a day. Pages that need nothing else of the board load these alone. */
export const translateScope = defineTexts<typeof en>(findCatalogues(import.meta.url, './texts'));
