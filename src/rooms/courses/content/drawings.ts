import { type Html, html, unsafeHtml } from '#site/html.ts';
import type { Drawing } from './course.schema.ts';

/** The side of the square that contains every drawing. */
const SIDE = 80;

// Drawn for this project: plain shapes, 2.5-wide strokes in the text colour. `class="a"` marks a surface, so that a drawing is readable in light mode, in dark
// mode and on paper.
const PALM = 'M16 76V60c0-5 2-8 6-11l13-9c4-3 8 2 5 6l-7 9h24c4 0 4 6 0 6 5 0 5 6 0 6 4 0 4 6-1 6h-6c-2 3-5 3-8 3';
const SHAPES: Record<Drawing, string> = {
  passport: `<rect class="a" x="28" y="6" width="36" height="46" rx="4"/><circle cx="46" cy="24" r="8"/><path d="M38 24h16M46 16c-5 5-5 11 0 16 5-5 5-11 0-16M38 42h16"/><path class="a" d="${PALM}"/>`,
  money:
    '<circle class="a" cx="50" cy="22" r="14"/><circle cx="50" cy="22" r="8"/><path class="a" d="M8 58h12l10-8c3-2 5 0 4 3l-3 6h16c4 0 4 6 0 6H30c-4 4-8 5-12 5H8z"/><path d="M32 40 68 4" stroke-width="4"/>',
  contract:
    '<path class="a" d="M18 6h32l14 14v54H18z"/><path d="M50 6v14h14M26 24h14M26 34h30M26 44h30M26 64c4-8 8-8 8-2s5 2 9-2 6 0 13 1"/>',
  payslip:
    '<path class="a" d="M10 8h42v56l-7-5-7 5-7-5-7 5-7-5-7 5z"/><path d="M18 20h14M18 30h26M18 40h26M18 50h12"/><path class="a" d="M46 52v16c0 6 26 6 26 0V52"/><path d="M46 60c0 6 26 6 26 0"/><ellipse class="a" cx="59" cy="52" rx="13" ry="5"/>',
  clock:
    '<circle class="a" cx="34" cy="44" r="26"/><path d="M34 28v16l10 8M34 22v2M34 64v2M12 44h2M54 44h2"/><path class="a" d="M66 6a12 12 0 1 0 9 19A14 14 0 0 1 66 6z"/>',
  bed: '<path d="M6 30v42M74 52v20M6 64h68"/><path class="a" d="M6 52h68v12H6z"/><rect class="a" x="11" y="42" width="18" height="10" rx="4"/><path d="M62 36V22M54 36h16"/><path class="a" d="M55 22h14l-4-12h-6z"/>',
  door: '<path class="a" d="M16 72V8h44v64"/><path d="M6 72h68"/><path class="a" d="M16 8l26 10v60L16 72z"/><path d="M35 46v6M52 40h20M65 33l8 7-8 7"/>',
  phone:
    '<rect class="a" x="10" y="18" width="32" height="56" rx="6"/><path d="M22 66h8M10 28h32M10 60h32"/><path class="a" d="M40 6h28a6 6 0 0 1 6 6v16a6 6 0 0 1-6 6H58l-9 8v-8h-9a6 6 0 0 1-6-6V12a6 6 0 0 1 6-6z"/><path d="M44 16h20M44 24h12"/>',
  hand: '<path class="a" d="M24 74c-6-8-12-18-16-26-2-5 4-8 7-4l9 11V18c0-6 8-6 8 0v18V10c0-6 8-6 8 0v26V14c0-6 8-6 8 0v24V24c0-6 8-6 8 0v30c0 8-3 14-8 20z"/>',
  people:
    '<circle class="a" cx="26" cy="20" r="11"/><path class="a" d="M6 72V54c0-10 8-16 20-16s20 6 20 16v18z"/><circle class="a" cx="58" cy="26" r="9"/><path class="a" d="M46 72V56c0-3 0-5-1-7 3-3 8-5 13-5 9 0 16 5 16 13v15z"/>',
  child:
    '<circle class="a" cx="36" cy="20" r="12"/><path d="M25 16c5-2 9-5 11-8M32 21v1M41 21v1M33 27c2 1 5 1 7 0"/><path class="a" d="M28 36h16l6 22H22z"/><path d="M30 58v16M42 58v16M26 44l-9 10"/><rect class="a" x="50" y="44" width="20" height="22" rx="4"/><path d="M55 44v-3a5 5 0 0 1 10 0v3M50 54h20M45 40l6 8"/>',
  home: '<path class="a" d="M40 34 58 18l18 16v30H40z"/><path d="M34 39l24-21 20 18M54 64V48h9v16"/><rect class="a" x="4" y="46" width="20" height="18" rx="3"/><path d="M10 46v-5h8v5M4 26h22M19 19l8 7-8 7"/>',
};

/** A drawing for a page. It inherits the colours around it. The text next to it and its alternative text say what it shows. */
export function drawingOf(name: Drawing, alternative: string): Html {
  return html`<svg class="pic" viewBox="0 0 ${SIDE} ${SIDE}" width="${SIDE}" height="${SIDE}" role="img" aria-label="${alternative}">${unsafeHtml(SHAPES[name])}</svg>`;
}

/** The same as a standalone file for paper: black lines on white. */
export function drawingFile(name: Drawing): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${SIDE} ${SIDE}" fill="none" stroke="#101c2b" stroke-width="2.5" stroke-linecap="round" stroke-linejoin="round">${SHAPES[name].replaceAll('class="a"', 'fill="#e9f0f9"')}</svg>`;
}
