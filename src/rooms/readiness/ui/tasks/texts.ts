import { findCatalogues } from '#platform/texts/find-catalogues.ts';
import { defineTexts } from '#platform/texts/texts.ts';
import type en from './texts/en.json';

/** Words of training that ends soon, in My tasks. */
export const translateTrainingTasks = defineTexts<typeof en>(findCatalogues(import.meta.url, './texts'));
