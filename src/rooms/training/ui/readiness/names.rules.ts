/** Names by service number, from a file that never leaves the browser: number and name, by comma, semicolon or tab, with or without a head. Pure. */
export function readNames(text: string): Map<string, string> {
  const names = new Map<string, string>();
  for (const line of text.replace(/^\uFEFF/, '').split(/\r?\n/)) {
    const [number = '', ...rest] = line.split(/[,;\t]/).map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'));
    const name = rest.filter(Boolean).join(' ');
    if (/^[A-Z0-9][A-Z0-9-]{2,23}$/i.test(number) && /\d/.test(number) && name) names.set(number.toUpperCase(), name);
  }
  return names;
}
