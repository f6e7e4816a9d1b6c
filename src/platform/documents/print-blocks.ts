import type { DocumentFrame } from './page-frame.ts';
import { renderPdf } from './pdf/render-pdf.ts';
import { type Block, writeTextDocument } from './text-document/text-document.ts';

/** A document of blocks in either format: as pages (PDF), or as a text to be edited further (DOCX). */
export type BlockDocument = DocumentFrame & { readonly blocks: readonly Block[] };

const TEMPLATE = new URL('./pdf/blocks.typ', import.meta.url);

/** Makes a document of blocks in a format. Throws what `runDocumentProgram` throws. */
export function makeBlocks(format: 'pdf' | 'docx', document: BlockDocument): Promise<Buffer> {
  if (format === 'docx') return writeTextDocument(document);
  const { blocks, ...frame } = document;
  return renderPdf({ template: TEMPLATE, data: { blocks }, ...frame });
}
