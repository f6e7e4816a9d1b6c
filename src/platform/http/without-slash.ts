/** The address that was meant, where the one asked for is a known one with a slash too many at its end; else null. */
export function withoutSlash(url: string, known: readonly { method: string; url: string }[]): string | null {
  const [, path = '', query = ''] = /^([^?]*)(.*)$/s.exec(url) ?? [];
  const meant = path.replace(/\/+$/, '');
  if (meant === path) return null;
  const parts = meant.split('/');
  const fits = (pattern: string[]) =>
    pattern.length === parts.length && pattern.every((part, at) => part === parts[at] || (part.startsWith(':') && parts[at] !== ''));
  return known.some((one) => one.method === 'GET' && fits(one.url.split('/'))) ? `${meant}${query}` : null;
}
