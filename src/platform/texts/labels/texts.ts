import { findCatalogues } from '../find-catalogues.ts';
import { defineTexts } from '../texts.ts';
import type en from './texts/en.json';

/** The words of labels. */
export const translateLabels = defineTexts<typeof en>(findCatalogues(import.meta.url, './texts'));
