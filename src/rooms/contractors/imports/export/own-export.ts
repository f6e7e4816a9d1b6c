import { LOCALES } from '#kernel/languages.ts';
import { IMPORT_COLUMNS, REQUIRED_COLUMNS } from '../columns.rules.ts';
import { OWN_COLUMNS } from './register-table.ts';
import { translateExport } from './texts.ts';

/**
 * Whether a table with these headings is an export of this program: it has the required headings in the words of one language, and with them either two
 * columns that only an export writes, or every column of the register. A sheet of the party's own that uses some of the same words is none. Pure.
 */
export function isOwnExport(headings: readonly string[]): boolean {
  const found = new Set(headings);
  return LOCALES.some((locale) => {
    const has = (column: (typeof IMPORT_COLUMNS)[number] | (typeof OWN_COLUMNS)[number]) =>
      found.has(translateExport(locale, `head.${column}`));
    return REQUIRED_COLUMNS.every(has) && (OWN_COLUMNS.filter(has).length > 1 || IMPORT_COLUMNS.every(has));
  });
}
