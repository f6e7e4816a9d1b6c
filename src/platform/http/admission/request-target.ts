import type { IncomingMessage } from 'node:http';

const ABSOLUTE = /^https?:\/\/([^/?#]*)([^#]*)/i;
const TARGET = /^([^?#]*)(\?[^#]*)?/;
const ESCAPE = /%[0-9a-f]{2}/gi;
const BROKEN_ESCAPE = /%(?![0-9a-f]{2})/i;

/**
 * Converts a request in absolute-form (`GET http://host/path`, RFC 9112 section 3.2.2) to origin-form: the path alone in `url`, and the host of the target in
 * place of the Host header, as that section requires. It also normalises spellings: an escaped letter becomes the letter (RFC 3986 section 6.2.2.2), and a
 * fragment, which is not part of a target, is removed. Every rule that checks the path then sees the path that is routed.
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

// The router refuses a path with an incomplete escape. Decoding the rest of the path could complete that escape.
function plainPath(path: string): string {
  if (!path.includes('%') || BROKEN_ESCAPE.test(path)) return path;
  return path.replace(ESCAPE, (octet) => {
    const character = String.fromCharCode(Number.parseInt(octet.slice(1), 16));
    return /[\w.~-]/.test(character) ? character : octet;
  });
}
