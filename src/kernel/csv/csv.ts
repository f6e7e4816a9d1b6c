// What a spreadsheet would evaluate, and what only looks guarded because it begins with an apostrophe before it.
const FORMULA = /^'*[=+\-@\t\r]/;

/** Rows of cells as CSV (RFC 4180), safe to open in a spreadsheet; null is an empty cell. Pure. */
export function csvOf(rows: readonly (readonly (string | null)[])[]): string {
  return rows.map((row) => `${row.map(csvCell).join(',')}\r\n`).join('');
}

/** One cell of a CSV file. A spreadsheet would evaluate a text that starts like a formula, so such a cell begins with an apostrophe. Pure. */
export function csvCell(value: string | null): string {
  const safe = guardText(value ?? '');
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** A text with an apostrophe before what a spreadsheet would evaluate. Pure. */
export function guardText(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text;
}

/** The text that `guardText` was given. Pure. */
export function unguardText(text: string): string {
  return text.startsWith("'") && FORMULA.test(text) ? text.slice(1) : text;
}
