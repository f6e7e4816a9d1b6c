import { findCatalogues } from '#platform/texts/find-catalogues.ts';
import type statuses from '#platform/texts/statuses/texts/en.json';
import { defineTexts } from '#platform/texts/texts.ts';
import type en from './texts/en.json';

/** The texts of the public pages of reviews. */
export const translateReviewPages = defineTexts<typeof statuses & typeof en>(
  findCatalogues(import.meta.url, '../../../platform/texts/statuses/texts', './texts'),
);
