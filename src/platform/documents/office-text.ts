// Characters that XML 1.0 cannot hold are written as office programs write them in workbooks, `_x0007_`. Text that only looks like such a code is escaped too,
// so that it is read back unchanged.
const UNWRITABLE = /_(?=x[0-9A-Fa-f]{4}_)|[^\P{Cc}\t\n]|\p{Cs}|[\ufffe\uffff]/gu;

/** A text as an office file can hold it. */
export function officeText(text: string): string {
  return text.replace(UNWRITABLE, (character) => `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`);
}

/** The text an office file holds. */
export function textOfOffice(text: string): string {
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}
