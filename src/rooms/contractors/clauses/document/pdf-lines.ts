import { labelOf } from '../language/labels.ts';
import type { Paragraph, Run } from './contract-text.ts';

/** One line of a page: its text, where it begins (x, y from the lower left corner, in points) and the height of its letters. */
export type Line = {
  readonly text: string;
  readonly runs: readonly Run[];
  readonly x: number;
  readonly y: number;
  readonly height: number;
};

// Lines of a page, from its top and from its end, that may be a running head or foot.
const MARGIN_LINES = 3;
const PAGE_NUMBER = /^[\s\-–—|]*(page|p\.|folio)?\s*\d{1,4}\s*((of|de|sur|\/)\s*\d{1,4})?[\s\-–—|]*$/i;

/**
 * Joins the lines of all pages into paragraphs. Running heads and feet are apart, so that a paragraph that goes on over a page is one; it has the page on which it
 * begins. A word that is divided at the end of a line is joined.
 */
export function paragraphsOf(pages: readonly (readonly Line[])[]): Paragraph[] {
  const running = runningLines(pages);
  const paragraphs: Paragraph[] = [];
  let open: { page: number; runs: Run[]; last: Line } | null = null;
  const finish = () => {
    if (open !== null) paragraphs.push({ page: open.page, place: 'body', level: null, runs: open.runs });
    open = null;
  };
  const shown = new Set<string>();
  pages.forEach((lines, index) => {
    let firstOfPage = true;
    for (const line of lines) {
      const key = keyOf(line.text);
      if (running.has(key) || (isMargin(lines, line) && PAGE_NUMBER.test(line.text))) {
        if (!shown.has(key)) paragraphs.push({ page: index + 1, place: 'margin', level: null, runs: line.runs });
        shown.add(key);
        continue;
      }
      const current = open as { page: number; runs: Run[]; last: Line } | null;
      if (current !== null && isContinued(current.last, line, firstOfPage)) {
        join(current.runs, line.runs);
        current.last = line;
      } else {
        finish();
        open = { page: index + 1, runs: [...line.runs], last: line };
      }
      firstOfPage = false;
    }
  });
  finish();
  return paragraphs;
}

const keyOf = (text: string) => text.replace(/\d+/g, '#').replace(/\s+/g, ' ').trim().toLowerCase();
const isMargin = (lines: readonly Line[], line: Line) => {
  const at = lines.indexOf(line);
  return at < MARGIN_LINES || at >= lines.length - MARGIN_LINES;
};

/** Lines at the edge of at least half of the pages, and of two, that differ in numbers only. */
function runningLines(pages: readonly (readonly Line[])[]): ReadonlySet<string> {
  const seen = new Map<string, number>();
  for (const lines of pages)
    for (const key of new Set(lines.filter((line) => isMargin(lines, line)).map(({ text }) => keyOf(text))))
      seen.set(key, (seen.get(key) ?? 0) + 1);
  const least = Math.max(2, pages.length / 2);
  return new Set([...seen].filter(([, times]) => times >= least).map(([key]) => key));
}

/** Whether a line goes on with the paragraph of the line before it. */
function isContinued(before: Line, line: Line, firstOfPage: boolean): boolean {
  const ended = /[.;:!?—–][\s"”»’)]*$/.test(before.text);
  if (labelOf(line.text) !== null && (ended || /\b(and|or|et|ou),?\s*$/i.test(before.text))) return false;
  // Over a page, or to the next column, only what was left open goes on.
  if (firstOfPage || line.y > before.y) return !ended;
  const height = Math.max(before.height, line.height);
  if (Math.abs(before.height - line.height) > height * 0.2 && ended) return false;
  return before.y - line.y <= height * (ended ? 1.6 : 2.2);
}

/** Appends the runs of a line; a hyphen at the end of a line before a small letter is taken away. */
function join(runs: Run[], more: readonly Run[]): void {
  const last = runs.at(-1)!;
  const next = more[0]?.text ?? '';
  const isDivided = /\p{Ll}[-\u00AD\u2010]\s*$/u.test(last.text) && /^\s*\p{Ll}/u.test(next);
  runs[runs.length - 1] = { ...last, text: isDivided ? last.text.replace(/[-\u00AD\u2010]\s*$/u, '') : `${last.text} ` };
  runs.push(...(isDivided ? more.map((run, at) => (at === 0 ? { ...run, text: run.text.trimStart() } : run)) : more));
}
