import { findCatalogues } from '#platform/texts/find-catalogues.ts';
import { defineTexts } from '#platform/texts/texts.ts';
import type en from './texts/en.json';

/** The texts of the walks of an exercise: on the page /exercise and in the bar at the desk. */
export const translateTour = defineTexts<typeof en>(findCatalogues(import.meta.url, './texts'));
export type TourKey = Parameters<typeof translateTour>[1];
