// Letters of other scripts drawn like Latin ones, and digits and signs written for letters. Deliberately few: only those typed to look like a word.
const DRAWN_ALIKE = new Map(
  [
    ['аеорсухіѕјһԁԛԝ', 'aeopcyxisjhdqw'],
    ['αορνικτυχϲ', 'aopviktuxc'],
    ['øłđı', 'oldi'],
  ].flatMap(([theirs, ours]) => [...theirs!].map((letter, at) => [letter, ours![at]!] as const)),
);
const WRITTEN_FOR: readonly (readonly [string, string])[] = [
  ['@4031$57!', 'aaoeissti'],
  ['@4031$57!', 'aaoelsstl'],
];

/**
 * Normalises a text for comparison: NFKC, lower case, without spaces, accents and invisible characters (Default_Ignorable_Code_Point of Unicode, controls, the
 * empty Braille pattern), with look-alike letters of other scripts replaced by Latin ones.
 */
export function bare(text: string): string {
  const seen = text.normalize('NFKC').replace(/[\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cf}\u2800\s]/gu, '');
  const plain = seen.toLowerCase().normalize('NFKD').replace(/\p{M}/gu, '');
  return [...plain].map((letter) => DRAWN_ALIKE.get(letter) ?? letter).join('');
}

/** The readings of a text in which digits and signs stand for letters: `p4$$w0rd` is `password`. */
export function withoutLookAlikes(text: string): string[] {
  return WRITTEN_FOR.map(([theirs, ours]) => [...text].map((sign) => ours[theirs.indexOf(sign)] ?? sign).join(''));
}
