import {
  AlignmentType,
  Document,
  Footer,
  Header,
  HeadingLevel,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import { answerOrder } from '../answer-order.ts';
import { officeText } from '../office-text.ts';
import type { Block, TextCell, TextDocumentOrder } from './text-document.ts';
import { FieldParagraph } from './text-field.ts';

// A separate process that writes one text document and ends.

const LANGUAGE = { en: 'en-GB', fr: 'fr-FR' } as Record<string, string>;
const HEADINGS = { 1: HeadingLevel.HEADING_1, 2: HeadingLevel.HEADING_2, 3: HeadingLevel.HEADING_3 };
const INK = '101C2B';
const MUTED = '4B5C70';

await answerOrder(write);

function write({ frame, blocks, properties }: TextDocumentOrder): Promise<Buffer> {
  const heading = (size: number, before: number) => ({
    run: { size, bold: true, color: INK, font: 'Calibri' },
    paragraph: { spacing: { before, after: 120 }, keepNext: true },
  });
  const edgeLine = (text: string, children: TextRun[] = []) =>
    new Paragraph({
      alignment: AlignmentType.CENTER,
      children: [new TextRun({ text: officeText(text), bold: true, size: 16, color: MUTED }), ...children],
    });
  const smallRun = (text: string) => new TextRun({ text, size: 16, color: MUTED });
  const [before = '', between = '', after = ''] = frame.page.split(/\{pages?\}/);
  const edgeText = [frame.label, frame.exercise].filter(Boolean).join(' · ');
  const number = new TextRun({
    size: 16,
    color: MUTED,
    children: [` · ${before}`, PageNumber.CURRENT, between, PageNumber.TOTAL_PAGES, after],
  });
  const document = new Document({
    title: officeText(frame.title),
    creator: 'Manumit',
    customProperties: Object.entries(properties).map(([name, value]) => ({ name, value: officeText(value) })),
    styles: {
      default: {
        document: {
          run: { font: 'Calibri', size: 21, color: INK, language: { value: LANGUAGE[frame.locale] ?? frame.locale } },
          paragraph: { spacing: { after: 100 } },
        },
        title: { run: { size: 36, bold: true, color: INK, font: 'Calibri' }, paragraph: { spacing: { after: 120 } } },
        heading1: heading(32, 360),
        heading2: heading(26, 300),
        heading3: heading(22, 200),
      },
    },
    sections: [
      {
        properties: { page: { size: { width: 11906, height: 16838 }, margin: { top: 1134, bottom: 1134, left: 964, right: 964 } } },
        headers: { default: new Header({ children: [edgeLine(edgeText)] }) },
        footers: {
          default: new Footer({
            children: [
              edgeLine(edgeText, [smallRun(` · ${officeText(frame.readers)}`)]),
              edgeLine('', [smallRun(officeText(frame.printed)), number]),
            ],
          }),
        },
        children: [
          new Paragraph({ heading: HeadingLevel.TITLE, children: runs(frame.title) }),
          ...(frame.exerciseNote === null ? [] : [new Paragraph({ children: runs(frame.exerciseNote, { bold: true }) })]),
          ...blocks.flatMap(childrenOf),
        ],
      },
    ],
  });
  return Packer.toBuffer(document);
}

function runs(text: string, style: { bold?: boolean; size?: number; color?: string } = {}): TextRun[] {
  return officeText(text)
    .split('\n')
    .map((line, at) => new TextRun({ ...style, text: line, ...(at > 0 && { break: 1 }) }));
}

function childrenOf(block: Block): (Paragraph | Table)[] {
  if ('heading' in block) return [new Paragraph({ heading: HEADINGS[block.level], children: runs(block.heading) })];
  if ('text' in block) return [new Paragraph({ children: runs(block.text, block.small ? { size: 18, color: MUTED } : {}) })];
  if ('list' in block) return block.list.map((item) => new Paragraph({ bullet: { level: 0 }, children: runs(item) }));
  if ('pageBreak' in block) return [new Paragraph({ pageBreakBefore: true })];
  const { headers, widths, rows } = block.table;
  const row = (cells: readonly TextCell[], isHead: boolean) =>
    new TableRow({
      tableHeader: isHead,
      cantSplit: true,
      children: cells.map(
        (cell, at) =>
          new TableCell({
            width: { size: widths[at]!, type: WidthType.PERCENTAGE },
            margins: { top: 50, bottom: 50, left: 90, right: 90 },
            ...(isHead && { shading: { fill: 'EEF1F5' } }),
            children: [paragraphOf(cell, isHead)],
          }),
      ),
    });
  const table = new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    rows: [...(headers === null ? [] : [row(headers, true)]), ...rows.map((cells) => row(cells, false))],
  });
  // Office programs join two tables that have no paragraph between them.
  return [table, new Paragraph({ spacing: { after: 60 } })];
}

function paragraphOf(cell: TextCell, bold: boolean): Paragraph {
  if (typeof cell === 'string') return new Paragraph({ spacing: { after: 0 }, children: runs(cell, { bold }) });
  return 'strong' in cell
    ? new Paragraph({ spacing: { after: 0 }, children: runs(cell.strong, { bold: true }) })
    : new FieldParagraph(cell.field);
}
