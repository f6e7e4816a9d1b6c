import { runDocumentProgram } from '../document-process.ts';
import { type DocumentFrame, type FrameWords, frameWords } from '../page-frame.ts';
import { readOffice } from '../reading/reading.ts';
import { translateDocuments } from '../texts.ts';

/** A cell: text, number or empty; or one to fill in, with its choices. */
export type Cell = string | number | null | { readonly text: string; readonly choices?: readonly string[] };

/** One sheet: a heading, lines about it, then one table with a header row that is repeated on every printed page. */
export type Sheet = {
  /** At most 31 characters, none of : \ / ? * [ ]. */
  readonly name: string;
  readonly heading: string;
  readonly notes?: readonly string[];
  /** `width` in characters. A hidden column holds machine-readable values. */
  readonly columns: readonly { readonly header: string; readonly width: number; readonly hidden?: boolean }[];
  readonly rows: readonly (readonly Cell[])[];
  /** For machines only: hidden, without heading or frame, with its rows from the first on. */
  readonly hidden?: boolean;
};

/** A workbook to write. The frame is at the head of each sheet and in the head and foot of each printed page. */
export type Workbook = DocumentFrame & { readonly sheets: readonly Sheet[] };

/** The input of the process that writes a workbook. `edgeLabel` is the label at the head and foot of a printed page. */
export type WorkbookOrder = {
  readonly frame: FrameWords & { readonly edgeLabel: string };
  readonly printedAt: string;
  readonly sheets: readonly Sheet[];
};

/** A sheet as it was read: every cell as text, empty ones as ''. */
export type ReadSheet = { readonly name: string; readonly rows: readonly (readonly string[])[] };

const PROGRAM = new URL('./workbook-process.ts', import.meta.url);

/** Writes a workbook (XLSX) in a process of its own. Throws what `runDocumentProgram` throws. */
export function writeWorkbook({ sheets, ...frame }: Workbook): Promise<Buffer> {
  const order: WorkbookOrder = {
    frame: { ...frameWords(frame), edgeLabel: edgeLabelOf(frame) },
    printedAt: frame.printedAt.toISOString(),
    sheets,
  };
  return runDocumentProgram({ file: PROGRAM }, order);
}

// The head or foot of a printed page has room for 255 characters in all.
const MAX_EDGE_LABEL = 60;

/** The label; if it is too long, its level and where the rest is, because a list of parties that was cut would read as the whole list. */
function edgeLabelOf({ locale, label }: DocumentFrame): string {
  if (label.length <= MAX_EDGE_LABEL) return label;
  const [level] = label.split(' · ');
  return `${level} · ${translateDocuments(locale, 'label.above')}`;
}

/**
 * Reads a workbook (XLSX) in a process of its own. The caller has checked the file as an archive before. Throws `documents/unreadable` for a file that is not a
 * workbook, is beyond `READ_LIMITS` or has more than `maxCells`, and otherwise what `runDocumentProgram` throws.
 */
export async function readWorkbook(path: string, maxCells = 100_000): Promise<ReadSheet[]> {
  return JSON.parse(await readOffice({ as: 'sheets', path, maxCells })) as ReadSheet[];
}
