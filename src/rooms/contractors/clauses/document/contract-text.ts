/** How a run of text is marked. `deleted` and `inserted` are tracked changes that nobody accepted; `struck` is formatting; `hidden` text does not print. */
export type Mark = 'inserted' | 'deleted' | 'struck' | 'hidden';

/** Text of one mark; without one it is in force. */
export type Run = { readonly text: string; readonly mark?: Mark };

/** Where a paragraph is: `margin` is a header or footer, `note` a footnote or endnote, `field` the answer in a form field of a PDF. A comment is no part of a contract. */
export type Place = 'body' | 'margin' | 'note' | 'field' | 'comment';

/** One paragraph. `page` is null where the file does not say it. `level` is the depth of automatic numbering from 0, null without. */
export type Paragraph = {
  readonly page: number | null;
  readonly place: Place;
  readonly level: number | null;
  readonly runs: readonly Run[];
};

/** The text of a contract, in reading order, and what of it could not be read. */
export type ContractText = {
  readonly title: string | null;
  /** Number of pages; null where the file does not say it. */
  readonly pages: number | null;
  readonly paragraphs: readonly Paragraph[];
  /** Pages that hold pictures and no text. */
  readonly scannedPages: readonly number[];
  /** Pages whose pictures a program of this machine read: letters may be wrong. */
  readonly ocrPages?: readonly number[];
  /** Pictures or embedded files in a document without pages that may hold text. */
  readonly embedded: number;
};

/**
 * Which text counts as in force: `original` before tracked changes, `accepted` after them, `unstruck` before anything was struck, `all` with hidden text and
 * the changes, `comments` alone.
 */
export type View = 'original' | 'accepted' | 'unstruck' | 'all' | 'comments';

const SHOWN: Readonly<Record<View, readonly (Mark | undefined)[]>> = {
  original: [undefined, 'deleted'],
  accepted: [undefined, 'inserted'],
  unstruck: [undefined, 'deleted', 'struck'],
  all: [undefined, 'inserted', 'hidden'],
  comments: [undefined, 'inserted', 'deleted', 'struck', 'hidden'],
};

/** The paragraphs of a contract as one view shows them, without empty ones. Struck text is in none but `unstruck` and that of comments. */
export function shownIn(text: ContractText, view: View): { page: number | null; level: number | null; text: string }[] {
  return text.paragraphs.flatMap(({ page, place, level, runs }) => {
    if ((place === 'comment') !== (view === 'comments')) return [];
    const shown = runs
      .filter(({ mark }) => SHOWN[view].includes(mark))
      .map((run) => run.text)
      .join('');
    return shown.trim() === '' ? [] : [{ page, level, text: shown }];
  });
}

/** Which marks a text has. */
export function marksOf(text: ContractText): ReadonlySet<Mark> {
  return new Set(text.paragraphs.flatMap(({ runs }) => runs.flatMap(({ mark }) => (mark === undefined ? [] : [mark]))));
}
