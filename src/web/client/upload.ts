import { newId } from '#kernel/ids.ts';
import { API, fillPath, queryString, type Reader, refuse } from './api.ts';
import { currentLocale } from './language.ts';
import { Problem } from './problem.ts';
import type { Uploads } from './routes.gen.ts';

/**
 * Sends a file as it is: `upload('/parties/:partyId/documents', { partyId }, file)`. Its name, and what the path does not name, stand in the query string.
 * `onProgress` hears the share sent, 0 to 1. Throws Problem. XMLHttpRequest, because fetch does not tell how much has been sent.
 */
export function upload<Path extends keyof Uploads>(
  path: Path,
  input: Uploads[Path]['input'],
  file: File,
  options?: Sending,
): Promise<Uploads[Path]['answer']>;
export function upload<Answer>(path: string, file: File, answer: Reader<Answer>, options?: Sending): Promise<Answer>;
export function upload(path: string, ...args: unknown[]): Promise<unknown> {
  if (args[0] instanceof File) return sendFile(path, {}, args[0], args[2] as Sending);
  return sendFile(path, args[0] as object, args[1] as File, args[2] as Sending);
}

type Sending = { key?: string; onProgress?: (share: number) => void };

function sendFile(path: string, input: object, file: File, { key = newId(), onProgress }: Sending = {}): Promise<unknown> {
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
      if (request.status === 200) resolve(body);
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
