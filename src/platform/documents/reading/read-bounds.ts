const MEBIBYTE = 1024 * 1024;

/**
 * What a workbook or text document may hold so that it is read. Each is counted while the file is read: a file beyond one is refused at that place, however
 * fast the machine is. Far above what people write, and low enough that a file made to do harm costs about as much as a large honest one.
 */
export const READ_BOUNDS = {
  /** Bytes of XML, unpacked, over all parts that are read. */
  xmlBytes: 48 * MEBIBYTE,
  /** Elements over all parts that are read: 400,000 cells with a text each have 1.7 million. The parser takes about a second for two million. */
  elements: 3_000_000,
  /** Elements that are open at the same time. */
  depth: 256,
  /** Attributes of one element. */
  attributes: 200,
  /** Sheets of a workbook. */
  sheets: 256,
  /** Shared strings of a workbook. */
  sharedStrings: 1_000_000,
  /** Merged ranges of a sheet. */
  merged: 100_000,
  /** Cell formats of a workbook: office programs keep at most 65,490. */
  formats: 65_490,
  /** Characters of the code of one number format. */
  formatCharacters: 255,
  /** The last row of the format (ECMA-376, SpreadsheetML); a number above is damage. */
  lastRow: 1_048_576,
  /** The last column of the format, XFD. */
  lastColumn: 16_384,
  /** The last row in which words are read, and how many rows all sheets have together: one above words takes room too. */
  rows: 100_000,
  /** The last column in which words are read. */
  columns: 1_000,
  /** Characters (UTF-16 code units) of one cell, property or field: 32,767 is what a cell may hold by the format. */
  cellCharacters: 32_767,
  /** Characters (UTF-16 code units) of all cells, or of all fields and properties, each use of a shared string counted. */
  characters: 10_000_000,
  /** Fields and properties of a text document. */
  fields: 20_000,
} as const;

/** What a process that reads may take and hand back. */
export const READING_PROCESS = {
  /** Bytes handed back to the server, which holds them whole. */
  mostBytes: 20 * MEBIBYTE,
  /** Milliseconds until it is ended. The bounds above end a hostile file long before; this is for a machine with much else to do. */
  timeOutMs: 15_000,
  /** Heap in MiB. */
  mostMemory: 512,
} as const;
