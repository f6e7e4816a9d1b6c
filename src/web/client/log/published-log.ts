import { refuse } from '../api.ts';
import { Problem } from '../problem.ts';

/** A file of the published log below `/log/`, which is public and no part of the desk's API; null where there is none. Throws Problem. */
export async function readPublishedFile(path: string): Promise<Uint8Array<ArrayBuffer> | null> {
  const answer = await fetch(`/log/${path}`).catch(() => {
    throw new Problem(0, { code: 'desk/unreachable' });
  });
  if (answer.status === 404) return null;
  if (!answer.ok) throw refuse(answer.status, await answer.json().catch(() => null));
  return new Uint8Array(await answer.arrayBuffer());
}
