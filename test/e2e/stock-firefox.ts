import type { Locator, Page } from 'playwright-core';

// What differs where a story runs in Firefox as it is shipped, driven over WebDriver BiDi instead of a browser made for testing.

/**
 * Lets `fill` type, key by key. The test library sets a field's value by script here, without the events of a person's keys; React takes that for its own
 * doing and hears nothing. Days are set as before: by keys each language writes them in an order of its own.
 */
export function typeByKeys(page: Page): void {
  const locator = Object.getPrototypeOf(page.locator('html')) as Locator & { setValue?: Locator['fill'] };
  if (locator.setValue) return;
  locator.setValue = locator.fill;
  locator.fill = async function (this: typeof locator, text: string) {
    if ((await this.getAttribute('type')) === 'date') return this.setValue!(text);
    await this.focus();
    await this.press('ControlOrMeta+a');
    await this.press('Delete');
    await this.pressSequentially(text);
  };
}

/** Whether this is the browser's own doing: it asks for a picture for its tab under what is no page of ours, and says that our headers forbid it. */
export function isTabPicture(fault: string): boolean {
  return /^(policy broken: img-src \S+\/favicon\.ico resource:|error in the page: .*\/favicon\.ico )/.test(fault);
}
