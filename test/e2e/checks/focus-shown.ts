import type { Page } from 'playwright-core';

/** Whether whoever works by keys sees where they are: a ring around what has the focus, or around the label it stands in, and nothing on top of it. */
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
