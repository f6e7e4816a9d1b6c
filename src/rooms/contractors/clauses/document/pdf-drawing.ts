import { getResolvedPDFJS } from 'unpdf';

/** A rectangle of a page, in points from its lower left corner. */
export type Box = { readonly left: number; readonly right: number; readonly bottom: number; readonly top: number };

/** What a page draws besides its text: thin lines, text that nobody sees, and whether there is a picture. */
export type Drawing = { readonly lines: readonly Box[]; readonly unseen: readonly Box[]; readonly hasPicture: boolean };

type Matrix = readonly [number, number, number, number, number, number];
type Pen = { matrix: Matrix; fill: string; stroke: string; isClear: boolean; mode: number; size: number; rise: number };
type Spacing = { char: number; word: number; scale: number; leading: number };
type Glyph = { width: number; isSpace: boolean } | number;
type Shown = { box: Box; at: number; ink: string | null; size: number };
type Area = { box: Box; at: number; isPicture: boolean; isWhite: boolean };

const UNIT: Matrix = [1, 0, 0, 1, 0, 0];
// A line is at most so thick, in points, and at least so long.
const [THICK, SHORT] = [2.5, 4];
// Letters that are not higher than this are not read by a person.
const TINY = 1.5;
// Areas of one page that are compared with its text. A drawing with more is no contract.
const MOST_AREAS = 3_000;
const WHITE = /^#f[a-f]f[a-f]f[a-f]$/i;
const BLACK = '#000000';
const INVISIBLE = 3;

/**
 * Follows what a page draws (PDF 32000-1, 8 and 9). Text is unseen where it is not painted (render mode 3) and no picture is there that it belongs to, as under a scan; where it is white and nothing dark lies under
 * it; where something is painted over it; and where it is too small to be read.
 */
export async function readDrawing(page: {
  getOperatorList(of: { annotationMode: number }): Promise<{ fnArray: readonly number[]; argsArray: readonly unknown[] }>;
}): Promise<Drawing> {
  const { OPS } = await getResolvedPDFJS();
  const { fnArray, argsArray } = await page.getOperatorList({ annotationMode: 0 });
  const name = namesOf(OPS as unknown as Record<string, number>);
  let pen: Pen = { matrix: UNIT, fill: BLACK, stroke: BLACK, isClear: false, mode: 0, size: 10, rise: 0 };
  const saved: Pen[] = [];
  const spacing: Spacing = { char: 0, word: 0, scale: 1, leading: 0 };
  let [text, line]: [Matrix, Matrix] = [UNIT, UNIT];
  const lines: Box[] = [];
  const areas: Area[] = [];
  const shown: Shown[] = [];
  const move = (x: number, y: number) => {
    line = multiply(line, [1, 0, 0, 1, x, y]);
    text = line;
  };
  const paint = (box: Box, at: number, colour: string, isPicture = false) => {
    if (!pen.isClear && areas.length < MOST_AREAS) areas.push({ box, at, isPicture, isWhite: WHITE.test(colour) });
  };
  fnArray.forEach((operator, at) => {
    const args = (argsArray[at] ?? []) as never[];
    const n = args as unknown as number[];
    switch (name.get(operator)) {
      case 'save':
        saved.push(pen);
        break;
      case 'restore':
        pen = saved.pop() ?? pen;
        break;
      case 'paintFormXObjectBegin':
        saved.push(pen);
        if (Array.isArray(args[0])) pen = { ...pen, matrix: multiply(pen.matrix, args[0] as Matrix) };
        break;
      case 'paintFormXObjectEnd':
        pen = saved.pop() ?? pen;
        break;
      case 'transform':
        pen = { ...pen, matrix: multiply(pen.matrix, n as unknown as Matrix) };
        break;
      case 'setGState':
        for (const [key, value] of args[0] as unknown as [string, unknown][]) {
          if (key === 'ca' || key === 'BM')
            pen = { ...pen, isClear: key === 'ca' ? value !== 1 : value !== 'source-over' && value !== 'Normal' };
          if (key === 'Font') pen = { ...pen, size: Number((value as unknown[])[1]) };
        }
        break;
      case 'setFillRGBColor':
        pen = { ...pen, fill: String(args[0]) };
        break;
      case 'setFillColorN':
        pen = { ...pen, fill: 'pattern' };
        break;
      case 'setStrokeRGBColor':
        pen = { ...pen, stroke: String(args[0]) };
        break;
      case 'setTextRenderingMode':
        pen = { ...pen, mode: n[0]! };
        break;
      case 'setTextRise':
        pen = { ...pen, rise: n[0]! };
        break;
      case 'setFont':
        pen = { ...pen, size: Math.abs(n[1]!) };
        break;
      case 'setCharSpacing':
        spacing.char = n[0]!;
        break;
      case 'setWordSpacing':
        spacing.word = n[0]!;
        break;
      case 'setHScale':
        spacing.scale = n[0]! / 100;
        break;
      case 'setLeading':
        spacing.leading = -n[0]!;
        break;
      case 'beginText':
        line = UNIT;
        text = UNIT;
        break;
      case 'setTextMatrix':
        line = (Array.isArray(args[0]) || ArrayBuffer.isView(args[0]) ? args[0] : n) as unknown as Matrix;
        text = line;
        break;
      case 'setLeadingMoveText':
        spacing.leading = n[1]!;
        move(n[0]!, n[1]!);
        break;
      case 'moveText':
        move(n[0]!, n[1]!);
        break;
      case 'nextLine':
        move(0, spacing.leading);
        break;
      case 'showText': {
        const width = widthOf(args[0] as unknown as Glyph[], pen.size, spacing);
        const whole = multiply(pen.matrix, text);
        const size = pen.size * Math.hypot(whole[2], whole[3]);
        shown.push({ box: boxOf(whole, 0, pen.rise - pen.size * 0.2, width, pen.rise + pen.size * 0.8), at, ink: inkOf(pen), size });
        text = multiply(text, [1, 0, 0, 1, width, 0]);
        break;
      }
      case 'constructPath': {
        const paints = name.get(n[0]!) ?? '';
        if (!/fill|stroke/i.test(paints)) break;
        for (const part of partsOf(args[1])) {
          const box = boxOf(pen.matrix, part.left, part.bottom, part.right, part.top);
          if (box.top - box.bottom <= THICK && box.right - box.left >= SHORT) lines.push(box);
          else if (/fill/i.test(paints)) paint(box, at, pen.fill);
        }
        break;
      }
      case 'paintImageXObject':
      case 'paintInlineImageXObject':
      case 'paintImageMaskXObject':
      case 'paintImageXObjectRepeat':
        paint(boxOf(pen.matrix, 0, 0, 1, 1), at, BLACK, true);
        break;
    }
  });
  return {
    lines,
    unseen: shown.filter((one) => isUnseen(one, areas)).map(({ box }) => box),
    hasPicture: areas.some(({ isPicture }) => isPicture),
  };
}

