import { READ_LIMITS } from './read-limits.ts';

// A character that XML cannot hold is written with seven.
const RAW_CHARACTERS = READ_LIMITS.cellCharacters * 7;

/** The text of a cell as it arrives, in chunks. Throws once it is longer than any cell can be written. */
export function appendCellText(text: string, more: string): string {
  if (text.length + more.length > RAW_CHARACTERS) throw new Error(`It has a cell of more than ${READ_LIMITS.cellCharacters} characters.`);
  return text + more;
}

/** The whole text of a cell. Throws where it is longer than a cell may be. */
export function cellText(text: string): string {
  if (text.length > READ_LIMITS.cellCharacters) throw new Error(`It has a cell of more than ${READ_LIMITS.cellCharacters} characters.`);
  return text;
}
