import { findCatalogues } from '#platform/texts/find-catalogues.ts';
import { defineTexts } from '#platform/texts/texts.ts';
import type en from './en.json';

/** The texts of the shell, the kit and sign-in. Rooms keep their own. */
export const translateDesk = defineTexts<typeof en>(findCatalogues(import.meta.url, '.'));
