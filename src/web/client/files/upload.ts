import { newId } from '#kernel/ids.ts';
import { API, fillPath, queryString, refuse } from '../api.ts';
import { currentLocale } from '../language.ts';
import { Problem } from '../problem.ts';
import type { Uploads } from '../routes.gen.ts';

/**
 * Sends a file unchanged: `upload('/parties/:partyId/documents', { partyId }, file)`. Its name, and the fields that are not in the path, go into the query
 * string. `onProgress` receives the share sent, 0 to 1. Throws Problem. XMLHttpRequest, because fetch does not report how much has been sent.
 */
export function upload<Path extends keyof Uploads>(
  path: Path,
  input: Uploads[Path]['input'],
  file: File,
  { key = newId(), onProgress }: { key?: string; onProgress?: (share: number) => void } = {},
): Promise<Uploads[Path]['answer']> {
  const { address, rest } = fillPath(path, input);
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', `${API}${address}${queryString({ ...rest, name: file.name })}`);
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.setRequestHeader('idempotency-key', key);
    request.setRequestHeader('accept-language', currentLocale());
    request.upload.onprogress = (event) => event.lengthComputable && onProgress?.(event.loaded / event.total);
    request.onerror = () => reject(new Problem(0, { code: 'desk/unreachable' }));
    request.onload = () => {
      const body = read(request.responseText);
      if (request.status === 200) resolve(body as Uploads[Path]['answer']);
      else reject(refuse(request.status, body));
    };
    request.send(file);
  });
}

function read(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
