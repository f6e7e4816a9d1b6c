import { CODE_GROUPS, digitsOf } from '../../crypto/digits.ts';
import type { SendReport } from '../../intake/intake.schema.ts';
import { randomBelow } from '../../manifest/readers.rules.ts';
import { isDangerNow } from '../questions.ts';
import { codePicture } from './code/code-picture.ts';
import { type KeepingClocks, keptNode } from './code/kept-period.ts';
import { announce, button, element, heading, newElementId, PRIVATE_FIELD } from './dom.ts';
import { contentOf, isEmptyDraft, namesNew } from './draft.ts';
import { filesBeforeSending } from './files/before-sending.ts';
import { findUploadOf, type Upload, uploadNodes } from './files/uploading.ts';
import { checkChannel, type FormState, type Part } from './form-state.ts';
import { keepNodes } from './offline/keeping.ts';
import { decideKept } from './offline/kept.rules.ts';
import { filesOf, keptUploadNode } from './offline/kept-upload.ts';
import { sendWithWork } from './offline/send-with-work.ts';
import { keepUpload } from './offline/store.ts';
import type { ReporterPage } from './page-context.ts';
import { RequestFailed } from './requests.ts';
import { untakenNote } from './taken.ts';
import { dayIn, type Words } from './words.ts';

// The list of readers was replaced since it was fetched. Nothing was stored.
const LIST_CHANGED: readonly string[] = ['reports/write-again', 'reports/list-out-of-date', 'reports/reader-not-listed'];

/** The last two parts: the code, of which one group is typed back, then sending. Whatever fails, the page keeps what was written. */
export function makeSending(
  context: ReporterPage,
  state: FormState,
  posterNow: () => string | null,
  replacePage: (nodes: readonly Node[]) => void,
): Part[] {
  const { words, worker } = context;
  const code = codePart(context);
  const status = element('p', { role: 'status' });
  const later = element('div');
  const files = filesBeforeSending(context);
  let offered: SendReport | null = null;
  const send = button(words('send'), () => void run(), true);
  // In danger nobody is asked again: once there is a network, the report goes.
  addEventListener('online', () => {
    if (later.hasChildNodes() && later.isConnected && isDangerNow(state.readDraft().answers)) void run();
  });

  async function run(): Promise<void> {
    if (send.disabled) return;
    const draft = state.readDraft();
    if (isEmptyDraft(draft)) return announce(status, words('send.empty'), 'bad');
    send.disabled = true;
    announce(status, words('send.now'));
    try {
      if (state.fault !== null) await state.checkPoster();
      if (state.fault !== null) return announce(status, words(state.fault), 'bad');
      // A list that was kept encrypts; only one whose proof was checked now is sent to.
      if (state.checked.isKept) {
        const fresh = await checkChannel(context, posterNow());
        if (typeof fresh !== 'string') {
          state.checked = fresh;
          // A file of it may have been saved: the same report counts once.
          if (offered !== null && decideKept(offered, fresh) === 'send') return await deliver(offered);
        } else if (fresh !== 'no-list') return announce(status, words(fresh), 'bad');
      }
      if (isNewToReporter()) return state.chooseAgain();
      const { answers, text } = contentOf(draft);
      const encrypted = await worker
        .call('encryptReport', { answers, text, about: draft.about, danger: isDangerNow(draft.answers), now: Date.now() })
        .catch(() => 'failed' as const);
      if (encrypted === 'proof-late') return takeNewList('send.proof-late');
      if (typeof encrypted === 'string') return announce(status, words(`send.${encrypted}`), 'bad');
      if (state.checked.isKept) return offerToKeep(encrypted, 'send.no-network');
      await deliver(encrypted);
    } finally {
      send.disabled = false;
    }
  }

  async function deliver(encrypted: SendReport): Promise<void> {
    let day: string;
    try {
      day = (await sendWithWork(context, encrypted, () => announce(status, words('send.work')))).day;
    } catch (error) {
      if (!(error instanceof RequestFailed)) throw error;
      if (LIST_CHANGED.includes(error.code)) return takeNewList('send.write-again');
      // Who said that a person is in danger is not asked to say so.
      if (error.code === 'reports/no-room') return announce(status, words(encrypted.danger ? 'no-room.danger' : 'send.no-room'), 'bad');
      if (error.code === 'reports/channel-closed') return announce(status, words('check.closed'), 'bad');
      if (error.why === 'offline') return offerToKeep(encrypted, 'send.offline');
      return announce(status, words('send.refused'), 'bad');
    }
    const upload = await findUploadOf(context);
    const place = element('div');
    // While files are under way, that one may leave comes after them.
    const leave = element('p', { hidden: upload !== null }, words('sent.leave'));
    replacePage([
      ...receivedNodes(words, day, state.checked.clocks),
      place,
      leave,
      untakenNote(context, state.checked.clocks.dangerMinutes),
    ]);
    if (upload !== null) place.append(await filesNode(upload, { report: encrypted.report, day, leave }));
  }

  /** The files on their way: kept on this phone until they have arrived where the reporter agreed to that, else as long as this page is open. */
  async function filesNode(upload: Upload, { report, day, leave }: { report: string; day: string; leave: HTMLElement }): Promise<Node> {
    const kept = files.isKept() ? await filesOf(context) : null;
    if (kept !== null) {
      const stored = await keepUpload({ slug: context.slug, report, receivedOn: day, files: kept });
      if (stored !== null) return keptUploadNode(context, stored);
    }
    const showLeave = () => {
      leave.hidden = false;
    };
    const { nodes } = uploadNodes(context, upload, { isKept: false, onEnd: showLeave });
    const fault = files.isKept() ? element('p', { class: 'bad' }, words('upload.keeps-nothing')) : null;
    return element('section', {}, ...nodes.slice(0, 1), fault, ...nodes.slice(1));
  }

  // The very same report is sent later. A changed one would be a second report under the same code.
  function offerToKeep(encrypted: SendReport, why: 'send.offline' | 'send.no-network'): void {
    offered = encrypted;
    announce(status, words(why), 'bad');
    send.closest('section')?.querySelector('.steps')?.remove();
    later.replaceChildren(keepNodes(context, encrypted, state.checked.fingerprint, replacePage));
  }

  // The next try is encrypted to the new list, which is checked like the first.
  async function takeNewList(why: 'send.write-again' | 'send.proof-late'): Promise<void> {
    const checked = await checkChannel(context, posterNow());
    if (typeof checked === 'string') return announce(status, words(checked), 'bad');
    // A list that was published since comes into force when the log names it. Until then there is none to send to.
    const isSame = why === 'send.write-again' && checked.number === state.checked.number;
    state.checked = checked;
    if (isNewToReporter()) return state.chooseAgain();
    announce(status, words(isSame ? 'send.no-new-list' : why), 'bad');
  }

  // A reader whom the reporter has not seen may be of the very unit that the report is about.
  const isNewToReporter = () => namesNew(state.chosenFrom.readers, state.checked.readers);

  const nodes = [element('p', { class: 'note' }, words('send.seen')), files.node, status, send, later];
  return [code, { title: words('send.title'), nodes, onShow: () => void files.onShow() }];
}

