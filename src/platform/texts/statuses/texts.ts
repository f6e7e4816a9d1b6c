import { findCatalogues } from '../find-catalogues.ts';
import { defineTexts } from '../texts.ts';
import type en from './texts/en.json';

/**
 * The words of `src/kernel/status.ts`: a status, an origin or what an evidence item says is its own key, with a capital. `count.` and a status is a number of
 * obligations with that status. Inside a sentence a word starts with a small letter (`lowered`).
 */
export const translateStatuses = defineTexts<typeof en>(findCatalogues(import.meta.url, './texts'));
