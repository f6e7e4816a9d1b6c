import { posix } from 'node:path';
import { textOfOffice } from '../office-text.ts';
import { type OfficeParts, withOfficeParts } from '../reading/office-parts.ts';
import { READ_LIMITS } from '../reading/read-limits.ts';
import { appendCellText, cellText } from '../reading/text-limits.ts';
import { localName } from '../reading/xml-reader.ts';
import { type RemainingLimits, readSheetRows, type WorkbookCommon } from './sheet-reader.ts';
import type { ReadSheet } from './workbook.ts';
import { formatOf, type NumberFormat } from './workbook-words.ts';

const WORKBOOK = 'xl/workbook.xml';

/**
 * Reads the sheets of a workbook (XLSX), all or the first ones, within `READ_LIMITS`. Every cell is text as a person sees it: dates as 2026-12-01, errors by
 * their name, merged cells each with the text they show. Throws for a file that is not a workbook, is damaged, or has more than `maxCells`, counted in each
 * row up to the last cell with words.
 */
export function readSheets(path: string, maxCells: number, maxSheets: number = READ_LIMITS.sheets): Promise<ReadSheet[]> {
  return withOfficeParts(path, async (parts) => {
    const { sheets, datesFrom, related } = await readBook(parts);
    if (sheets.length === 0) throw new Error('There is no sheet in it.');
    const common: WorkbookCommon = {
      strings: related.strings === undefined ? [] : await readStrings(parts, related.strings),
      formats: related.styles === undefined ? [] : await readFormats(parts, related.styles),
      datesFrom,
    };
    const remaining: RemainingLimits = { cells: maxCells, characters: READ_LIMITS.characters, rows: READ_LIMITS.rows };
    const read: ReadSheet[] = [];
    for (const { name, part } of sheets.slice(0, maxSheets)) read.push({ name, rows: await readSheetRows(parts, part, common, remaining) });
    return read;
  });
}

type OpenWorkbook = {
  sheets: { name: string; part: string }[];
  datesFrom: 1900 | 1904;
  related: { strings?: string; styles?: string };
};

async function readBook(parts: OfficeParts): Promise<OpenWorkbook> {
  const targets = new Map<string, string>();
  const book: OpenWorkbook = { sheets: [], datesFrom: 1900, related: {} };
  await parts.read('xl/_rels/workbook.xml.rels', {
    open(_name, { Id: id, Type: type = '', Target: target, TargetMode: mode }) {
      if (id === undefined || target === undefined || mode === 'External') return;
      const part = posix.join('/xl', target.startsWith('/') ? posix.relative('/xl', target) : target).slice(1);
      if (type.endsWith('/worksheet')) targets.set(id, part);
      if (type.endsWith('/sharedStrings')) book.related.strings = part;
      if (type.endsWith('/styles')) book.related.styles = part;
    },
  });
  let listed = 0;
  await parts.read(WORKBOOK, {
    open(written, attributes) {
      const name = localName(written);
      if (name === 'workbookPr' && ['1', 'true'].includes(attributes.date1904 ?? '')) book.datesFrom = 1904;
      if (name !== 'sheet') return;
      if (++listed > READ_LIMITS.sheets) throw new Error(`It has more than ${READ_LIMITS.sheets} sheets.`);
      const id = Object.entries(attributes).find(([key]) => key.endsWith(':id'))?.[1];
      const part = targets.get(id ?? '');
      // A sheet that is not a table, such as a single chart, has no rows.
      if (part !== undefined) book.sheets.push({ name: textOfOffice(attributes.name ?? ''), part });
    },
  });
  return book;
}

/** The strings that cells share: runs of different formats joined, without the phonetic guides of East Asian texts. */
async function readStrings(parts: OfficeParts, part: string): Promise<string[]> {
  const strings: string[] = [];
  let [text, inText, aids] = ['', false, 0];
  await parts.read(part, {
    open(written) {
      const name = localName(written);
      if (name === 'si') {
        if (strings.length >= READ_LIMITS.sharedStrings) throw new Error(`It has more than ${READ_LIMITS.sharedStrings} texts.`);
        text = '';
      } else if (name === 'rPh') aids++;
      else if (name === 't') inText = aids === 0;
    },
    text(more) {
      if (inText) text = appendCellText(text, more);
    },
    close(written) {
      const name = localName(written);
      if (name === 'si') strings.push(cellText(textOfOffice(text)));
      else if (name === 'rPh') aids--;
      else if (name === 't') inText = false;
    },
  });
  return strings;
}

async function readFormats(parts: OfficeParts, part: string): Promise<NumberFormat[]> {
  const codes = new Map<string, string>();
  const formats: NumberFormat[] = [];
  let within = '';
  await parts.read(part, {
    open(written, { numFmtId = '0', formatCode }) {
      const name = localName(written);
      if (name === 'numFmts' || name === 'cellXfs') within = name;
      if (within === 'numFmts' && name === 'numFmt' && formatCode !== undefined) codes.set(numFmtId, formatCode);
      if (within === 'cellXfs' && name === 'xf') formats.push(formatOf(Number(numFmtId), codes.get(numFmtId)));
      if (formats.length > READ_LIMITS.formats || codes.size > READ_LIMITS.formats) throw new Error('It has more formats than a workbook.');
    },
    close(written) {
      if (localName(written) === within) within = '';
    },
  });
  return formats;
}
