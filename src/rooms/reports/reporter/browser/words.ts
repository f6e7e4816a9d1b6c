/** The texts of a page in its language, as the server wrote them into it. */
export type Words = (key: string, values?: Readonly<Record<string, string | number>>) => string;

/** Reads the texts of this page. Throws on a key that the page does not hold: a programming error. */
export function wordsOf(page: HTMLElement): Words {
  const texts = JSON.parse(page.dataset.words!) as Record<string, string>;
  return (key, values = {}) => {
    const text = texts[key];
    if (text === undefined) throw new Error(`The page has no text ${key}.`);
    return text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => (values[name] === undefined ? whole : String(values[name])));
  };
}

// British English has "Sept"; the house writes "Sep".
const MONTHS: Readonly<Record<string, string>> = { en: 'en-US' };

/** A day as the house writes it: `24 Nov 2026`, `1er nov. 2026`. */
export function dayIn(language: string, day: string): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  const name = new Intl.DateTimeFormat(MONTHS[language] ?? language, { month: 'short', timeZone: 'UTC' }).format(
    new Date(Date.UTC(year, month - 1, date)),
  );
  return `${language === 'fr' && date === 1 ? '1er' : date} ${name} ${year}`;
}

/** Today in UTC, by the clock of this phone. */
export function today(): string {
  return new Date().toISOString().slice(0, 10);
}
