import { findCatalogues } from '#platform/texts/find-catalogues.ts';
import { defineTexts } from '#platform/texts/texts.ts';
import type readinessEn from '../texts/en.json';
import type en from './texts/en.json';

/** Words of the page of equivalent courses, with those of readiness: its pages do not carry them. */
export const sayRecognition = defineTexts<typeof readinessEn & typeof en>(findCatalogues(import.meta.url, '../texts', './texts'));
