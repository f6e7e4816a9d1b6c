import { announce, button, element, heading } from './dom.ts';
import { partsOf, posterNode } from './form-parts.ts';
import { checkChannel, checkList, type FormState, type Part } from './form-state.ts';
import { isPageKept, keepPagesNodes, renewKeptPages } from './offline/keep-pages.ts';
import { keptUploadNode } from './offline/kept-upload.ts';
import { findKept, findKeptList } from './offline/store.ts';
import { fileNodes, waitingNode } from './offline/waiting.ts';
import type { ReporterPage } from './page-context.ts';
import { makeSending } from './sending.ts';
import { wordsByAge } from './words.ts';
import type { CheckedChannel } from './worker-protocol.ts';

const FINGERPRINT = /^#([\w-]{22})$/;

/** The fingerprint that the poster put into the address; null without one. Another poster that is scanned into this tab changes it and loads nothing again. */
const posterNow = (): string | null => (location.hash === '' ? null : (FINGERPRINT.exec(location.hash)?.[1] ?? 'unreadable'));

/** Makes the card "I saw something" a button. Only with script: without it there is no form. */
export function startForm(context: ReporterPage, load: () => Promise<ReporterPage>): void {
  const { page, words } = context;
  const card = document.getElementById('saw');
  if (card === null) return;
  const open = element(
    'button',
    { type: 'button', class: 'way', id: 'saw' },
    element('b', {}, words('ways.saw')),
    element('span', {}, words('ways.saw-text')),
  );
  open.addEventListener('click', () => void openForm(context, load));
  card.replaceWith(open);
  void showOffline(context, load, open.parentElement!);
  // The first page stays in memory, so that the way back to it loads nothing.
  page.dataset.ready = '';
}

/** What waits on this phone comes before the three ways in. Keeping this page comes after them; its texts are fetched when it is opened. */
async function showOffline(first: ReporterPage, load: () => Promise<ReporterPage>, ways: HTMLElement): Promise<void> {
  const offline = element('div');
  const open = async () => {
    const context = await load().catch(() => null);
    if (context === null) return offline.replaceChildren(element('p', { class: 'bad' }, first.words('broken')));
    const nodes = await keepPagesNodes(context, posterNow);
    offline.replaceChildren(element('section', {}, element('h2', {}, first.words('offline')), ...nodes, ...fileNodes(context)));
  };
  offline.append(button(first.words('offline'), open));
  ways.after(offline);
  const [waiting, isKept] = await Promise.all([findKept(first.slug), isPageKept()]);
  if (waiting.length > 0) {
    const context = await load().catch(() => null);
    const show = (kept: (typeof waiting)[number], on: ReporterPage) =>
      'receivedOn' in kept ? keptUploadNode(on, kept, { isResumed: true }) : waitingNode(on, kept);
    if (context !== null) ways.before(...waiting.map((kept) => show(kept, context)));
  }
  if (!isKept) return;
  await open();
  if (await renewKeptPages(first)) return;
  const context = await load().catch(() => null);
  if (context !== null) ways.before(element('p', { class: 'bad', role: 'status' }, context.words('keep.old')));
}

/** The list of readers; the one that was kept on this phone where there is no network. */
async function listToWriteTo(first: ReporterPage, fingerprint: string | null): Promise<CheckedChannel | string> {
  const checked = await checkChannel(first, fingerprint);
  const kept = checked === 'no-list' ? await findKeptList(first.slug) : undefined;
  return kept === undefined ? checked : checkList(first, kept, { fingerprint, isKept: true });
}

