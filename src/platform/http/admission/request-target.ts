import type { IncomingMessage } from 'node:http';

const ABSOLUTE = /^https?:\/\/([^/?#]*)([^#]*)/i;
const TARGET = /^([^?#]*)(\?[^#]*)?/;
const ESCAPE = /%[0-9a-f]{2}/gi;
const BROKEN_ESCAPE = /%(?![0-9a-f]{2})/i;

/**
 * Brings a request in absolute-form (`GET http://host/path`, RFC 9112 section 3.2.2) into origin-form: the path alone in `url`, and the host that the target
 * names in place of the Host header, as that section demands. What has more than one spelling gets the plain one: an escaped letter is that letter
 * (RFC 3986 section 6.2.2.2), and a fragment, which is no part of a target, is left out. Every rule that looks at the path then sees the one that is routed.
 */
export function useOriginForm(request: IncomingMessage): void {
  const found = ABSOLUTE.exec(request.url ?? '');
  if (found) {
    const [, host, rest = ''] = found;
    request.headers.host = host ?? '';
    request.url = rest.startsWith('/') ? rest : `/${rest}`;
  }
  const [, path = '', query = ''] = TARGET.exec(request.url ?? '')!;
  request.url = `${plainPath(path)}${query}`;
}

// A path with half an escape is refused by the router. Spelling out the rest of it could make a whole one of that half.
function plainPath(path: string): string {
  if (!path.includes('%') || BROKEN_ESCAPE.test(path)) return path;
  return path.replace(ESCAPE, (octet) => {
    const character = String.fromCharCode(Number.parseInt(octet.slice(1), 16));
    return /[\w.~-]/.test(character) ? character : octet;
  });
}
