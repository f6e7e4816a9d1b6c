/**
 * Passes one page after another to `handle`. Each page is complete before the next one is read, so that what failed can be repeated from the start without effect on
 * the pages before. Stops where `handle` answers a reason, and returns it, or where a page fails, and returns `failed`.
 */
export async function eachPage<Page extends { readonly next: string | null }, Reason extends string>(
  read: (after: string) => Promise<Page>,
  handle: (page: Page) => Promise<Reason | undefined>,
): Promise<Reason | 'failed' | undefined> {
  for (let after: string | null = ''; after !== null; ) {
    try {
      const page: Page = await read(after);
      const reason = await handle(page);
      if (reason !== undefined) return reason;
      after = page.next;
    } catch {
      return 'failed';
    }
  }
  return undefined;
}
