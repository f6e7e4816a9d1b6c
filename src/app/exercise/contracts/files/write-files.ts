import { strToU8, zipSync } from 'fflate';
import type { Marked } from './what-files-say.ts';

// Files as small as can be that any program opens: the contracts of the exercise have a page or two, and are made at each first start.

const [LEFT, TOP, LEADING, MOST_LINES, MOST_SIGNS] = [60, 780, 15, 46, 86];
/** Signs of Windows-1252 beyond Latin-1 that the texts have. */
const SIGNS: Readonly<Record<string, number>> = { '’': 0x92, œ: 0x9c };

/** Writes paragraphs as a PDF in Helvetica; what is struck or deleted has a line through it. `isPicture`: its one page is a grey picture without text. */
export function writePdf(paragraphs: readonly Marked[], { isPicture = false, isLocked = false } = {}): Buffer {
  const lines = paragraphs.flatMap(({ text, as }) => [...broken(text).map((line) => ({ line, isStruck: as !== undefined })), null]);
  const pages = Array.from({ length: Math.ceil(lines.length / MOST_LINES) }, (_, at) =>
    lines
      .slice(at * MOST_LINES, (at + 1) * MOST_LINES)
      .map((one, row) => (one === null ? '' : drawn(one.line, TOP - row * LEADING, one.isStruck)))
      .join('\n'),
  );
  const shown = isPicture ? ['q 480 0 0 700 60 70 cm /I1 Do Q'] : pages;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Count ${shown.length} /Kids [${shown.map((_, at) => `${5 + at * 2} 0 R`).join(' ')}] >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
    '<< /Type /XObject /Subtype /Image /ColorSpace /DeviceGray /Width 1 /Height 1 /BitsPerComponent 8 /Length 1 >>\nstream\n~\nendstream',
    ...shown.flatMap((content, at) => [
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents ${6 + at * 2} 0 R /Resources << /Font << /F1 3 0 R >> /XObject << /I1 4 0 R >> >> >>`,
      `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    ]),
  ];
  let file = '%PDF-1.4\n';
  const offsets = objects.map((body, at) => {
    const offset = file.length;
    file += `${at + 1} 0 obj\n${body}\nendobj\n`;
    return offset;
  });
  const start = file.length;
  const rows = offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('');
  // The keys of a password that nobody knows.
  const lock = isLocked
    ? `/Encrypt << /Filter /Standard /V 1 /R 2 /O <${'5a'.repeat(32)}> /U <${'5a'.repeat(32)}> /P -4 >> /ID [<00><00>] `
    : '';
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}trailer\n<< /Size ${objects.length + 1} ${lock}/Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.from(file, 'latin1');
}

function broken(text: string): string[] {
  const lines = [''];
  for (const word of text.split(' ')) {
    const line = lines.at(-1)!;
    if (line.length + word.length >= MOST_SIGNS) lines.push(word);
    else lines[lines.length - 1] = line === '' ? word : `${line} ${word}`;
  }
  return lines;
}

function drawn(line: string, y: number, isStruck: boolean): string {
  const bytes = line.replace(/[()\\]/g, '\\$&').replace(/[’œ]/g, (sign) => String.fromCharCode(SIGNS[sign]!));
  return `BT /F1 10 Tf ${LEFT} ${y} Td (${bytes}) Tj ET${isStruck ? ` q 0.6 w ${LEFT} ${y + 3} m ${LEFT + 480} ${y + 3} l S Q` : ''}`;
}

const TYPES = 'http://schemas.openxmlformats.org/package/2006/content-types';
const RELATED = 'http://schemas.openxmlformats.org/package/2006/relationships';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const WORD = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const PARTS = {
  '[Content_Types].xml': `<Types xmlns="${TYPES}"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
  '_rels/.rels': `<Relationships xmlns="${RELATED}"><Relationship Id="r1" Type="${OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>`,
};
/** When a lawyer of the firm changed the text. The same in every exercise, so that the same contract is the same file. */
const CHANGED = 'w:author="Legal" w:date="2024-01-10T09:00:00Z"';

/** Writes paragraphs as a DOCX, with tracked changes, struck and hidden text as they are marked. */
export function writeDocx(paragraphs: readonly Marked[]): Buffer {
  const body = paragraphs.map((one, at) => `<w:p>${runOf(one, at)}</w:p>`).join('');
  const parts = { ...PARTS, 'word/document.xml': `<w:document xmlns:w="${WORD}"><w:body>${body}</w:body></w:document>` };
  const files = Object.fromEntries(Object.entries(parts).map(([name, xml]) => [name, strToU8(HEAD + xml)]));
  return Buffer.from(zipSync(files, { mtime: '2024-01-10' }));
}

function runOf({ text, as }: Marked, id: number): string {
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  const run = (name: string, format = '') => `<w:r>${format}<w:${name} xml:space="preserve">${escaped}</w:${name}></w:r>`;
  if (as === 'inserted') return `<w:ins w:id="${id}" ${CHANGED}>${run('t')}</w:ins>`;
  if (as === 'deleted') return `<w:del w:id="${id}" ${CHANGED}>${run('delText')}</w:del>`;
  return run('t', as === undefined ? '' : `<w:rPr><w:${as === 'hidden' ? 'vanish' : 'strike'}/></w:rPr>`);
}
