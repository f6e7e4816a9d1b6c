import { runDocumentProgram } from '../document-process.ts';
import { type DocumentFrame, type FrameWords, frameWords } from '../page-frame.ts';
import { readOffice } from '../reading/reading.ts';

/** A place to write in, found again by its tag when the document comes back. `hint` shows while nothing stands there. */
export type Field = {
  readonly tag: string;
  /** What it is for, read out to whoever does not see the page. */
  readonly label: string;
  readonly text: string;
  readonly hint: string;
  readonly choices?: readonly string[];
};

export type TextCell = string | { readonly strong: string } | { readonly field: Field };

/** What a text document is made of, from top to bottom. */
export type Block =
  | { readonly heading: string; readonly level: 1 | 2 | 3 }
  | { readonly text: string; readonly small?: boolean }
  | { readonly list: readonly string[] }
  /** `widths` in percent; `headers` null for a table of labels and what belongs to them. `roomy`: in print each row has room to write by hand. */
  | {
      readonly table: {
        readonly headers: readonly string[] | null;
        readonly widths: readonly number[];
        readonly roomy?: boolean;
        readonly rows: readonly (readonly TextCell[])[];
      };
    }
  | { readonly pageBreak: true };

/** A text document to write. Label and EXERCISE stand at the head and foot of each page, with page numbers. */
export type TextDocument = DocumentFrame & {
  readonly blocks: readonly Block[];
  /** What a machine reads back, kept as properties of the document. */
  readonly properties?: Readonly<Record<string, string>>;
};

/** What goes to the process that writes a text document. */
export type TextDocumentOrder = {
  readonly frame: FrameWords;
  readonly blocks: readonly Block[];
  readonly properties: Readonly<Record<string, string>>;
};

/** What was read back: properties by name, fields by tag. */
export type ReadTextDocument = { readonly properties: Readonly<Record<string, string>>; readonly fields: Readonly<Record<string, string>> };

const PROGRAM = new URL('./text-document-process.ts', import.meta.url);

/** Writes a text document (DOCX) in a process of its own. Throws what `runDocumentProgram` throws. */
export function writeTextDocument({ blocks, properties = {}, ...frame }: TextDocument): Promise<Buffer> {
  const order: TextDocumentOrder = { frame: frameWords(frame), blocks, properties };
  return runDocumentProgram({ file: PROGRAM }, order);
}

/**
 * Reads the fields and properties of a text document (DOCX) in a process of its own. The file was looked through as an archive before. Throws
 * `documents/unreadable` for what is no such document or beyond `READ_BOUNDS`, and else what `runDocumentProgram` throws.
 */
export async function readTextDocument(path: string): Promise<ReadTextDocument> {
  return JSON.parse(await readOffice({ as: 'text', path, mostCells: 0 })) as ReadTextDocument;
}
