import type { Page } from 'playwright-core';

/**
 * Whether the focus is visible to a person who uses the keyboard: a ring around the focused element or its label, with nothing on top of the part that the window
 * shows. Firefox does not scroll to a long table whose beginning is in the window.
 */
export async function focusShown(page: Page): Promise<{ name: string; ring: boolean; uncovered: boolean; body: boolean }> {
  return page.evaluate(() => {
    const element = document.activeElement!;
    const outlined = (one: Element) => {
      const { outlineStyle, outlineWidth } = getComputedStyle(one);
      return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2;
    };
    const label = element.closest('label');
    const box = element.getBoundingClientRect();
    const middle = (from: number, to: number, end: number) => (Math.max(from, 0) + Math.min(to, end)) / 2;
    const hit = document.elementFromPoint(middle(box.left, box.right, innerWidth), middle(box.top, box.bottom, innerHeight));
    return {
      name: `${element.tagName} ${element.getAttribute('aria-label') ?? element.textContent?.trim().slice(0, 40) ?? ''} ${element.id}`,
      ring: outlined(element) || getComputedStyle(element).boxShadow !== 'none' || (label !== null && outlined(label)),
      uncovered: hit !== null && (element.contains(hit) || hit.contains(element)),
      body: element === document.body,
    };
  });
}
