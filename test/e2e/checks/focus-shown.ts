import type { Page } from 'playwright-core';

/** Whether the focus is visible to a person who uses the keyboard: a ring around the focused element or its label, with nothing on top. */
export async function focusShown(page: Page): Promise<{ name: string; ring: boolean; uncovered: boolean; body: boolean }> {
  return page.evaluate(() => {
    const element = document.activeElement!;
    const outlined = (one: Element) => {
      const { outlineStyle, outlineWidth } = getComputedStyle(one);
      return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2;
    };
    const label = element.closest('label');
    const box = element.getBoundingClientRect();
    const hit = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
    return {
      name: `${element.tagName} ${element.getAttribute('aria-label') ?? element.textContent?.trim().slice(0, 40) ?? ''} ${element.id}`,
      ring: outlined(element) || getComputedStyle(element).boxShadow !== 'none' || (label !== null && outlined(label)),
      uncovered: hit !== null && (element.contains(hit) || hit.contains(element) || box.height > innerHeight),
      body: element === document.body,
    };
  });
}
