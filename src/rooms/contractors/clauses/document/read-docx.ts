import { type OfficeParts, withOfficeParts } from '#platform/documents/reading/office-parts.ts';
import { localName, type XmlListener } from '#platform/documents/reading/xml-reader.ts';
import type { ContractText, Mark, Paragraph, Place, Run } from './contract-text.ts';
import { type Attributes, formatOf, inherited, isOn, readStyles, type Style } from './docx-styles.ts';

type Open = { runs: Run[]; style: string | null; level: number | null | undefined; place: Place; page: number | null };

// A text box is stored twice: once as a drawing and once for old programs. The two others hold how something was formatted before a change.
const SKIPPED: ReadonlySet<string> = new Set(['mc:Fallback', 'w:rPrChange', 'w:pPrChange']);

/** A container of the kind of DOCX that holds no document of Word, such as ODT or XLSX. */
export class OtherKind extends Error {}

/** A document with macros, whatever its name says: they may change what a reader is shown. */
export class HasMacros extends Error {}

/**
 * Reads a DOCX file: what is in force, and apart from it what is proposed, deleted, struck, hidden, or only a comment. Text boxes are read once. Pages are those
 * that the word processor last laid out, or null where it stored none. Throws where the file has macros, is damaged,
 * encrypted or beyond `READ_LIMITS`.
 */
export async function readDocx(path: string): Promise<ContractText> {
  return withOfficeParts(path, async (parts) => {
    if (!parts.has('word/document.xml')) throw new OtherKind();
    if (parts.names().some((name) => /vbaProject\.bin$/i.test(name))) throw new HasMacros();
    const styles = await readStyles(parts);
    const body = await readPart(parts, 'word/document.xml', 'body', styles);
    const paragraphs = body.pages === null ? body.paragraphs.map(withoutPage) : [...body.paragraphs];
    let embedded = body.embedded;
    for (const name of parts.names()) {
      const place = placeOf(name);
      if (place === null) continue;
      const part = await readPart(parts, name, place, styles);
      paragraphs.push(...part.paragraphs.map(withoutPage));
      embedded += part.embedded;
    }
    return { title: await readTitle(parts), pages: body.pages, paragraphs, scannedPages: [], embedded };
  });
}

const withoutPage = (paragraph: Paragraph): Paragraph => ({ ...paragraph, page: null });

function placeOf(name: string): Place | null {
  if (/^word\/(header|footer)\d*\.xml$/.test(name)) return 'margin';
  if (/^word\/(footnotes|endnotes)\.xml$/.test(name)) return 'note';
  return name === 'word/comments.xml' ? 'comment' : null;
}

async function readPart(parts: OfficeParts, name: string, place: Place, styles: ReadonlyMap<string, Style>) {
  const reader = new PartReader(place, styles);
  await parts.read(name, reader.listener);
  return reader;
}

class PartReader {
  readonly paragraphs: Paragraph[] = [];
  embedded = 0;
  readonly #open: Open[] = [];
  readonly #styles: ReadonlyMap<string, Style>;
  readonly #place: Place;
  readonly #changes: ('inserted' | 'deleted')[] = [];
  #format: { hidden?: boolean | undefined; struck?: boolean | undefined } = {};
  #white = false;
  #shaded = false;
  #cells = 0;
  #skipped = 0;
  #inText = false;
  #inRun = false;
  #breaks = 0;
  #laidOut = 0;

  constructor(place: Place, styles: ReadonlyMap<string, Style>) {
    this.#place = place;
    this.#styles = styles;
  }

  /** Pages as last laid out, else as broken by hand; null where there is neither. */
  get pages(): number | null {
    const breaks = this.#laidOut || this.#breaks;
    return breaks === 0 ? null : breaks + 1;
  }

