import { formatDay } from '#platform/texts/texts.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { translateContracts } from './texts.ts';

const WHOLE = { minimumFractionDigits: 0, maximumFractionDigits: 2 };

/** An amount as the contract has it, in its own currency. */
export function Money({ value, currency }: { value: string; currency: string }) {
  const locale = useLocale();
  return <span className="number">{`${new Intl.NumberFormat(locale, WHOLE).format(Number(value))}\u00a0${currency}`}</span>;
}

type Valued = { currency: string; valueEur: string | null; rate: string | null; rateOn: string | null };

/** What an amount is in euros, with the rate and its date; or that no rate is recorded. Nothing of an amount in euros. */
export function Euros({ currency, valueEur, rate, rateOn }: Valued) {
  const [t, locale] = [useTranslations(translateContracts), useLocale()];
  if (currency === 'EUR') return null;
  if (valueEur === null || rate === null || rateOn === null) return <span className="muted small">{t('euros.none', { currency })}</span>;
  const facts = {
    euros: `${new Intl.NumberFormat(locale, WHOLE).format(Number(valueEur))}\u00a0EUR`,
    units: new Intl.NumberFormat(locale, { maximumFractionDigits: 8 }).format(Number(rate)),
    day: formatDay(locale, rateOn),
  };
  return <span className="muted small">{t('euros.at', { ...facts, currency })}</span>;
}
