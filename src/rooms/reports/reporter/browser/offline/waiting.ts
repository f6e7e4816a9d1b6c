import { keptNode } from '../code/kept-period.ts';
import { announce, button, element, newElementId } from '../dom.ts';
import { checkChannel } from '../form-state.ts';
import type { ReporterPage } from '../page-context.ts';
import { RequestFailed } from '../requests.ts';
import { untakenNote } from '../taken.ts';
import { dayIn } from '../words.ts';
import { decideKept, type KeptReport, parseKept } from './kept.rules.ts';
import { keptUploadNode } from './kept-upload.ts';
import { sendWithWork } from './send-with-work.ts';
import { deleteKeptReport, keepUpload } from './store.ts';

const AGAIN_MS = 30_000;
const MAX_FILE_BYTES = 1024 * 1024;
// Nothing was stored, and the same report is refused again.
const REFUSED: Readonly<Record<string, string>> = {
  'reports/write-again': 'queue.write-again',
  'reports/list-out-of-date': 'queue.write-again',
  'reports/reader-not-listed': 'queue.write-again',
  'reports/channel-closed': 'check.closed',
};

/**
 * An encrypted report that waits. It is sent when the reporter says so; one of danger as soon as there is a network, while the page is open. Before that the list of
 * readers and its proof are fetched and checked, as for a new report. `isAlone`: it was written on this page, which has a title of its own. `isFile`: it is in a file of the reporter's, and
 * goes only when they say so.
 */
export function waitingNode(
  context: ReporterPage,
  kept: KeptReport,
  { isAlone = false, isFile = false }: { isAlone?: boolean; isFile?: boolean } = {},
): HTMLElement {
  const { words } = context;
  const { report } = kept;
  const goesAlone = report.danger && !isFile;
  const status = element('p', { role: 'status' });
  const send = button(words('queue.send'), () => void run(), true);
  const drop = button(words('queue.delete'), () => void remove());
  const title = isAlone ? null : element('h2', {}, words(isFile ? 'queue.in-file' : 'queue.waits'));
  const say = element('p', {}, words(goesAlone ? 'queue.goes' : 'queue.asks'));
  const node = element('section', {}, title, say, send, isFile ? null : drop, status);
  let isOver = false;

  const end = (text: Node) => {
    isOver = true;
    for (const part of [title, say, send, drop]) part?.remove();
    announce(status, text, 'ok');
  };

  async function remove(): Promise<void> {
    try {
      await deleteKeptReport(report.report);
    } catch {
      return announce(status, words('queue.not-deleted'), 'bad');
    }
    end(words('queue.deleted'));
  }

  async function run(): Promise<void> {
    if (send.disabled || isOver) return;
    send.disabled = true;
    announce(status, words('send.now'));
    try {
      const fault = await sendKept();
      if (fault !== null) announce(status, fault, 'bad');
    } finally {
      send.disabled = false;
    }
  }

  /** Sends it and deletes it here; the text of what is wrong. */
  async function sendKept(): Promise<Node | null> {
    const checked = await checkChannel(context, kept.fingerprint);
    if (checked === 'no-list') return words('queue.offline');
    if (typeof checked === 'string') return words(checked);
    const decided = decideKept(report, checked);
    if (decided !== 'send') return words(decided === 'older' ? 'check.older' : 'queue.write-again');
    let day: string;
    try {
      day = (await sendWithWork(context, report, () => announce(status, words('send.work')))).day;
    } catch (error) {
      if (!(error instanceof RequestFailed)) throw error;
      if (error.why === 'offline') return words('queue.offline');
      if (error.code === 'reports/no-room') return words(report.danger ? 'no-room.danger' : 'queue.no-room');
      return words(REFUSED[error.code] ?? 'queue.refused');
    }
    // It was deleted here meanwhile: nothing of it is kept again.
    if (isOver) return null;
    if (isFile) end(words('queue.sent-file', { day: dayIn(day) }));
    else if (kept.files === undefined) await endKept(day);
    else {
      end(words('sent.day', { day: dayIn(day) }));
      const upload = { slug: kept.slug, report: report.report, receivedOn: day, files: kept.files };
      // From now on only its files stay here. Where the browser refuses that, the report stays with them: sent again at the next visit it counts once.
      node.append(keptUploadNode(context, (await keepUpload(upload)) ?? upload));
    }
    node.append(keptNode(words, checked.clocks));
    // Only the page on which it was written has its code, and can ask whether a reader took it.
    if (isAlone) node.append(untakenNote(context, checked.clocks.dangerMinutes));
    else if (report.danger) node.append(element('p', { class: 'bad' }, words('danger.note')));
    return null;
  }

  /** Deletes it here. Where that fails it is still here at the next visit; sent again it counts once. */
  async function endKept(day: string): Promise<void> {
    const isGone = await deleteKeptReport(report.report).then(
      () => true,
      () => false,
    );
    end(words(isGone ? 'queue.sent' : 'queue.sent-not-deleted', { day: dayIn(day) }));
  }

  if (goesAlone) {
    // Not every browser says that there is a network again.
    const again = setInterval(() => {
      if (isOver || !node.isConnected) clearInterval(again);
      else void run();
    }, AGAIN_MS);
    addEventListener('online', () => {
      if (node.isConnected) void run();
    });
    queueMicrotask(() => void run());
  } else {
    addEventListener('online', () => {
      if (!isOver && !send.disabled) announce(status, words('queue.online'));
    });
  }
  return node;
}

/** A report that the reporter saved as a file: it is chosen, shown, and sent when they say so. */
export function fileNodes(context: ReporterPage): Node[] {
  const { words, slug } = context;
  const id = newElementId();
  const status = element('p', { role: 'status' });
  const input = element('input', { id, class: 'in', type: 'file', accept: '.json', autocomplete: 'off' });
  const place = element('div');
  input.addEventListener('change', async () => {
    const [file] = input.files ?? [];
    const kept = file === undefined || file.size > MAX_FILE_BYTES ? null : parseKept(await file.text().catch(() => ''));
    input.value = '';
    place.replaceChildren();
    if (kept === null || kept.slug !== slug) return announce(status, words('queue.not-ours'), 'bad');
    announce(status, '');
    place.append(waitingNode(context, kept, { isFile: true }));
  });
  return [element('label', { for: id, class: 'lb' }, words('queue.choose-file')), input, status, place];
}
