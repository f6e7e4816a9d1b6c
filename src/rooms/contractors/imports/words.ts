import { findCatalogues } from '#platform/texts/find-catalogues.ts';
import { defineTexts, type Locale } from '#platform/texts/texts.ts';
import type en from '../texts/en.json';
import type { RowFault } from './read-table.ts';

const translate = defineTexts<typeof en>(findCatalogues(import.meta.url, '../texts'));

/** The words of a fault, with the heading of its column as the sheet has it. */
export function faultWords(locale: Locale, { code, value }: RowFault): string {
  return translate(locale, `fault.${code}`, { value });
}