function receivedNodes(words: Words, day: string, clocks: KeepingClocks): Node[] {
  const title = heading(words('sent.title'));
  queueMicrotask(() => title.focus());
  return [
    title,
    element('p', { class: 'ok', role: 'status' }, words('sent.day', { day: dayIn(day) })),
    element('p', {}, words('sent.next')),
    keptNode(words, clocks),
    element('p', {}, words('sent.gone')),
  ];
}

/** Shows the code and asks for one group of it, chosen at random: a person who did not write it down notices before anything is sent. */
function codePart(context: ReporterPage): Part {
  const { words, worker } = context;
  const list = element('ol', { class: 'cd', dir: 'ltr', translate: 'no', 'aria-label': words.plain('code.list') });
  const id = newElementId();
  const asked = randomBelow(CODE_GROUPS);
  const label = element('label', { for: id, class: 'lb' }, words('code.check', { group: asked + 1 }));
  const input = element('input', { id, class: 'in', type: 'text', inputmode: 'numeric', maxlength: '8', ...PRIVATE_FIELD, dir: 'ltr' });
  const status = element('p', { role: 'status' });
  let groups: readonly string[] = [];
  const onShow = async () => {
    if (groups.length > 0) return;
    const made = await worker.call('makeCode', null).catch(() => null);
    if (made === null) return announce(status, words('broken'), 'bad');
    groups = made;
    list.replaceChildren(
      ...groups.map((group, at) => element('li', {}, element('small', { 'aria-hidden': 'true' }, String(at + 1)), element('b', {}, group))),
    );
  };
  const isDone = () => {
    const isRight = groups.length > 0 && digitsOf(input.value) === groups[asked];
    if (!isRight) {
      announce(status, words('code.wrong', { group: asked + 1 }), 'bad');
      input.focus();
    } else announce(status, words('code.right'), 'ok');
    return isRight;
  };
  const nodes = [
    element('p', {}, words('code.only')),
    list,
    codePicture(context),
    element('p', { class: 'note' }, words('code.paper')),
    label,
    input,
    status,
  ];
  return { title: words('code.title'), nodes, onShow: () => void onShow(), isDone };
}
