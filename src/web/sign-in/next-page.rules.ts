/** The page to open after sign-in: only a page of this desk, never another site, another part of this one, or a sign-in page. */
export function nextPage(next: string | undefined): string {
  if (next === undefined || !/^\/desk(\/|$)/.test(next) || /[\\\s]/.test(next)) return '/desk/';
  const address = new URL(next, 'http://desk.invalid');
  if (address.origin !== 'http://desk.invalid' || !/^\/desk(\/|$)/.test(address.pathname)) return '/desk/';
  if (/^\/desk\/(sign-in|set-up|invitation|api)(\/|$)/.test(address.pathname)) return '/desk/';
  return `${address.pathname}${address.search}${address.hash}`;
}
