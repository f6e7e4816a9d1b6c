import type { Page } from 'playwright-core';

/**
 * Places where the Tab key would jump back. The reachable elements are visited in Tab order, and no element may be before the previous one in reading
 * order: above it in the same column or left of it in the same row. The matrix is one stop, because the arrows move inside it.
 */
export async function focusOrderFaults(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const REACHED = 'a[href], button:not([disabled]), input:not([disabled]):not([type=hidden]), select, textarea, summary, [tabindex]';
    const faults: string[] = [];
    const name = (element: Element) =>
      `${element.tagName.toLowerCase()} “${(element.getAttribute('aria-label') ?? element.textContent ?? '').trim().slice(0, 40)}”`;
    const stops = [...document.querySelectorAll<HTMLElement>(REACHED)].filter((element) => {
      const { width, height } = element.getBoundingClientRect();
      // An element in closed details has a box but cannot be reached.
      const hidden = getComputedStyle(element).visibility === 'hidden' || element.closest('[inert], [aria-hidden=true], .skip') !== null;
      return element.tabIndex >= 0 && element.checkVisibility() && width > 1 && height > 1 && !hidden;
    });
    for (const element of stops)
      if (element.tabIndex > 0) faults.push(`${name(element)} takes a place of its own in the order of the keys`);
    for (const [at, element] of stops.entries()) {
      const next = stops[at + 1];
      // A fixed or sticky element has no position on the page. Regions follow each other in markup order.
      if (!next || fixed(element) || fixed(next) || region(element) !== region(next)) continue;
      const [a, b] = [element.getBoundingClientRect(), next.getBoundingClientRect()];
      if (element.contains(next)) continue;
      const above = b.bottom <= a.top + 1 && b.left < a.right && a.left < b.right;
      const before = b.right <= a.left + 1 && middle(b) >= a.top && middle(b) <= a.bottom && middle(a) >= b.top && middle(a) <= b.bottom;
      if (above || before) faults.push(`after ${name(element)} the key goes back to ${name(next)}`);
    }
    return faults;

    function middle(box: DOMRect): number {
      return (box.top + box.bottom) / 2;
    }
    // A scrollable list is a region too, because its hidden elements have positions far below.
    function region(element: Element): Element | null {
      const landmark = element.closest('main, nav, header, aside, footer, dialog, [role=dialog]');
      for (let one = element.parentElement; one && one !== landmark; one = one.parentElement)
        if (one.scrollHeight > one.clientHeight && ['auto', 'scroll'].includes(getComputedStyle(one).overflowY)) return one;
      return landmark;
    }
    function fixed(element: Element): boolean {
      for (let one: Element | null = element; one; one = one.parentElement)
        if (['fixed', 'sticky'].includes(getComputedStyle(one).position)) return true;
      return false;
    }
  });
}
