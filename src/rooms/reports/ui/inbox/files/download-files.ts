import { get } from '#web/client/api.ts';
import { decode } from '../../../crypto/bytes.ts';
import { CHUNKS_AT_ONCE } from '../../../intake/files/ticket-header.ts';

/**
 * Downloads the encrypted files of a report, as far as they have arrived: up to sixteen chunks with each request. `progress` gets the chunks that are here. Throws
 * Problem.
 */
export async function downloadFiles(
  reportId: string,
  { stored, signal, progress }: { stored: number; signal: AbortSignal; progress: (chunks: number) => void },
): Promise<Uint8Array> {
  const parts: BlobPart[] = [];
  for (let from = 0; from < stored; from += CHUNKS_AT_ONCE) {
    const { encrypted } = await get('/reports/:reportId/files', { reportId, from }, signal);
    parts.push(decode(encrypted));
    progress(Math.min(stored, from + CHUNKS_AT_ONCE));
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}
