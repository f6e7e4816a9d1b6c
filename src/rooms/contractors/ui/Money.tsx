import { useLocale } from '#web/client/language.ts';

/** An amount as the contract has it, in its own currency. */
export function Money({ value, currency }: { value: string; currency: string }) {
  const locale = useLocale();
  const whole = { minimumFractionDigits: 0, maximumFractionDigits: 2 };
  return <span className="number">{`${new Intl.NumberFormat(locale, whole).format(Number(value))}\u00a0${currency}`}</span>;
}
