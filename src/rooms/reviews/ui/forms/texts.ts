import { findCatalogues } from '#platform/texts/find-catalogues.ts';
import { defineTexts } from '#platform/texts/texts.ts';
import type deskEn from '../texts/en.json';
import type en from './texts/en.json';

/** Texts loaded on demand: forms, questions, findings and comments, with those of the surrounding screens. */
export const translateReviewForms = defineTexts<typeof deskEn & typeof en>(findCatalogues(import.meta.url, '../texts', './texts'));
