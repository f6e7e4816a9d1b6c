import type { SendReport } from '../../../intake/intake.schema.ts';
import { announce, button, element, heading } from '../dom.ts';
import type { ReporterPage } from '../page-context.ts';
import type { KeptReport } from './kept.rules.ts';
import { filesOf } from './kept-upload.ts';
import { keepReport } from './store.ts';
import { waitingNode } from './waiting.ts';

const FILE_NAME = 'locked.json';

/**
 * Where a report could not be sent: whether to keep it, encrypted, on this phone, or in a file. Nothing is preset, and nothing is kept unless it was chosen. `onKept`:
 * from then on the page shows what waits, and what was written is gone from it.
 */
export function keepNodes(
  context: ReporterPage,
  encrypted: SendReport,
  fingerprint: string,
  onKept: (nodes: readonly Node[]) => void,
): Node {
  const { words, slug } = context;
  // Without its files: a file holds no others, and a phone may have no room for them.
  const { container, ...report } = encrypted;
  const textOnly: KeptReport = { slug, fingerprint, report };
  const status = element('p', { role: 'status' });
  const keep = button(words('queue.keep'), async () => {
    keep.disabled = true;
    let kept: KeptReport = textOnly;
    const files = container && (await filesOf(context));
    try {
      if (files) {
        kept = { slug, fingerprint, report: encrypted, files };
        await keepReport(kept).catch(() => {
          kept = textOnly;
          return keepReport(kept);
        });
      } else await keepReport(kept);
    } catch {
      keep.disabled = false;
      return announce(status, words('queue.keeps-nothing'), 'bad');
    }
    const title = heading(words('queue.kept-title'));
    const note = element('p', { class: 'ok', role: 'status' }, words(report.danger ? 'queue.kept-danger' : 'queue.kept'));
    const lost = container !== undefined && kept.files === undefined ? element('p', { class: 'bad' }, words('queue.no-files')) : null;
    const nodes = [title, note, lost, element('p', {}, words('queue.leave')), waitingNode(context, kept, { isAlone: true })];
    onKept(nodes.filter((node) => node !== null));
    title.focus();
  });
  const file = button(words('queue.file'), () => {
    const address = URL.createObjectURL(new Blob([JSON.stringify(textOnly)], { type: 'application/json' }));
    element('a', { href: address, download: FILE_NAME }).click();
    // A browser reads it after this turn; the page may be left before any other one.
    setTimeout(() => URL.revokeObjectURL(address));
    announce(status, words('queue.saved'), 'ok');
  });
  return element(
    'section',
    {},
    element('h2', {}, words('queue.title')),
    element('p', {}, words('queue.hint')),
    element('p', { class: 'h' }, words('queue.may-vanish')),
    container === undefined ? null : element('p', { class: 'note' }, words('queue.files')),
    keep,
    file,
    status,
  );
}