  readonly listener: XmlListener = {
    open: (name, attributes) => this.#begin(name, attributes),
    text: (text) => {
      if (this.#inText && this.#skipped === 0) this.#add(text);
    },
    close: (name) => this.#end(name),
  };

  #begin(name: string, attributes: Attributes): void {
    if (SKIPPED.has(name)) this.#skipped++;
    if (this.#skipped > 0) return;
    const paragraph = this.#open.at(-1);
    switch (name) {
      case 'w:p':
        this.#shaded = false;
        this.#open.push({ runs: [], style: null, level: undefined, place: this.#place, page: this.#page() });
        break;
      case 'w:pStyle':
        if (paragraph) paragraph.style = attributes['w:val'] ?? null;
        break;
      case 'w:ilvl':
        if (paragraph) paragraph.level = Number(attributes['w:val']);
        break;
      case 'w:numId':
        if (paragraph) paragraph.level = attributes['w:val'] === '0' ? null : (paragraph.level ?? 0);
        break;
      case 'w:ins':
      case 'w:moveTo':
        this.#changes.push('inserted');
        break;
      case 'w:del':
      case 'w:moveFrom':
        this.#changes.push('deleted');
        break;
      case 'w:r':
        this.#inRun = true;
        this.#format = this.#formatOfStyle(paragraph?.style ?? null);
        this.#white = false;
        break;
      case 'w:rStyle':
        if (this.#inRun) Object.assign(this.#format, this.#formatOfStyle(attributes['w:val'] ?? null));
        break;
      case 'w:color':
        if (this.#inRun) this.#white = /^f{6}$/i.test(attributes['w:val'] ?? '') || attributes['w:themeColor'] === 'background1';
        break;
      case 'w:shd':
        if (!/^(auto|f{6})?$/i.test(attributes['w:fill'] ?? '')) this.#shaded = true;
        break;
      case 'w:tc':
        this.#cells++;
        break;
      case 'w:t':
      case 'w:delText':
        this.#inText = true;
        break;
      case 'w:tab':
        // A tab stop has the name of a tab.
        if (this.#inRun) this.#add('\t');
        break;
      case 'w:cr':
        this.#add('\n');
        break;
      case 'w:noBreakHyphen':
        this.#add('-');
        break;
      case 'w:br':
        if (attributes['w:type'] === 'page') this.#breaks++;
        this.#add('\n');
        break;
      case 'w:lastRenderedPageBreak':
        this.#laidOut++;
        if (paragraph?.runs.every(({ text }) => text.trim() === '')) paragraph.page = this.#page();
        break;
      case 'w:checked':
        // A box to tick of an old form. One of today's kind shows a sign, which is text.
        this.#add(isOn(attributes) ? '☒ ' : '☐ ');
        break;
      case 'a:blip':
      case 'v:imagedata':
      case 'w:altChunk':
      case 'o:OLEObject':
        this.embedded++;
        break;
      default:
        if (this.#inRun) Object.assign(this.#format, formatOf(name, attributes));
    }
  }

  #end(name: string): void {
    if (SKIPPED.has(name)) this.#skipped--;
    if (this.#skipped > 0) return;
    if (name === 'w:t' || name === 'w:delText') this.#inText = false;
    if (name === 'w:r') this.#inRun = false;
    if (name === 'w:tc') this.#cells--;
    if (name === 'w:ins' || name === 'w:del' || name === 'w:moveFrom' || name === 'w:moveTo') this.#changes.pop();
    if (name !== 'w:p') return;
    const { runs, style, level, place, page } = this.#open.pop()!;
    const numbered = level === undefined ? (inherited(this.#styles, style, 'level') ?? null) : level;
    if (runs.length > 0) this.paragraphs.push({ page, place, level: numbered, runs });
  }

  #formatOfStyle(style: string | null): { hidden?: boolean; struck?: boolean } {
    const [hidden, struck] = [inherited(this.#styles, style, 'hidden'), inherited(this.#styles, style, 'struck')];
    return { ...(hidden !== undefined && { hidden }), ...(struck !== undefined && { struck }) };
  }

  #page(): number {
    return 1 + (this.#laidOut || this.#breaks);
  }

  #add(text: string): void {
    const runs = this.#open.at(-1)?.runs;
    if (runs === undefined) return;
    // White on a shaded cell is the head of a table, not hidden.
    const isHidden = this.#format.hidden === true || (this.#white && !this.#shaded && this.#cells === 0);
    const mark: Mark | null = isHidden ? 'hidden' : this.#format.struck === true ? 'struck' : (this.#changes.at(-1) ?? null);
    const last = runs.at(-1);
    if (last !== undefined && (last.mark ?? null) === mark) runs[runs.length - 1] = { ...last, text: last.text + text };
    else runs.push(mark === null ? { text } : { text, mark });
  }
}

async function readTitle(parts: OfficeParts): Promise<string | null> {
  if (!parts.has('docProps/core.xml')) return null;
  let title = '';
  let inTitle = false;
  await parts.read('docProps/core.xml', {
    open: (name) => {
      inTitle = localName(name) === 'title';
    },
    text: (text) => {
      if (inTitle) title += text;
    },
    close: () => {
      inTitle = false;
    },
  });
  return title.trim() === '' ? null : title.trim();
}
