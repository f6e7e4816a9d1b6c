import type { Bytes } from '../../../crypto/bytes.ts';
import { announce, button, element } from '../dom.ts';
import type { ReporterPage } from '../page-context.ts';
import { eraseUpload, findUpload, RequestFailed, sendChunk } from '../requests.ts';

const PAUSES_MS = [1_000, 2_000, 4_000, 8_000, 16_000];

/** The encrypted container of all files, on its way: its upload ticket, and its chunks by their place. */
export type Upload = { readonly ticket: string; readonly chunks: number; readonly chunkAt: (place: number) => Promise<Bytes> };

/** The files of the report that the worker encrypted last; null where it has none. */
export async function findUploadOf({ worker }: Pick<ReporterPage, 'worker'>): Promise<Upload | null> {
  const upload = await worker.call('upload', null).catch(() => null);
  return upload && { ...upload, chunkAt: (place) => worker.call('chunk', { place }) };
}

/**
 * Sends the files after the text was received: chunk by chunk, from the first one that the server lacks. A broken connection is tried again, then by a tap. `onEnd`:
 * nothing is left to send.
 */
export function uploadNodes({ words }: Pick<ReporterPage, 'words'>, { ticket, chunks, chunkAt }: Upload, onEnd: () => void): Node[] {
  const status = element('p', { role: 'status' });
  const bar = element('progress', { max: String(chunks), value: '0', 'aria-label': words.plain('upload.title') });
  const resume = button(words('upload.resume'), () => void run(), true);
  const erase = button(words('upload.erase'), () => void eraseFiles());
  let isErased = false;

  async function run(): Promise<void> {
    resume.hidden = true;
    announce(status, words('upload.now'));
    for (const pause of [...PAUSES_MS, null]) {
      const end = await sendRest();
      if (isErased) return;
      if (end !== 'offline' || pause === null) return show(end);
      await new Promise((over) => setTimeout(over, pause));
    }
  }

  /** Sends what is left. `none`: the server has no container for the ticket. */
  async function sendRest(): Promise<'whole' | 'none' | 'offline' | 'refused'> {
    try {
      const { found } = await findUpload(ticket);
      if (found === null) return 'none';
      bar.value = found.stored;
      for (let place = found.stored; place < chunks && !isErased; place += 1) {
        await sendChunk(ticket, place, await chunkAt(place));
        bar.value = place + 1;
      }
      return 'whole';
    } catch (error) {
      return error instanceof RequestFailed ? error.why : 'refused';
    }
  }

  function show(end: 'whole' | 'none' | 'offline' | 'refused'): void {
    announce(status, words(`upload.${end}`), end === 'whole' ? 'ok' : 'bad');
    resume.hidden = end !== 'offline';
    erase.hidden = end === 'none';
    if (end !== 'offline') onEnd();
  }

  async function eraseFiles(): Promise<void> {
    isErased = true;
    try {
      await eraseUpload(ticket);
    } catch (error) {
      isErased = false;
      if (!(error instanceof RequestFailed)) throw error;
      resume.hidden = false;
      return announce(status, words('upload.offline'), 'bad');
    }
    bar.remove();
    erase.remove();
    resume.remove();
    announce(status, words('upload.erased'), 'ok');
    onEnd();
  }

  void run();
  return [element('h2', {}, words('upload.title')), status, bar, resume, erase];
}
