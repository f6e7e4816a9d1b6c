/** A label of a numbered paragraph, such as (b), 4.2 or •. `kind` says which labels belong to one list. */
export type Label = { readonly text: string; readonly kind: string; readonly length: number };

const PAREN = /^\s*\(?\s*(\d{1,3}|[ivxlc]{1,6}|[IVXLC]{1,6}|[a-z]{1,2}|[A-Z]{1,2})\s*[)]\s*/;
const DECIMAL =
  /^\s*(?:(?:article|section|(?:sub-)?clause|rider|art\.|§)\s*|(?:[A-Z]{1,3}|[IVX]{1,5})[-.]?)?(\d{1,3}(?:\.\d{1,3}){0,5})[.)]?\s+(?=\S)/i;
const LETTER = /^\s*([a-zA-Z])\.\s+(?=\S)/;
const ROMAN = /^\s*([IVXLC]{1,6}|[ivxlc]{2,6})\.\s+(?=\S)/;
const BULLET = /^\s*([•●▪■◦○‣⁃*·-]|[–—]|)\s+(?=\S)/;
const BOX = /^\s*(?:☐|☒|☑|\[[ xX]?\]|_{2,}|X\s*_*)\s*/;

/** The label at the start of a paragraph; null without one. A box to tick before it is skipped. */
export function labelOf(text: string): Label | null {
  const skipped = BOX.exec(text)?.[0].length ?? 0;
  const rest = text.slice(skipped);
  const paren = PAREN.exec(rest);
  if (paren) return { text: paren[1]!, kind: `(${kindOf(paren[1]!)})`, length: skipped + paren[0].length };
  const decimal = DECIMAL.exec(rest);
  if (decimal)
    return { text: decimal[1]!, kind: `1${'.1'.repeat(decimal[1]!.split('.').length - 1)}`, length: skipped + decimal[0].length };
  const roman = ROMAN.exec(rest);
  if (roman) return { text: roman[1]!, kind: `${kindOf(roman[1]!)}.`, length: skipped + roman[0].length };
  const letter = LETTER.exec(rest);
  if (letter) return { text: letter[1]!, kind: `${kindOf(letter[1]!)}.`, length: skipped + letter[0].length };
  const bullet = BULLET.exec(rest);
  return bullet ? { text: bullet[1]!, kind: '•', length: skipped + bullet[0].length } : null;
}

function kindOf(text: string): string {
  if (/^\d+$/.test(text)) return '1';
  // A single i, v, x, l or c may be a letter or a Roman numeral: the list that contains it decides (`statementsOf`).
  if (/^[ivxlc]+$/.test(text)) return text.length > 1 ? 'i' : 'a|i';
  if (/^[IVXLC]+$/.test(text)) return text.length > 1 ? 'I' : 'A|I';
  return /^[a-z]/.test(text) ? 'a' : 'A';
}
