import type { Locale } from '#platform/texts/texts.ts';
import { translateContractors } from '../texts.ts';
import type { SetFault } from './set-file.rules.ts';

/** The reason of a fault of a set file. */
export const setFaultWords = (locale: Locale, { code, value }: SetFault): string =>
  translateContractors(locale, `set-fault.${code}`, { value });
