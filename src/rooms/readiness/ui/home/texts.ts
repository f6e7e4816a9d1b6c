import { findCatalogues } from '#platform/texts/find-catalogues.ts';
import { defineTexts } from '#platform/texts/texts.ts';
import type readinessEn from '../texts/en.json';
import type en from './texts/en.json';

/** Texts of the home page of commanders and training officers, with those of the board. */
export const translateReadinessHome = defineTexts<typeof readinessEn & typeof en>(findCatalogues(import.meta.url, '../texts', './texts'));
