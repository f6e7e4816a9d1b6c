import { accept, type Decision, refuse } from '#kernel/decision.ts';
import type { Subject } from '#platform/identity/subject.ts';

/**
 * Counts rows and cells of a text table (CSV) before it is parsed: parsing makes an object of each, and a file of 2 MB can hold a million rows. Empty lines are
 * not counted; separators and line ends in quotation marks are text. Pure.
 */
export function sizeOfTable(text: string): { rows: number; cells: number } {
  let [rows, cells, inQuotes, rowBegun] = [0, 0, false, false];
  for (let at = 0; at < text.length; at++) {
    const sign = text[at];
    if (sign === '"') inQuotes = !inQuotes;
    const endsLine = !inQuotes && (sign === '\n' || sign === '\r');
    if (endsLine) rowBegun = false;
    else if (!rowBegun) {
      rowBegun = true;
      rows++;
      cells++;
    }
    if (!inQuotes && (sign === ',' || sign === ';' || sign === '\t')) cells++;
  }
  return { rows, cells };
}

/** Whether so many rows can be read at once. The refusal says what to do where the table came from: at the desk, or on the command line of the installation. */
export function decideRowCount(rows: number, most: number, sender: Subject['kind']): Decision<number> {
  if (rows <= most) return accept(rows);
  return refuse(sender === 'installation' ? 'imports/too-many-for-command' : 'imports/too-many-rows', { most });
}
