import type { Page } from 'playwright-core';

/**
 * Elements that are printed but do not belong on paper, table heads that would not be repeated on the next sheet, one table printed as two with the same head,
 * and marks that would lose their shape.
 */
export async function printFaults(page: Page): Promise<string[]> {
  await page.emulateMedia({ media: 'print' });
  const faults = await page.evaluate(() => {
    const isVisible = (element: Element) => element.checkVisibility({ visibilityProperty: true }) && element.getClientRects().length > 0;
    const name = (element: Element) => (element.getAttribute('aria-label') ?? element.textContent ?? '').trim().slice(0, 40);
    // A heading or mark that also unfolds is content, and so are the values in form fields. An element that can only be pressed is not.
    const controls = [...document.querySelectorAll('nav, button, search, [role="tablist"]')].filter(
      (element) => isVisible(element) && element.closest('table') === null,
    );
    const printed = [...document.querySelectorAll('thead')].filter(isVisible);
    const heads = printed.filter((head) => getComputedStyle(head).display !== 'table-header-group');
    const captions = printed.map((head) => head.closest('table')?.caption?.textContent ?? '');
    const twice = captions.filter((caption, place) => caption !== '' && caption === captions[place - 1]);
    // A browser leaves backgrounds out, and a filled mark is one: its shape says where a status comes from. The wordmark of a public page is none.
    const unfilled = [...document.querySelectorAll('.mark:not(.top .mark), .chip, .square')].filter(
      (mark) => isVisible(mark) && getComputedStyle(mark).printColorAdjust !== 'exact',
    );
    const focus = document.activeElement;
    const ring = focus !== null && focus !== document.body && isVisible(focus) && getComputedStyle(focus).outlineStyle !== 'none';
    return [
      ...controls.map((element) => `printed: <${element.tagName.toLowerCase()}> “${name(element)}”`),
      ...heads.map((head) => `head does not repeat: ${head.closest('table')?.caption?.textContent ?? 'a table'}`),
      ...twice.map((caption) => `head printed twice: ${caption}`),
      ...(unfilled.length > 0 ? [`${unfilled.length} filled marks are printed empty`] : []),
      ...(ring ? [`focus ring printed: “${name(focus)}”`] : []),
      ...(document.querySelector('h1') === null ? ['nothing says what this page is'] : []),
    ];
  });
  await page.emulateMedia({ media: 'screen' });
  return faults;
}
