import { findCatalogues } from '#platform/texts/find-catalogues.ts';
import { defineTexts } from '#platform/texts/texts.ts';
import type deskEn from '../texts/en.json';
import type en from './texts/en.json';

/** Texts of the pages before a session, together with those of the shell: pages after sign-in do not load them. */
export const translateSignIn = defineTexts<typeof deskEn & typeof en>(findCatalogues(import.meta.url, '../texts', './texts'));
