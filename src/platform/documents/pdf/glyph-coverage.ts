/**
 * Reads which characters a TrueType font can draw, from its `cmap` table (subtable format 12 or 4 of the OpenType specification). Throws on a font that has
 * neither.
 */
export function glyphCoverage(font: Buffer): (codePoint: number) => boolean {
  const ranges = rangesOf(font, cmapOf(font));
  return (codePoint) => ranges.some(([first, last]) => first <= codePoint && codePoint <= last);
}

/**
 * Writes characters that the fonts cannot draw as their code, e.g. `[U+1F600]`: an empty box would hide that something was written, and an accessible PDF may
 * not contain one. Tabs become spaces; other control characters except the line feed are removed.
 */
export function printable(text: string, covers: (codePoint: number) => boolean): string {
  let out = '';
  for (const character of text.normalize('NFC').replaceAll('\r\n', '\n').replaceAll('\t', ' ')) {
    const code = character.codePointAt(0)!;
    if (code === 0x0a) out += character;
    else if (code < 0x20 || (code >= 0x7f && code < 0xa0)) continue;
    else if (code < 0x7f || covers(code)) out += character;
    else out += `[U+${code.toString(16).toUpperCase().padStart(4, '0')}]`;
  }
  return out.replace(TOO_LONG, (word) => word.replace(/.{30}/gu, '$&\u200b'));
}

// A word longer than any column (a hash of 64 digits still fits, an address breaks at its slashes) may break every 30 characters.
const TOO_LONG = /[^\s/-]{65,}/gu;

function cmapOf(font: Buffer): number {
  for (let at = 12, left = font.readUInt16BE(4); left > 0; at += 16, left--)
    if (font.toString('latin1', at, at + 4) === 'cmap') return font.readUInt32BE(at + 8);
  throw new Error('This is not a TrueType font: it has no cmap table.');
}

function rangesOf(font: Buffer, cmap: number): [first: number, last: number][] {
  const subtables = Array.from({ length: font.readUInt16BE(cmap + 2) }, (_, i) => cmap + font.readUInt32BE(cmap + 4 + i * 8 + 4));
  const whole = subtables.find((at) => font.readUInt16BE(at) === 12);
  if (whole !== undefined)
    return Array.from({ length: font.readUInt32BE(whole + 12) }, (_, i) => [
      font.readUInt32BE(whole + 16 + i * 12),
      font.readUInt32BE(whole + 20 + i * 12),
    ]);
  const basic = subtables.find((at) => font.readUInt16BE(at) === 4);
  if (basic === undefined) throw new Error('The cmap table of this font has no subtable of format 12 or 4.');
  const twice = font.readUInt16BE(basic + 6);
  return Array.from({ length: twice / 2 }, (_, i): [number, number] => [
    font.readUInt16BE(basic + 16 + twice + i * 2),
    font.readUInt16BE(basic + 14 + i * 2),
  ]).filter(([first]) => first !== 0xffff);
}
