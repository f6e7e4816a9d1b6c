import type { Bytes } from '../../../crypto/bytes.ts';
import { announce, button, element } from '../dom.ts';
import type { ReporterPage } from '../page-context.ts';
import { eraseUpload, findUpload, RequestFailed, sendChunk } from '../requests.ts';

const PAUSES_MS = [1_000, 2_000, 4_000, 8_000, 16_000];
const AGAIN_MS = 30_000;

/** The encrypted container of all files, on its way: its upload ticket, and its chunks by their place. */
export type Upload = { readonly ticket: string; readonly chunks: number; readonly chunkAt: (place: number) => Promise<Bytes> };

/** `none`: the server has no container for the ticket. `full`: it has no room for the next chunk. */
type End = 'whole' | 'none' | 'offline' | 'full' | 'refused';

/** The files of the report that the worker encrypted last; null where it has none. */
export async function findUploadOf({ worker }: Pick<ReporterPage, 'worker'>): Promise<Upload | null> {
  const upload = await worker.call('upload', null).catch(() => null);
  return upload && { ...upload, chunkAt: (place) => worker.call('chunk', { place }) };
}

/**
 * Sends the files after the text was received: chunk by chunk, from the first one that the server lacks. A broken connection is tried again, then by a tap. Where the
 * files are kept on this phone (`isKept`) it is tried for as long as the page is open; else the browser warns before the page is left. `onEnd`: nothing is left to
 * send. `stop` ends it.
 */
export function uploadNodes(
  { words }: Pick<ReporterPage, 'words'>,
  { ticket, chunks, chunkAt }: Upload,
  { isKept, onEnd }: { isKept: boolean; onEnd: () => void },
): { nodes: [HTMLElement, ...HTMLElement[]]; stop: () => void } {
  const status = element('p', { role: 'status' });
  const bar = element('progress', { max: String(chunks), value: '0', 'aria-label': words.plain('upload.title') });
  const sent = element('p', { class: 'm' });
  const resume = button(words('upload.resume'), () => void run(), true);
  const erase = button(words('upload.erase'), () => void eraseFiles());
  const nodes: [HTMLElement, ...HTMLElement[]] = [element('h2', {}, words('upload.title')), status, bar, sent, resume, erase];
  let isRunning = false;
  let isOver = false;

  // "Leave this site" empties the page first, so that nothing is asked then.
  const warn = (event: BeforeUnloadEvent) => {
    if (!bar.isConnected) return;
    event.preventDefault();
    // Browsers of some years ago ask only with this.
    event.returnValue = true;
  };
  const again = () => {
    if (bar.isConnected && !resume.hidden) void run();
  };
  if (isKept) addEventListener('online', again);
  else addEventListener('beforeunload', warn);
  const stop = () => {
    isOver = true;
    removeEventListener('online', again);
    removeEventListener('beforeunload', warn);
  };
  const showStored = (stored: number) => {
    bar.value = stored;
    sent.replaceChildren(words('upload.sent', { count: Math.floor((100 * stored) / chunks) }));
  };

  async function run(): Promise<void> {
    if (isRunning || isOver) return;
    isRunning = true;
    resume.hidden = true;
    announce(status, words(isKept ? 'upload.now-kept' : 'upload.now'));
    let end = await sendRest();
    for (const pause of PAUSES_MS) {
      if (isOver || end !== 'offline') break;
      await new Promise((over) => setTimeout(over, pause));
      end = await sendRest();
    }
    isRunning = false;
    if (!isOver) show(end);
  }

  /** Sends what is left. */
  async function sendRest(): Promise<End> {
    try {
      const { found } = await findUpload(ticket);
      if (found === null) return 'none';
      showStored(found.stored);
      for (let place = found.stored; place < chunks; place += 1) {
        if (isOver) return 'offline';
        await sendChunk(ticket, place, await chunkAt(place));
        showStored(place + 1);
      }
      return 'whole';
    } catch (error) {
      if (!(error instanceof RequestFailed)) return 'refused';
      if (error.code === 'reports/no-room') return 'full';
      if (error.code === 'reports/unknown-ticket') return 'none';
      // The site names its reason. Without one, something before the site refused, such as the sign-in page of a network.
      return error.code === '' ? 'offline' : error.why;
    }
  }

  function show(end: End): void {
    const text = end === 'none' && isKept ? 'upload.gone' : `upload.${end}`;
    announce(status, words(text), end === 'whole' ? 'ok' : 'bad');
    erase.hidden = end === 'none';
    // Files that are kept on this phone stay, whatever the site refused.
    const isTriedAgain = end === 'offline' || end === 'full' || (isKept && end === 'refused');
    resume.hidden = !isTriedAgain;
    if (isTriedAgain) {
      if (isKept) setTimeout(again, AGAIN_MS);
      return;
    }
    stop();
    onEnd();
  }

  async function eraseFiles(): Promise<void> {
    const wasOver = isOver;
    isOver = true;
    try {
      await eraseUpload(ticket);
    } catch (error) {
      isOver = wasOver;
      if (!(error instanceof RequestFailed)) throw error;
      resume.hidden = isOver;
      return announce(status, words('upload.offline'), 'bad');
    }
    stop();
    for (const node of [bar, sent, erase, resume]) node.remove();
    announce(status, words('upload.erased'), 'ok');
    onEnd();
  }

  void run();
  return { nodes, stop };
}
