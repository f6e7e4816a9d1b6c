import { runDocumentProgram } from '../document-process.ts';
import { type DocumentFrame, type FrameWords, frameWords } from '../page-frame.ts';
import { readOffice } from '../reading/reading.ts';

/** A field to fill in, identified by its tag when the document is read back. `hint` is shown while the field is empty. */
export type Field = {
  readonly tag: string;
  /** The purpose of the field, for screen readers. */
  readonly label: string;
  readonly text: string;
  readonly hint: string;
  readonly choices?: readonly string[];
};

export type TextCell = string | { readonly strong: string } | { readonly field: Field };

/** The blocks of a text document, from top to bottom. */
export type Block =
  | { readonly heading: string; readonly level: 1 | 2 | 3 }
  | { readonly text: string; readonly small?: boolean }
  | { readonly list: readonly string[] }
  /** `widths` in percent; `headers` null for a table of labels and their values. `roomy`: in print each row leaves room for handwriting. */
  | {
      readonly table: {
        readonly headers: readonly string[] | null;
        readonly widths: readonly number[];
        readonly roomy?: boolean;
        readonly rows: readonly (readonly TextCell[])[];
      };
    }
  | { readonly pageBreak: true };

/** A text document to write. Label and EXERCISE are at the head and foot of each page, with page numbers. */
export type TextDocument = DocumentFrame & {
  readonly blocks: readonly Block[];
  /** Machine-readable values, stored as properties of the document. */
  readonly properties?: Readonly<Record<string, string>>;
};

/** The input of the process that writes a text document. */
export type TextDocumentOrder = {
  readonly frame: FrameWords;
  readonly blocks: readonly Block[];
  readonly properties: Readonly<Record<string, string>>;
};

/** The result of reading: properties by name, fields by tag. */
export type ReadTextDocument = { readonly properties: Readonly<Record<string, string>>; readonly fields: Readonly<Record<string, string>> };

const PROGRAM = new URL('./text-document-process.ts', import.meta.url);

/** Writes a text document (DOCX) in a process of its own. Throws what `runDocumentProgram` throws. */
export function writeTextDocument({ blocks, properties = {}, ...frame }: TextDocument): Promise<Buffer> {
  const order: TextDocumentOrder = { frame: frameWords(frame), blocks, properties };
  return runDocumentProgram({ file: PROGRAM }, order);
}

/**
 * Reads the fields and properties of a text document (DOCX) in a process of its own. The caller has checked the file as an archive before. Throws
 * `documents/unreadable` for a file that is not such a document or is beyond `READ_LIMITS`, and otherwise what `runDocumentProgram` throws.
 */
export async function readTextDocument(path: string): Promise<ReadTextDocument> {
  return JSON.parse(await readOffice({ as: 'text', path, maxCells: 0 })) as ReadTextDocument;
}
