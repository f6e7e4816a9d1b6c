import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { getDocumentProxy } from 'unpdf';
import type { ContractText, Mark, Paragraph, Run } from './contract-text.ts';
import { MOST_PICTURES, type Ocr, type PicturePage, readPictures, writePicture } from './ocr.ts';
import { type Box, readDrawing } from './pdf-drawing.ts';
import { type Line, paragraphsOf } from './pdf-lines.ts';

/** The most pages of a PDF that are read. */
export const MOST_PAGES = 2_000;

type Pdf = Awaited<ReturnType<typeof getDocumentProxy>>;
type Page = Awaited<ReturnType<Pdf['getPage']>>;

// A page with fewer letters than this and a picture is a scanned page; a page number alone is no text.
const FEWEST_LETTERS = 25;
const SCAN_HEIGHT = 10;

/**
 * Reads the text of a PDF with its pages: lines joined into paragraphs, running heads apart, text under a strike-out annotation or a line drawn through it as struck,
 * text that nobody sees as hidden, answers of form fields, comments apart. With `ocr`, pages of pictures are read too. Throws `EncryptedFile` where it needs a password, `TooManyPages`, or another error where it is damaged.
 */
export async function readPdf(bytes: Uint8Array, ocr: Ocr | null = null): Promise<ContractText> {
  const pdf = await open(bytes);
  if (pdf.numPages > MOST_PAGES) throw new TooManyPages();
  const pages: Line[][] = [];
  const extra: Paragraph[] = [];
  const scannedPages: number[] = [];
  const pictures = new Map<number, string>();
  for (let number = 1; number <= pdf.numPages; number++) {
    const page = await pdf.getPage(number);
    const { struck, fields, comments } = await readAnnotations(page);
    const { lines: drawn, unseen, hasPicture } = await readDrawing(page);
    const lines = await readLines(page, { struck, drawn, unseen });
    if (lettersOf(lines) < FEWEST_LETTERS && hasPicture) {
      scannedPages.push(number);
      if (ocr !== null && pictures.size < MOST_PICTURES) {
        const path = join(ocr.folder, `${crypto.randomUUID()}.pnm`);
        // A picture that cannot be written leaves its page unread.
        if (await writePicture(page as unknown as PicturePage, path).catch(() => false)) pictures.set(number, path);
      }
    }
    pages.push(lines);
    for (const text of fields) extra.push({ page: number, place: 'field', level: null, runs: [{ text }] });
    for (const text of comments) extra.push({ page: number, place: 'comment', level: null, runs: [{ text }] });
    page.cleanup();
  }
  const { info } = (await pdf.getMetadata().catch(() => ({ info: {} }))) as { info: { Title?: unknown } };
  const title = typeof info.Title === 'string' && info.Title.trim() !== '' ? info.Title.trim() : null;
  await pdf.loadingTask.destroy();
  const read = ocr === null ? [] : await readScans(pages, pictures, ocr);
  const unread = scannedPages.filter((number) => !read.includes(number));
  return { title, pages: pages.length, paragraphs: [...paragraphsOf(pages), ...extra], scannedPages: unread, ocrPages: read, embedded: 0 };
}

/** Opens a PDF without reading it, and answers how many pages it has. Throws as `readPdf` does. */
export async function openPdf(bytes: Uint8Array): Promise<number> {
  const pdf = await open(bytes);
  try {
    if (pdf.numPages > MOST_PAGES) throw new TooManyPages();
    await pdf.getPage(1);
    return pdf.numPages;
  } finally {
    await pdf.loadingTask.destroy();
  }
}

const lettersOf = (lines: readonly Line[]) => lines.reduce((sum, { text }) => sum + (text.match(/\p{L}/gu)?.length ?? 0), 0);

/** Puts the text of pictures in the place of their pages. Answers with the pages that were read. */
async function readScans(pages: Line[][], pictures: ReadonlyMap<number, string>, ocr: Ocr): Promise<number[]> {
  if (pictures.size === 0) return [];
  const texts = await readPictures(ocr, [...pictures.values()]);
  await Promise.all([...pictures.values()].map((path) => rm(path, { force: true })));
  return [...pictures.keys()].filter((number, at) => {
    // Lines without their places: an empty one ends a paragraph.
    const lines = (texts[at] ?? '')
      .split('\n')
      .map((text, row) => ({ text, runs: [{ text }], x: 0, y: -row * SCAN_HEIGHT * 1.5, height: SCAN_HEIGHT }));
    const filled = lines.filter(({ text }) => text.trim() !== '');
    if (lettersOf(filled) < FEWEST_LETTERS) return false;
    pages[number - 1] = filled;
    return true;
  });
}

/** The file needs a password. */
export class EncryptedFile extends Error {}
/** The file has more than `MOST_PAGES` pages. */
export class TooManyPages extends Error {}

