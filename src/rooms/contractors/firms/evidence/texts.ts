import { findCatalogues } from '#platform/texts/find-catalogues.ts';
import { defineTexts } from '#platform/texts/texts.ts';
import type en from './texts/en.json';

/** The texts of the evidence that notices of firms give. */
export const translateNoticeEvidence = defineTexts<typeof en>(findCatalogues(import.meta.url, './texts'));
