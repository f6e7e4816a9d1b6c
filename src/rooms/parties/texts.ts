import { findCatalogues } from '#platform/texts/find-catalogues.ts';
import { defineTexts, type Locale } from '#platform/texts/texts.ts';
import type { FileFault } from './csv-rows.ts';
import type en from './texts/en.json';

/** The texts of this room. */
export const translateParties = defineTexts<typeof en>(findCatalogues(import.meta.url, './texts'));

/** The text of a fault of a facts file, without its file and line. */
export function translateFault(locale: Locale, fault: FileFault): string {
  return translateParties(locale, `fault.${fault.code}`, { column: '', value: '', allowed: '', stored: '', ...fault.values }).trim();
}