async function open(bytes: Uint8Array): Promise<Pdf> {
  try {
    // No fonts, no code of the file, no network: only its text is wanted.
    return await getDocumentProxy(bytes, { disableFontFace: true, useSystemFonts: false, verbosity: 0 });
  } catch (error) {
    if ((error as Error).name === 'PasswordException') throw new EncryptedFile();
    throw error;
  }
}

type Marked = { readonly struck: readonly Box[]; readonly drawn: readonly Box[]; readonly unseen: readonly Box[] };

async function readLines(page: Page, marked: Marked): Promise<Line[]> {
  const { items } = await page.getTextContent();
  const lines: Line[] = [];
  let runs: Run[] = [];
  let first: { x: number; y: number; height: number } | null = null;
  const finish = () => {
    const text = runs.map((run) => run.text).join('');
    if (first !== null && text.trim() !== '') lines.push({ text, runs, ...first });
    runs = [];
    first = null;
  };
  for (const item of items) {
    if (!('str' in item)) continue;
    const [x, y] = [Number(item.transform[4]), Number(item.transform[5])];
    // A new line where the text moves down, although the file has no line end.
    if (first !== null && item.str.trim() !== '' && Math.abs(y - (first as { y: number }).y) > Math.max(item.height, 4) * 0.8) finish();
    if (item.str.trim() !== '') first ??= { x, y, height: item.height || 10 };
    if (item.str !== '') runs.push(...runsOf(item.str, { x, y, width: item.width, height: item.height }, marked));
    if (item.hasEOL) finish();
  }
  finish();
  return lines;
}

type Placed = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

/** A stretch of a line as runs: what is struck or not seen of it is apart, word by word. */
function runsOf(text: string, place: Placed, { struck, drawn, unseen }: Marked): Run[] {
  const { x, y, width, height } = place;
  const has = (box: Box) => box.left < x + width && box.right > x;
  const boxes = [
    ...struck.filter((box) => has(box) && isOn(box, y + height / 3)).map((box) => ({ box, mark: 'struck' as const })),
    // A line through the middle of letters; one under them or between rows is none.
    ...drawn
      .filter((box) => has(box) && isOn({ ...box, bottom: box.bottom - height * 0.62, top: box.top - height * 0.12 }, y))
      .map((box) => ({ box, mark: 'struck' as const })),
    ...unseen.filter((box) => has(box) && isOn(box, y + height / 3)).map((box) => ({ box, mark: 'hidden' as const })),
  ];
  if (boxes.length === 0) return [{ text }];
  const whole = weightOf(text);
  const runs: { text: string; mark?: Mark }[] = [];
  let before = 0;
  for (const part of text.split(/(?<=\s)(?=\S)/)) {
    const weight = weightOf(part.trimEnd());
    const middle = x + (width * (before + weight / 2)) / whole;
    before += weightOf(part);
    const mark = boxes.find(({ box }) => middle >= box.left && middle <= box.right)?.mark;
    const last = runs.at(-1);
    if (last !== undefined && last.mark === mark) last.text += part;
    else runs.push(mark === undefined ? { text: part } : { text: part, mark });
  }
  return runs;
}

const isOn = ({ bottom, top }: Pick<Box, 'bottom' | 'top'>, y: number) => y >= bottom && y <= top;

// The widths of letters in most typefaces, near enough to find which word a line goes through.
const weightOf = (text: string) =>
  Array.from(text).reduce(
    (sum, letter) =>
      sum + (/[iljtfrI.,;:'’|!() ]/.test(letter) ? 0.3 : /[mwMW—]/.test(letter) ? 0.85 : /\p{Lu}/u.test(letter) ? 0.67 : 0.53),
    0,
  );

async function readAnnotations(page: Page): Promise<{ struck: Box[]; fields: string[]; comments: string[] }> {
  const struck: Box[] = [];
  const fields: string[] = [];
  const comments: string[] = [];
  for (const annotation of (await page.getAnnotations()) as Record<string, unknown>[]) {
    const { subtype, quadPoints, fieldValue, checkBox, contentsObj } = annotation;
    if (subtype === 'StrikeOut') struck.push(...boxesOf(quadPoints));
    if (subtype === 'Widget' && typeof fieldValue === 'string' && fieldValue.trim() !== '' && checkBox !== true) fields.push(fieldValue);
    const written = (contentsObj as { str?: string } | undefined)?.str;
    if (subtype !== 'Widget' && typeof written === 'string' && written.trim() !== '') comments.push(written);
  }
  return { struck, fields, comments };
}

/** Boxes of quadrilaterals, eight numbers each. */
function boxesOf(quads: unknown): Box[] {
  const numbers = Array.from((quads as ArrayLike<number> | null) ?? []).flat() as number[];
  const boxes: Box[] = [];
  for (let at = 0; at + 8 <= numbers.length; at += 8) {
    const [xs, ys] = [0, 1].map((axis) => numbers.slice(at, at + 8).filter((_, index) => index % 2 === axis)) as [number[], number[]];
    boxes.push({ left: Math.min(...xs), right: Math.max(...xs), bottom: Math.min(...ys), top: Math.max(...ys) });
  }
  return boxes;
}
