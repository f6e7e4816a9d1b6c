import { TIME_LIMIT_FACTOR } from '../time-limit-factor.ts';

const MEBIBYTE = 1024 * 1024;

/**
 * The limits of a workbook or text document that is read. Each is counted while the file is read: a file beyond a limit is refused at that point, however fast
 * the machine is. They are far above what people write, and low enough that a hostile file costs about as much as a large honest one.
 */
export const READ_LIMITS = {
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
  /** The last row in which words are read, and the most rows of all sheets together: an empty row above words takes memory too. */
  rows: 100_000,
  /** The last column in which words are read. */
  columns: 1_000,
  /** Characters (UTF-16 code units) of one cell, property or field: 32,767 is what a cell may hold by the format. */
  cellCharacters: 32_767,
  /** Characters (UTF-16 code units) of all cells, or of all fields and properties; each use of a shared string counts. */
  characters: 10_000_000,
  /** Fields and properties of a text document. */
  fields: 20_000,
} as const;

/** Limits of a process that reads. */
export const READING_PROCESS = {
  /** Bytes returned to the server, which holds them all in memory. */
  maxBytes: 20 * MEBIBYTE,
  /** Milliseconds until it is ended. The limits above stop a hostile file long before; this one is for a busy machine. */
  timeoutMs: 15_000 * TIME_LIMIT_FACTOR,
  /** Heap in MiB. */
  maxMemoryMib: 512,
} as const;
