import { findCatalogues } from '#platform/texts/find-catalogues.ts';
import { defineTexts } from '#platform/texts/texts.ts';
import type en from './texts/en.json';

/**
 * The headings and words of an exported register: those of the page (a test compares them), because `ui` imports this folder and not the other way round. The
 * import recognises each of them, in every language.
 */
export const translateExport = defineTexts<typeof en>(findCatalogues(import.meta.url, './texts'));
