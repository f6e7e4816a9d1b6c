import { findCatalogues } from '#platform/texts/find-catalogues.ts';
import { defineTexts } from '#platform/texts/texts.ts';
import type deskEn from '../texts/en.json';
import type en from './texts/en.json';

/** Texts of what is loaded when it is first needed: forms, questions, findings and comments, with those of the screens around them. */
export const sayReviewForms = defineTexts<typeof deskEn & typeof en>(findCatalogues(import.meta.url, '../texts', './texts'));
