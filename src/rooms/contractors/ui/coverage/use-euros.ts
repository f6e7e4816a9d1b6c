import { useLocale } from '#web/client/language.ts';

/** An amount in whole euros, as a text in the reader's language. */
export function useEuros(): (euros: number) => string {
  const format = new Intl.NumberFormat(useLocale(), { style: 'currency', currency: 'EUR', maximumFractionDigits: 0 });
  return (euros) => format.format(euros);
}
