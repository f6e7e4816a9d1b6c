import { findCatalogues } from '#platform/texts/find-catalogues.ts';
import { defineTexts } from '#platform/texts/texts.ts';
import type readinessEn from '../texts/en.json';
import type en from './texts/en.json';

/** Texts of the page of equivalent courses, including those of readiness, whose pages do not load the former. */
export const translateRecognition = defineTexts<typeof readinessEn & typeof en>(findCatalogues(import.meta.url, '../texts', './texts'));
