/** What one euro is in a currency on a day. */
export type DatedRate = { currency: string; day: string; units: string };
export type Converted = { amount: number /** The days of the rates; empty: none was needed. */; days: string[] };

/** The rate of a currency for a day: the newest one up to that day, otherwise the first one after it. Euros need none. Pure. */
function rateFor(rates: readonly DatedRate[], currency: string, on: string): { units: number; day: string | null } | undefined {
  if (currency === 'EUR') return { units: 1, day: null };
  const own = rates.filter((one) => one.currency === currency).toSorted((a, b) => a.day.localeCompare(b.day));
  const found = own.findLast(({ day }) => day <= on) ?? own[0];
  return found && { units: Number(found.units), day: found.day };
}

/** An amount in another currency at the rates for a day; null: a rate is not recorded. Pure. */
export function convert(
  amount: { value: string; currency: string },
  to: string,
  on: string,
  rates: readonly DatedRate[],
): Converted | null {
  if (amount.currency === to) return { amount: Number(amount.value), days: [] };
  const [from, into] = [rateFor(rates, amount.currency, on), rateFor(rates, to, on)];
  if (from === undefined || into === undefined) return null;
  const days = [from.day, into.day].filter((day) => day !== null);
  return { amount: Math.round((Number(amount.value) / from.units) * into.units * 100) / 100, days };
}
