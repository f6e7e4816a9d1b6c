import type { Page } from 'playwright-core';

/**
 * Places that name Appendix 1 or 3, or one of their obligations, without saying that the text is a reconstruction: with † after the number, or in words
 * in the same card, row or drawer.
 */
export async function unmarked(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const faults = new Set<string>();
    const named = /(?:\bA[13]\.\d+[a-z]?|\b(?:Appendi(?:x|ce)|App\.)\s[13])(?![\d.]|\s?†)/g;
    const inWords = (element: Element) =>
      [element.closest('article, tr, .drawer'), element.matches('h1') ? document.querySelector('main') : null].some((place) =>
        /† \S/.test(place?.textContent ?? ''),
      ) || /reconstr|reconstit/.test(element.textContent);
    const inspect = (text: string, element: Element) => {
      for (const [found] of text.matchAll(named)) if (!inWords(element)) faults.add(`${found} without † in “${text.slice(0, 60)}”`);
    };
    for (const element of document.querySelectorAll('main *, .drawer *')) {
      const label = element.getAttribute('aria-label');
      if (label !== null) inspect(label, element);
      // The smallest element that contains the whole text, because a number and its mark may be in two elements.
      const own = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.nodeValue?.trim());
      if (own) inspect((element.matches('sup') ? element.parentElement! : element).textContent.trim(), element);
    }
    return [...faults];
  });
}
