import type { Page } from 'playwright-core';

/**
 * Faults that a person sees at once and no checker finds, at the current size of the window: a page that scrolls sideways, an element that overflows at
 * the right, a covered control or heading, a status that does not fit its place.
 */
export async function layoutFaults(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const faults: string[] = [];
    const root = document.documentElement;
    scrollTo(0, 0);
    if (root.scrollWidth > root.clientWidth) faults.push(`the page scrolls sideways: ${root.scrollWidth} of ${root.clientWidth} px`);

    const name = (element: Element) => {
      const text = (element.getAttribute('aria-label') ?? element.textContent ?? '').trim().replace(/\s+/g, ' ').slice(0, 40);
      return `<${element.tagName.toLowerCase()}${element.className ? ` class="${element.getAttribute('class')}"` : ''}> “${text}”`;
    };
    /** The part of the window in which an element can be seen: the window cut by every ancestor that scrolls or hides. */
    const clipOf = (element: Element) => {
      let [left, top, right, bottom] = [0, 0, root.clientWidth, innerHeight];
      for (let at = element.parentElement; at !== null && at !== root; at = at.parentElement) {
        const { overflowX, overflowY } = getComputedStyle(at);
        if (overflowX === 'visible' && overflowY === 'visible') continue;
        const box = at.getBoundingClientRect();
        [left, top] = [Math.max(left, box.left), Math.max(top, box.top)];
        [right, bottom] = [Math.min(right, box.right), Math.min(bottom, box.bottom)];
      }
      return { left, top, right, bottom };
    };
    const controls = document.querySelectorAll('a, button, input, select, textarea, summary, h1, h2, h3, label');
    for (const element of controls) {
      const box = element.getBoundingClientRect();
      const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
      const clip = clipOf(element);
      if (box.width < 2 || box.height < 2 || !element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
      if (x <= clip.left || x >= clip.right || y <= clip.top || y >= clip.bottom) continue;
      const hit = document.elementFromPoint(x, y);
      if (hit === null || hit.contains(element) || element.contains(hit)) continue;
      // A fixed first or last column covers the table that scrolls below it on purpose.
      const fixed = hit.closest('td, th');
      if (fixed !== null && getComputedStyle(fixed).position === 'sticky' && fixed.closest('table') === element.closest('table')) continue;
      // A text field is inside its label, and a mark inside its link. Ancestors and descendants do not cover each other.
      if (hit.closest('label')?.contains(element) || element.closest('label')?.contains(hit)) continue;
      faults.push(`covered: ${name(element)} by ${name(hit)}`);
    }
    const pen = document.createElement('canvas').getContext('2d')!;
    for (const input of document.querySelectorAll<HTMLInputElement>('input[placeholder]')) {
      const { font, paddingLeft, paddingRight } = getComputedStyle(input);
      pen.font = font;
      const room = input.clientWidth - Number.parseFloat(paddingLeft) - Number.parseFloat(paddingRight);
      if (input.clientWidth > 0 && pen.measureText(input.placeholder).width > room + 1)
        faults.push(`cut: the words “${input.placeholder}” in their field`);
    }
    for (const chip of document.querySelectorAll('.chip, .mark, .badge')) {
      if (chip.scrollWidth > chip.clientWidth + 1 && getComputedStyle(chip).overflowX !== 'visible') faults.push(`cut: ${name(chip)}`);
      const box = chip.getBoundingClientRect();
      const holder = chip.parentElement!.closest('td, th, dd, li, p, div')!.getBoundingClientRect();
      if (box.width > 0 && box.right > holder.right + 1)
        faults.push(`sticks out: ${name(chip)} by ${Math.round(box.right - holder.right)} px`);
    }
    return faults;
  });
}

/** Buttons that touch the text before or after them, such as *no try left***Give new tries**. A space between them is enough. */
export async function gluedButtons(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const SMALLEST_GAP_PX = 2;
    const texts: { node: Text; button: Element | null; first: DOMRect; last: DOMRect; words: string }[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const rectOf = (node: Text, at: number) => {
      const range = document.createRange();
      range.setStart(node, at);
      range.setEnd(node, at + 1);
      return range.getBoundingClientRect();
    };
    for (let node = walker.nextNode() as Text | null; node !== null; node = walker.nextNode() as Text | null) {
      const words = node.data.trim();
      const { parentElement } = node;
      if (words === '' || !parentElement?.checkVisibility({ visibilityProperty: true }) || parentElement.closest('.out-of-sight')) continue;
      const first = rectOf(node, node.data.indexOf(words));
      const last = rectOf(node, node.data.indexOf(words) + words.length - 1);
      if (first.width > 0) texts.push({ node, button: parentElement.closest('button, a.button'), first, last, words });
    }
    return texts.slice(1).flatMap((after, at) => {
      const before = texts[at]!;
      if (before.button === after.button || (before.button === null && after.button === null)) return [];
      const onOneLine =
        Math.abs((before.last.top + before.last.bottom - after.first.top - after.first.bottom) / 2) < after.first.height / 2;
      const gap = after.first.left - before.last.right;
      // A sentence may end behind a button, and a bracket open before it.
      const isJoined = /^[.,;:!?)»…]/.test(after.words) || /[(«]$/.test(before.words);
      if (!onOneLine || isJoined || gap < -SMALLEST_GAP_PX || gap >= SMALLEST_GAP_PX) return [];
      return [`glued: “${before.words.slice(-40)}” and “${after.words.slice(0, 40)}”`];
    });
  });
}

/** Tables that are partly cut off at the right. There must be none, on a desk or on a phone. */
export async function cutColumns(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLTableElement>('table')].flatMap((table) => {
      const box = table.getBoundingClientRect();
      if (box.width === 0) return [];
      let edge = document.documentElement.clientWidth;
      for (let at = table.parentElement; at !== null; at = at.parentElement)
        if (getComputedStyle(at).overflowX !== 'visible')
          edge = Math.min(edge, at.getBoundingClientRect().left + at.clientLeft + at.clientWidth);
      const last = table.rows[0]?.cells[table.rows[0].cells.length - 1]?.getBoundingClientRect().right ?? box.right;
      const right = Math.max(box.right, last);
      return right > edge + 1
        ? [`cut at the right by ${Math.round(right - edge)} px: ${table.caption?.textContent ?? table.ariaLabel ?? 'a table'}`]
        : [];
    }),
  );
}
