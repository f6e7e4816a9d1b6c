const plain = (text: string) =>
  text
    .normalize('NFKD')
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');

const isPart = (sign: string | undefined) => sign !== undefined && /[\p{L}\p{N}]/u.test(sign);

/** A number as a pattern: any dash, space or sign may be between its letters and digits. */
function patternOf(number: string): RegExp | null {
  const signs = [...plain(number)];
  // A number such as 7 is in every text.
  if (signs.length < 4) return null;
  return new RegExp(signs.join('[^\\p{L}\\p{N}]{0,2}'), 'gu');
}

function isIn(pattern: RegExp, text: string): boolean {
  for (const { 0: found, index } of text.matchAll(pattern))
    if (!isPart(text[index - 1]) && !isPart(text[index + found.length])) return true;
  return false;
}

/**
 * The contracts whose number is in the name of a file, or else on its first page; tolerant of spaces, dashes and case. One: the file belongs to it. More or none:
 * a person says. Pure.
 */
export function contractsNamed(name: string, firstPage: string, numbers: readonly string[]): string[] {
  for (const text of [name, firstPage].map((one) => one.normalize('NFKD').toUpperCase())) {
    const all = plain(text);
    const named = numbers.filter((number) => {
      // Most of some thousand numbers are ruled out before a pattern is made of them.
      const pattern = all.includes(plain(number)) ? patternOf(number) : null;
      return pattern !== null && isIn(pattern, text);
    });
    // AQ-2025-0140 is in AQ-2025-0140-M2 too: the longer one is meant.
    const longest = named.filter((one) => !named.some((other) => other !== one && plain(other).includes(plain(one))));
    if (longest.length > 0) return longest;
  }
  return [];
}

const MONTHS =
  'jan(?:uary|vier)?|feb(?:ruary)?|f[ée]v(?:rier)?|mar(?:ch|s)?|apr(?:il)?|avr(?:il)?|may|mai|june?|juin|july?|juil(?:let)?|aug(?:ust)?|ao[ûu]t|sept?(?:ember|embre)?|oct(?:ober|obre)?|nov(?:ember|embre)?|d[ée]c(?:ember|embre)?';
const WRITTEN = new RegExp(`\\b(\\d{1,2})(?:st|nd|rd|th|er)?\\s+(${MONTHS})\\.?,?\\s+((?:19|20)\\d\\d)\\b`, 'iu');
const AMERICAN = new RegExp(`\\b(${MONTHS})\\.?\\s+(\\d{1,2}),\\s+((?:19|20)\\d\\d)\\b`, 'iu');
const BEGINNINGS = ['jan', 'fe|fé', 'mar', 'ap|av', 'ma', 'juin|june|jun', 'ju', 'au|ao', 's', 'o', 'n', 'd'];

/** The first date on the first page of a document, as a day; null where there is none, or only one that can be read two ways. Pure. */
export function dayOn(firstPage: string): string | null {
  const found = [
    { match: /\b((?:19|20)\d\d)-(\d\d)-(\d\d)\b/.exec(firstPage), parts: [1, 2, 3] as const },
    { match: /\b(\d{1,2})\.(\d{1,2})\.((?:19|20)\d\d)\b/.exec(firstPage), parts: [3, 2, 1] as const },
    { match: WRITTEN.exec(firstPage), parts: [3, 2, 1] as const },
    { match: AMERICAN.exec(firstPage), parts: [3, 1, 2] as const },
  ].filter((one) => one.match !== null);
  found.sort((one, other) => one.match!.index - other.match!.index);
  for (const { match, parts } of found) {
    const [year, month, day] = parts.map((at) => match![at]!) as [string, string, string];
    const number = /^\d+$/.test(month) ? Number(month) : monthOf(month);
    const text = `${year}-${String(number).padStart(2, '0')}-${day.padStart(2, '0')}`;
    const date = new Date(`${text}T00:00:00Z`);
    if (!Number.isNaN(date.getTime()) && date.toISOString().startsWith(text)) return text;
  }
  return null;
}

function monthOf(word: string): number {
  const lower = word.toLowerCase();
  return BEGINNINGS.findIndex((beginning) => beginning.split('|').some((one) => lower.startsWith(one))) + 1;
}
