import { findCatalogues } from '#platform/texts/find-catalogues.ts';
import { defineTexts } from '#platform/texts/texts.ts';
import type en from './texts/en.json';

/** The texts of inviting several people together. */
export const translateInviteMany = defineTexts<typeof en>(findCatalogues(import.meta.url, './texts'));
