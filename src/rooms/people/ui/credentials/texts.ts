import { findCatalogues } from '#platform/texts/find-catalogues.ts';
import { defineTexts } from '#platform/texts/texts.ts';
import type en from './texts/en.json';

/** Texts of passkeys and single sign-on, on the sign-in page and in the account. */
export const translateCredentials = defineTexts<typeof en>(findCatalogues(import.meta.url, './texts'));
