import { refuse } from '../api.ts';
import { currentLocale } from '../language.ts';
import { Problem } from '../problem.ts';

/** Fetches a file that is made on request, and saves it under `name`, or under the server's name for it. Throws Problem. */
export async function saveFile(
  address: string,
  { name, ...init }: RequestInit & { headers?: Record<string, string>; name?: string } = {},
): Promise<void> {
  const headers = { 'accept-language': currentLocale(), ...init.headers };
  const answer = await fetch(address, { ...init, headers }).catch(() => {
    throw new Problem(0, { code: 'desk/unreachable' });
  });
  if (!answer.ok) throw refuse(answer.status, await answer.json().catch(() => null));
  const link = document.createElement('a');
  link.download = name ?? /filename="([^"]+)"/.exec(answer.headers.get('content-disposition') ?? '')?.[1] ?? '';
  link.href = URL.createObjectURL(await answer.blob());
  link.click();
  URL.revokeObjectURL(link.href);
}
