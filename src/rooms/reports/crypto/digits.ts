/** Groups of the code and digits of each: 34 random digits (113 bits) and two check digits. */
export const CODE_GROUPS = 9;
export const GROUP_DIGITS = 4;

/** The ASCII digits of a typed text: digits of any script, with anything between them left out. */
export function digitsOf(typed: string): string {
  return [...typed].map(digitOf).join('');
}

/** The ASCII digit of a decimal digit of any script; nothing for any other character. */
function digitOf(character: string): string {
  if (!isDigit(character.codePointAt(0)!)) return '';
  // Unicode encodes the ten digits of a script in one run from zero to nine. Where runs touch, each has ten.
  let start = character.codePointAt(0)!;
  const at = start;
  while (isDigit(start - 1)) start -= 1;
  return String((at - start) % 10);
}

function isDigit(codePoint: number): boolean {
  return codePoint >= 0x30 && /^\p{Nd}$/u.test(String.fromCodePoint(codePoint));
}
