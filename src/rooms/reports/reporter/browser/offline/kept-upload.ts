import type { Bytes } from '../../../crypto/bytes.ts';
import { CHUNK_BYTES } from '../../../intake/files/ticket-header.ts';
import { announce, button, element } from '../dom.ts';
import { findUploadOf, type Upload, uploadNodes } from '../files/uploading.ts';
import type { ReporterPage } from '../page-context.ts';
import { dayIn } from '../words.ts';
import type { KeptFiles, KeptUpload } from './kept.rules.ts';
import { deleteKeptReport } from './store.ts';

/** The encrypted files of the report, out of the worker; null where it no longer has them. */
export async function filesOf(context: ReporterPage): Promise<KeptFiles | null> {
  const upload = await findUploadOf(context);
  if (upload === null) return null;
  const parts: Bytes[] = [];
  try {
    for (let place = 0; place < upload.chunks; place += 1) parts.push(await upload.chunkAt(place));
  } catch {
    return null;
  }
  return { ticket: upload.ticket, container: new Blob(parts) };
}

/**
 * Files that are kept on this phone until they have arrived. The reporter agreed to that, so they go by themselves while the page is open. `isResumed`: the page was
 * opened again, and says of which day the report is.
 */
export function keptUploadNode(
  context: ReporterPage,
  { report, receivedOn, files }: KeptUpload,
  { isResumed = false }: { isResumed?: boolean } = {},
): HTMLElement {
  const { words } = context;
  const status = element('p', { role: 'status' });
  const drop = button(words('upload.drop'), () => void remove('upload.dropped'));
  const { nodes, stop } = uploadNodes(context, uploadOf(files), {
    isKept: true,
    onEnd: () => void remove('upload.deleted'),
  });
  const [title, ...rest] = nodes;
  const day = isResumed ? element('p', {}, words('sent.day', { day: dayIn(receivedOn) })) : null;

  async function remove(done: string): Promise<void> {
    stop();
    try {
      await deleteKeptReport(report);
    } catch {
      return announce(status, words('upload.not-deleted'), 'bad');
    }
    drop.remove();
    if (done === 'upload.dropped') for (const node of rest) node.remove();
    announce(status, words(done), 'ok');
  }

  return element('section', {}, title, day, ...rest, drop, status);
}

const uploadOf = ({ ticket, container }: KeptFiles): Upload => ({
  ticket,
  chunks: Math.ceil(container.size / CHUNK_BYTES),
  chunkAt: async (place) => new Uint8Array(await container.slice(place * CHUNK_BYTES, (place + 1) * CHUNK_BYTES).arrayBuffer()),
});
