import { defineTexts, type Locale } from '#platform/texts/texts.ts';
import type { FileFault } from './csv-rows.ts';
import en from './texts/en.json' with { type: 'json' };
import fr from './texts/fr.json' with { type: 'json' };

/** The texts of this room. */
export const sayParties = defineTexts({ en, fr });

/** Words a fault of a facts file, without its file and line. */
export function sayFault(locale: Locale, fault: FileFault): string {
  return sayParties(locale, `fault.${fault.code}`, { column: '', value: '', allowed: '', stored: '', ...fault.values }).trim();
}
