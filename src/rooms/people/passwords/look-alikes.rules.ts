// Letters of other scripts that are drawn like Latin ones, and figures and signs that are written for letters. Few on purpose: what is typed to look like a word.
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
 * A text as it is compared: in one form (NFKC), lower case, without spaces, accents, letters of other scripts that look like ours, and signs that nobody sees
 * (Default_Ignorable_Code_Point of Unicode, controls, the empty Braille pattern).
 */
export function bare(text: string): string {
  const seen = text.normalize('NFKC').replace(/[\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cf}\u2800\s]/gu, '');
  const plain = seen.toLowerCase().normalize('NFKD').replace(/\p{M}/gu, '');
  return [...plain].map((letter) => DRAWN_ALIKE.get(letter) ?? letter).join('');
}

/** What a text may be read as where figures and signs are written for letters: `p4$$w0rd` is `password`. */
export function withoutLookAlikes(text: string): string[] {
  return WRITTEN_FOR.map(([theirs, ours]) => [...text].map((sign) => ours[theirs.indexOf(sign)] ?? sign).join(''));
}
