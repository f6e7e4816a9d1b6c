import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { glyphCoverage } from './glyph-coverage.ts';

const require = createRequire(import.meta.url);
/** The file of a weight of the font every PDF is set in. */
export const fontFile = (weight: string) => require.resolve(`@expo-google-fonts/noto-sans/${weight}/NotoSans_${weight}.ttf`);

/** The file of a weight of the font for Arabic letters: only papers for people outside are set in it. */
export const arabicFontFile = (weight: string) =>
  require.resolve(`@expo-google-fonts/noto-sans-arabic/${weight}/NotoSansArabic_${weight}.ttf`);

let covers: ((codePoint: number) => boolean) | undefined;

/** Whether the font of documents has every character of a text: a missing one would be printed as a code. */
export function canPrint(text: string): boolean {
  covers ??= glyphCoverage(readFileSync(fontFile('400Regular')));
  return [...text.normalize('NFC')].every((character) => {
    const code = character.codePointAt(0)!;
    return code < 0x7f || covers!(code);
  });
}
