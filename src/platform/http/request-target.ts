import type { IncomingMessage } from 'node:http';

const ABSOLUTE = /^https?:\/\/([^/?#]*)([^#]*)/i;

/**
 * Brings a request in absolute-form (`GET http://host/path`, RFC 9112 section 3.2.2) into origin-form: the path alone in `url`, and the host that the target
 * names in place of the Host header, as that section demands. Every rule that looks at the path then sees the one that is routed.
 */
export function useOriginForm(request: IncomingMessage): void {
  const found = ABSOLUTE.exec(request.url ?? '');
  if (!found) return;
  const [, host, rest = ''] = found;
  request.headers.host = host ?? '';
  request.url = rest.startsWith('/') ? rest : `/${rest}`;
}