async function openForm(first: ReporterPage, load: () => Promise<ReporterPage>): Promise<void> {
  const { page } = first;
  // Where nothing can be written, help is still there.
  const help = [...page.querySelectorAll(':scope > section')];
  const status = element('p', { role: 'status' }, first.words('loading'));
  page.replaceChildren(status);
  scrollTo(0, 0);
  openLinksElsewhere();
  const refuse = (text: Node) => {
    announce(status, text, 'bad');
    const open = () => void openForm(first, load);
    page.replaceChildren(status, button(first.words('try-again'), open), ...help);
    onOtherPoster(status, open);
  };
  const loading = load().catch(() => null);
  let poster: string | null;
  let checked: CheckedChannel | string;
  do {
    poster = posterNow();
    checked = await listToWriteTo(first, poster);
    // Another poster may have been scanned meanwhile.
  } while (posterNow() !== poster);
  const context = await loading;
  if (context === null) return refuse(first.words('broken'));
  if (typeof checked === 'string') return refuse(context.words(checked));
  try {
    showParts(context, checked);
  } catch {
    refuse(first.words('broken'));
  }
}

function showParts(loaded: ReporterPage, checked: CheckedChannel): void {
  const { words, speakToChild } = wordsByAge(loaded.words);
  const context = { ...loaded, words };
  const { page } = context;
  const poster = element('p', { role: 'status' });
  const state: FormState = {
    checked,
    chosenFrom: checked,
    fault: null,
    chooseAgain: () => {
      show(parts.findIndex(({ isAbout }) => isAbout));
      announce(poster, words('about.changed'), 'bad');
    },
    checkPoster: () => checkPoster(context, state, poster),
    speakToChild,
    readDraft: () => ({ answers: {}, text: '', about: { units: [], readers: [] } }),
  };
  const parts: Part[] = [...partsOf(context, state), ...makeSending(context, state, posterNow, (nodes) => page.replaceChildren(...nodes))];
  const shells = parts.map((part, at) => {
    const advance = () => {
      if (part.isDone?.() ?? true) show(at + 1);
    };
    const title = heading(part.title);
    const steps = element(
      'div',
      { class: 'steps' },
      at < parts.length - 1 ? button(words('continue'), advance, true) : null,
      at > 0 ? button(words('back'), () => show(at - 1)) : null,
    );
    const place = element('p', { class: 'm' }, words('part', { part: at + 1, parts: parts.length }));
    return { title, node: element('section', { hidden: true }, place, title, ...part.nodes, steps) };
  });
  const show = (at: number) => {
    if (state.fault === null) announce(poster, '');
    for (const [other, { node }] of shells.entries()) node.hidden = other !== at;
    parts[at]!.onShow?.();
    scrollTo(0, 0);
    shells[at]!.title.focus();
  };
  page.replaceChildren(poster, ...shells.map(({ node }) => node));
  onOtherPoster(poster, () => void state.checkPoster());
  show(0);
}

/** Calls `check` when another poster is scanned into this tab, while `node` is on the page. */
function onOtherPoster(node: Node, check: () => void): void {
  const listen = () => {
    if (node.isConnected) check();
    else removeEventListener('hashchange', listen);
  };
  addEventListener('hashchange', listen);
}

/** Checks the list of readers against the poster that was scanned last. What was written stays; nothing is sent before the check, or where it finds a fault. */
async function checkPoster(context: ReporterPage, state: FormState, status: HTMLElement): Promise<void> {
  const { words } = context;
  const poster = posterNow();
  state.fault = 'check.now';
  announce(status, words(state.fault));
  const checked = await listToWriteTo(context, poster);
  // One that was scanned since has a check of its own.
  if (posterNow() !== poster) return;
  state.fault = typeof checked === 'string' ? checked : null;
  if (typeof checked === 'string') return announce(status, words(checked), 'bad');
  state.checked = checked;
  announce(status, '');
  document.getElementById('poster')?.replaceWith(posterNode(words, checked));
}

/** From now on a link of the page opens in another tab: what is written here would be gone. */
function openLinksElsewhere(): void {
  for (const link of document.querySelectorAll<HTMLAnchorElement>('footer a')) {
    link.target = '_blank';
    link.rel = 'noopener noreferrer';
  }
  // The other language is another page: with it, what was written would be gone.
  document.querySelector('nav')?.remove();
}
