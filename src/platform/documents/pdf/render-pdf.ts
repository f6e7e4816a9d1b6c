import { fileURLToPath } from 'node:url';
import { DOCUMENT_TIMEOUT_MS, runDocumentProgram } from '../document-process.ts';
import { type DocumentFrame, type FrameWords, frameWords } from '../page-frame.ts';

/** A PDF to make: the frame of every page, and the data of the template. */
export type PdfDocument = DocumentFrame & {
  /** The Typst file, next to the code that fills it. It imports `frame.typ` and `marks.typ` and reads `data.json`. */
  readonly template: URL;
  /** Any JSON value, with texts already in the reader's language. It reaches the template as data, never as source. */
  readonly data: unknown;
  /** Whether the template uses the font for Arabic letters. Without it they are printed as their codes. */
  readonly withArabic?: boolean;
};

/** The input of the process that makes the PDF. `createdAt` in seconds since 1970. */
export type RenderOrder = {
  readonly template: string;
  readonly frame: FrameWords;
  readonly data: unknown;
  readonly createdAt: number;
  readonly withArabic: boolean;
};

const PROGRAM = new URL('./typst-process.ts', import.meta.url);

/** Makes a tagged PDF (PDF/UA-1) in a process of its own. Throws what `runDocumentProgram` throws. */
export function renderPdf({ template, data, withArabic = false, ...frame }: PdfDocument, timeoutMs = DOCUMENT_TIMEOUT_MS): Promise<Buffer> {
  const createdAt = Math.floor(frame.printedAt.getTime() / 1000);
  const order: RenderOrder = { template: fileURLToPath(template), frame: frameWords(frame), data, createdAt, withArabic };
  return runDocumentProgram({ file: PROGRAM, timeoutMs }, order);
}
