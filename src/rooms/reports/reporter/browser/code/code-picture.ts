import { button, element } from '../dom.ts';
import type { ReporterPage } from '../page-context.ts';

const SVG = 'http://www.w3.org/2000/svg';

/** A button that shows the code as a picture, for a phone that reads it later. The worker draws it; nothing is stored. */
export function codePicture({ words, worker }: ReporterPage): HTMLElement {
  const place = element('div', {});
  const show = button(words('code.qr-show'), async () => {
    const rows = await worker.call('drawCode', null).catch(() => null);
    if (rows === null) return;
    place.replaceChildren(pictureOf(rows, words.plain('code.qr-picture')), element('p', { class: 'note' }, words('code.qr-note')));
  });
  place.append(show);
  return place;
}

function pictureOf(rows: readonly string[], label: string): SVGSVGElement {
  const side = String(rows.length);
  const svg = document.createElementNS(SVG, 'svg') as SVGSVGElement;
  for (const [name, value] of [
    ['viewBox', `0 0 ${side} ${side}`],
    ['role', 'img'],
    ['aria-label', label],
    ['class', 'qr'],
  ] as const)
    svg.setAttribute(name, value);
  const path = document.createElementNS(SVG, 'path');
  const squares = rows.flatMap((row, y) => [...row].flatMap((black, x) => (black === '1' ? [`M${x} ${y}h1v1h-1z`] : [])));
  path.setAttribute('d', squares.join(''));
  svg.append(path);
  return svg;
}