const namesOf = (operators: Readonly<Record<string, number>>) => new Map(Object.entries(operators).map(([name, number]) => [number, name]));

function isUnseen({ box, at, ink, size }: Shown, areas: readonly Area[]): boolean {
  if (size <= TINY) return true;
  const here = areas.filter((area) => isWithin(box, area.box));
  // The text of a scan, under or over its picture.
  if (here.some(({ isPicture }) => isPicture)) return false;
  if (ink === null || here.some((area) => area.at > at)) return true;
  const ground = here.findLast((area) => area.at < at);
  return WHITE.test(ink) && (ground === undefined || ground.isWhite);
}

/** The colour in which text is seen; null where it is not painted. */
function inkOf({ mode, fill, stroke }: Pen): string | null {
  if (mode % 4 === INVISIBLE) return null;
  if (mode % 4 === 1) return stroke;
  return mode % 4 === 2 && WHITE.test(fill) ? stroke : fill;
}

function widthOf(glyphs: readonly Glyph[], size: number, { char, word, scale }: Spacing): number {
  let width = 0;
  for (const glyph of glyphs)
    width += typeof glyph === 'number' ? (-glyph / 1000) * size : (glyph.width / 1000) * size + char + (glyph.isSpace ? word : 0);
  return width * scale;
}

/** The boxes of the lines and rectangles of a path. pdf.js writes 0 and 1 with a point for a move and a line, 2 with three points and 3 with two for curves, 4 for an end. */
function partsOf(paths: unknown): Box[] {
  const numbers = ((paths as unknown[] | null)?.[0] ?? []) as ArrayLike<number>;
  const points = [1, 1, 3, 2, 0];
  const boxes: { left: number; right: number; bottom: number; top: number }[] = [];
  for (let at = 0; at < numbers.length; ) {
    const kind = numbers[at++]!;
    if (kind === 0) boxes.push({ left: Infinity, right: -Infinity, bottom: Infinity, top: -Infinity });
    const box = boxes.at(-1);
    for (let left = points[kind] ?? 0; left > 0; left--) {
      const [x, y] = [numbers[at++]!, numbers[at++]!];
      if (box === undefined) continue;
      box.left = Math.min(box.left, x);
      box.right = Math.max(box.right, x);
      box.bottom = Math.min(box.bottom, y);
      box.top = Math.max(box.top, y);
    }
  }
  return boxes;
}

/** Whether the middle of one box is within another. */
function isWithin(one: Box, other: Box): boolean {
  const [x, y] = [(one.left + one.right) / 2, (one.bottom + one.top) / 2];
  return x >= other.left && x <= other.right && y >= other.bottom && y <= other.top;
}

function multiply(a: Matrix, b: Matrix): Matrix {
  return [
    a[0] * b[0] + a[2] * b[1],
    a[1] * b[0] + a[3] * b[1],
    a[0] * b[2] + a[2] * b[3],
    a[1] * b[2] + a[3] * b[3],
    a[0] * b[4] + a[2] * b[5] + a[4],
    a[1] * b[4] + a[3] * b[5] + a[5],
  ];
}

function boxOf([a, b, c, d, e, f]: Matrix, left: number, bottom: number, right: number, top: number): Box {
  const corners = [
    [left, bottom],
    [right, bottom],
    [left, top],
    [right, top],
  ].map(([x, y]) => [a * x! + c * y! + e, b * x! + d * y! + f] as const);
  const [xs, ys] = [corners.map(([x]) => x), corners.map(([, y]) => y)];
  return { left: Math.min(...xs), right: Math.max(...xs), bottom: Math.min(...ys), top: Math.max(...ys) };
}
