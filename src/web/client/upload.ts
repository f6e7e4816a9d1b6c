import { newId } from '#kernel/ids.ts';
import { type Reader, refuse } from './api.ts';
import { currentLocale } from './language.ts';
import { Problem } from './problem.ts';

/**
 * Sends a file to `/desk/api` + path as it is; its name stands in the query string. `onProgress` hears the share sent, 0 to 1.
 * Throws Problem. XMLHttpRequest, because fetch does not tell how much has been sent.
 */
export function upload<Answer>(
  path: string,
  file: File,
  answer: Reader<Answer>,
  { key = newId(), onProgress, search = {} }: { key?: string; onProgress?: (share: number) => void; search?: Record<string, string> } = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', `/desk/api${path}?${new URLSearchParams({ name: file.name, ...search })}`);
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.setRequestHeader('idempotency-key', key);
    request.setRequestHeader('accept-language', currentLocale());
    request.upload.onprogress = (event) => event.lengthComputable && onProgress?.(event.loaded / event.total);
    request.onerror = () => reject(new Problem(0, { code: 'desk/unreachable' }));
    request.onload = () => {
      const body = read(request.responseText);
      if (request.status === 200) resolve(answer.parse(body));
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
