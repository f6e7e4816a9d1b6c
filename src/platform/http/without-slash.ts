/** The known address that was meant where the requested one has extra slashes at its end; else null. */
export function withoutSlash(url: string, known: readonly { method: string; url: string }[]): string | null {
  const [, path = '', query = ''] = /^([^?]*)(.*)$/s.exec(url) ?? [];
  let end = path.length;
  // Counted from the end: a regular expression would scan from each of ten thousand slashes to the letter behind them.
  while (path[end - 1] === '/') end -= 1;
  if (end === path.length) return null;
  const meant = path.slice(0, end);
  const parts = meant.split('/');
  const fits = (pattern: string[]) =>
    pattern.length === parts.length && pattern.every((part, at) => part === parts[at] || (part.startsWith(':') && parts[at] !== ''));
  return known.some((one) => one.method === 'GET' && fits(one.url.split('/'))) ? `${meant}${query}` : null;
}
